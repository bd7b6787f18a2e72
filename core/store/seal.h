// Sealing of bytes with libsodium (XChaCha20-Poly1305). `about` is bound to the sealed bytes but not stored in them:
// unsealing with another `about` fails, so a sealed value cannot be moved to another row.
#pragma once

#include "result.h"

#include <QByteArray>

#include <array>
#include <initializer_list>

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
    SealKey derived(QByteArrayView purpose) const; // a key of its own for one use
    bool operator==(const SealKey &other) const;

private:
    SealKey() = default;
    std::array<unsigned char, bytes> m_raw{};
};

// What ties a sealed value to its place: what it is, then the ids of its row, none of which may hold a zero.
QByteArray aboutRow(QByteArrayView what, std::initializer_list<QString> ids);

QByteArray seal(const SealKey &key, QByteArrayView plain, QByteArrayView about);
Result<QByteArray> unseal(const SealKey &key, QByteArrayView sealed, QByteArrayView about); // Damaged when it fails

// A keyed hash for looking things up without storing them; purpose keeps the hashes of two uses apart.
QByteArray keyedHash(const SealKey &key, QByteArrayView purpose, QByteArrayView what); // 16 bytes

void wipe(QByteArray &secret); // overwrites it; of a shared copy only this one

void makeSodiumReady(); // before any other use of libsodium; as often as one likes

} // namespace nightbell
