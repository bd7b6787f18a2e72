// Sealing of bytes with libsodium (XChaCha20-Poly1305). `about` is bound to the sealed bytes but not stored in them:
// unsealing with another `about` fails, so a sealed value cannot be moved to another row.
#pragma once

#include "result.h"

#include <QByteArray>

#include <array>

namespace nightbell {

class SealKey // 32 bytes, wiped when it goes
{
public:
    static constexpr qsizetype bytes = 32;
    static SealKey fresh();
    static Result<SealKey> from(QByteArrayView raw);
    SealKey(const SealKey &other) = default;
    SealKey &operator=(const SealKey &other) = default;
    ~SealKey();

    QByteArrayView view() const { return {reinterpret_cast<const char *>(m_raw.data()), bytes}; }

private:
    SealKey() = default;
    std::array<unsigned char, bytes> m_raw{};
};

QByteArray seal(const SealKey &key, QByteArrayView plain, QByteArrayView about);
Result<QByteArray> unseal(const SealKey &key, QByteArrayView sealed, QByteArrayView about); // Damaged when it fails

// A keyed hash for looking things up without storing them; purpose keeps the hashes of two uses apart.
QByteArray keyedHash(const SealKey &key, QByteArrayView purpose, QByteArrayView what); // 16 bytes

} // namespace nightbell
