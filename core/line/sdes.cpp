#include "line/sdes.h"

#include <algorithm>
#include <array>

namespace nightbell {

namespace {

struct NamedSuite
{
    SrtpSuite suite;
    const char *name;
    qsizetype bytes;
};

constexpr std::array suites{
    NamedSuite{SrtpSuite::AesCm128Sha1_80, "AES_CM_128_HMAC_SHA1_80", 30},
    NamedSuite{SrtpSuite::AesCm128Sha1_32, "AES_CM_128_HMAC_SHA1_32", 30},
    NamedSuite{SrtpSuite::AesGcm128, "AEAD_AES_128_GCM", 28},
    NamedSuite{SrtpSuite::AesGcm256, "AEAD_AES_256_GCM", 44},
};

const NamedSuite &named(SrtpSuite suite)
{
    return *std::find_if(suites.begin(), suites.end(), [&](const NamedSuite &each) { return each.suite == suite; });
}

} // namespace

qsizetype keyBytes(SrtpSuite suite) { return named(suite).bytes; }

QByteArray written(const CryptoLine &line)
{
    return QByteArray::number(line.tag) + ' ' + named(line.suite).name + " inline:" + line.key.toBase64();
}

std::optional<CryptoLine> cryptoLineFrom(const QByteArray &value)
{
    const QList<QByteArray> words = value.simplified().split(' ');
    if (words.size() != 3) // a fourth would be a session parameter: unencrypted, another rate of new keys
        return std::nullopt;
    bool tagOk = false;
    CryptoLine line{.tag = words[0].toInt(&tagOk)};
    const auto suite =
        std::find_if(suites.begin(), suites.end(), [&](const NamedSuite &each) { return words[1] == each.name; });
    if (!tagOk || line.tag < 1 || line.tag > 999'999'999 || suite == suites.end() || !words[2].startsWith("inline:"))
        return std::nullopt;
    line.suite = suite->suite;
    const QList<QByteArray> parts = words[2].mid(7).split('|'); // key, life, and the mark of a key that we do not send
    const bool marked = std::any_of(parts.begin() + 1, parts.end(),
                                    [](const QByteArray &part) { return part.contains(':') && !part.endsWith(":0"); });
    const auto key = QByteArray::fromBase64Encoding(parts[0], QByteArray::AbortOnBase64DecodingErrors);
    if (marked || !key || key.decoded.size() != suite->bytes)
        return std::nullopt;
    line.key = key.decoded;
    return line;
}

} // namespace nightbell
