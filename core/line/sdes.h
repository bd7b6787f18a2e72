// Keys of the sound as they stand in a session description (RFC 4568, RFC 7714): a=crypto. Pure.
#pragma once

#include "audio/media_path.h"

namespace nightbell {

struct CryptoLine
{
    int tag = 1;
    SrtpSuite suite = SrtpSuite::AesCm128Sha1_80;
    QByteArray key; // with its salt
    bool operator==(const CryptoLine &) const = default;
};

inline constexpr qsizetype longestSrtpKey = 44;

qsizetype keyBytes(SrtpSuite suite);
QByteArray written(const CryptoLine &line);
std::optional<CryptoLine> cryptoLineFrom(const QByteArray &value); // nothing: a suite or an extra that we do not speak

} // namespace nightbell
