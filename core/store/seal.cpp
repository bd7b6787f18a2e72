#include "store/seal.h"

#include <sodium.h>

#include <algorithm>

namespace nightbell {
namespace {

constexpr char format = 1; // format byte, nonce, ciphertext with its tag
constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qsizetype headBytes = 1 + nonceBytes;
constexpr qsizetype hashBytes = 16;
static_assert(SealKey::bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char *raw(QByteArrayView bytes) { return reinterpret_cast<const unsigned char *>(bytes.data()); }
unsigned char *raw(char *bytes) { return reinterpret_cast<unsigned char *>(bytes); }

// The purpose goes in with its length, so that no purpose and value can be cut differently into another pair.
void hashInto(unsigned char *out, qsizetype outBytes, const SealKey &key, QByteArrayView purpose, QByteArrayView what)
{
    makeSodiumReady();
    crypto_generichash_state state;
    crypto_generichash_init(&state, raw(key.view()), SealKey::bytes, size_t(outBytes));
    const auto length = static_cast<unsigned char>(purpose.size());
    Q_ASSERT(qsizetype(length) == purpose.size());
    crypto_generichash_update(&state, &length, 1);
    crypto_generichash_update(&state, raw(purpose), size_t(purpose.size()));
    crypto_generichash_update(&state, raw(what), size_t(what.size()));
    crypto_generichash_final(&state, out, size_t(outBytes));
    sodium_memzero(&state, sizeof state);
}

Problem damaged(const char *why) { return {Problem::Kind::Damaged, QLatin1String(why)}; }

} // namespace

void makeSodiumReady()
{
    static const bool ready = sodium_init() >= 0; // -1: this machine gives no random numbers
    if (!ready)
        qFatal("libsodium cannot start: no source of random numbers");
}

SealKey SealKey::fresh()
{
    makeSodiumReady();
    SealKey key;
    crypto_aead_xchacha20poly1305_ietf_keygen(key.m_raw.data());
    return key;
}

Result<SealKey> SealKey::from(QByteArrayView raw)
{
    if (raw.size() != bytes)
        return damaged("a key has the wrong length");
    SealKey key;
    std::copy(raw.begin(), raw.end(), key.m_raw.begin());
    return key;
}

SealKey::~SealKey() { sodium_memzero(m_raw.data(), m_raw.size()); }

SealKey SealKey::derived(QByteArrayView purpose) const
{
    SealKey key;
    hashInto(key.m_raw.data(), bytes, *this, purpose, {});
    return key;
}

bool SealKey::operator==(const SealKey &other) const
{
    return sodium_memcmp(m_raw.data(), other.m_raw.data(), bytes) == 0;
}

QByteArray aboutRow(QByteArrayView what, std::initializer_list<QString> ids)
{
    QByteArray about = what.toByteArray();
    for (const QString &id : ids)
        about += '\0' + id.toUtf8();
    return about;
}

QByteArray seal(const SealKey &key, QByteArrayView plain, QByteArrayView about)
{
    makeSodiumReady();
    QByteArray sealed(headBytes + plain.size() + tagBytes, Qt::Uninitialized);
    sealed[0] = format;
    unsigned char *nonce = raw(sealed.data()) + 1;
    randombytes_buf(nonce, nonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonceBytes, nullptr, raw(plain), size_t(plain.size()),
                                               raw(about), size_t(about.size()), nullptr, nonce, raw(key.view()));
    return sealed;
}

Result<QByteArray> unseal(const SealKey &key, QByteArrayView sealed, QByteArrayView about)
{
    makeSodiumReady();
    if (sealed.size() < headBytes + tagBytes)
        return damaged("a sealed value is too short");
    if (sealed.front() != format)
        return damaged("a sealed value has an unknown format");
    const unsigned char *nonce = raw(sealed) + 1;
    QByteArray plain(sealed.size() - headBytes - tagBytes, Qt::Uninitialized);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        raw(plain.data()), nullptr, nullptr, nonce + nonceBytes, size_t(sealed.size() - headBytes), raw(about),
        size_t(about.size()), nonce, raw(key.view()));
    if (failed)
        return damaged("a sealed value does not open: wrong key, moved or changed");
    return plain;
}

void wipe(QByteArray &secret)
{
    sodium_memzero(secret.data(), size_t(secret.size()));
    secret.clear();
}

QByteArray keyedHash(const SealKey &key, QByteArrayView purpose, QByteArrayView what)
{
    QByteArray hash(hashBytes, Qt::Uninitialized);
    hashInto(raw(hash.data()), hashBytes, key, purpose, what);
    return hash;
}

} // namespace nightbell
