#define OPENSSL_SUPPRESS_DEPRECATED // the newer way to SHA-1 takes memory for every packet
#include "audio/srtp_seal.h"

#include "audio/rtp_words.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>

namespace nightbell {

namespace {

constexpr std::size_t saltBytes = 14, gcmSaltBytes = 12, gcmTagBytes = 16, hashKeyBytes = 20, hashBlockBytes = 64;

struct Shape
{
    std::size_t keyBytes;
    bool gcm;
    std::size_t soundTagBytes;
};

Shape shapeOf(SrtpSuite suite)
{
    switch (suite) {
    case SrtpSuite::AesCm128Sha1_80:
        return {16, false, 10};
    case SrtpSuite::AesCm128Sha1_32:
        return {16, false, 4};
    case SrtpSuite::AesGcm128:
        return {16, true, gcmTagBytes};
    case SrtpSuite::AesGcm256:
        return {32, true, gcmTagBytes};
    }
    Q_UNREACHABLE();
}

const EVP_CIPHER *cipherOf(const Shape &shape)
{
    if (shape.gcm)
        return shape.keyBytes == 32 ? EVP_aes_256_gcm() : EVP_aes_128_gcm();
    return EVP_aes_128_ctr();
}

enum Label : std::uint8_t { cipherKey, hashKey, salt }; // those of SRTCP are three above

// AES in counter mode over nothing, from a place that the label names.
bool derive(const QByteArray &master, std::size_t keyBytes, int label, std::span<std::uint8_t> derived)
{
    std::array<std::uint8_t, 16> from{};
    std::copy_n(master.begin() + qsizetype(keyBytes), master.size() - qsizetype(keyBytes), from.begin());
    from[7] ^= std::uint8_t(label);
    std::ranges::fill(derived, std::uint8_t(0));
    int written = 0;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    const auto *key = reinterpret_cast<const unsigned char *>(master.constData());
    const auto *cipher = keyBytes == 32 ? EVP_aes_256_ctr() : EVP_aes_128_ctr();
    const bool done = context && EVP_EncryptInit_ex(context, cipher, nullptr, key, from.data()) == 1
        && EVP_EncryptUpdate(context, derived.data(), &written, derived.data(), int(derived.size())) == 1;
    EVP_CIPHER_CTX_free(context);
    return done;
}

bool update(EVP_CIPHER_CTX *context, std::uint8_t *to, std::span<const std::uint8_t> from)
{
    int written = 0;
    return from.empty() || EVP_CipherUpdate(context, to, &written, from.data(), int(from.size())) == 1;
}

} // namespace

struct SrtpSeal::Hash
{
    SHA_CTX inner, outer;

    explicit Hash(std::span<const std::uint8_t> key)
    {
        const auto begin = [key](SHA_CTX &state, std::uint8_t pad) {
            std::array<std::uint8_t, hashBlockBytes> block;
            block.fill(pad);
            for (std::size_t at = 0; at < key.size(); ++at)
                block[at] ^= key[at];
            SHA1_Init(&state);
            SHA1_Update(&state, block.data(), block.size());
            OPENSSL_cleanse(block.data(), block.size());
        };
        begin(inner, 0x36);
        begin(outer, 0x5c);
    }
    ~Hash() { OPENSSL_cleanse(this, sizeof *this); }

    std::array<std::uint8_t, SHA_DIGEST_LENGTH> of(Seen packet, Seen behind) const
    {
        std::array<std::uint8_t, SHA_DIGEST_LENGTH> digest;
        SHA_CTX state = inner;
        SHA1_Update(&state, packet.data(), packet.size());
        SHA1_Update(&state, behind.data(), behind.size());
        SHA1_Final(digest.data(), &state);
        state = outer;
        SHA1_Update(&state, digest.data(), digest.size());
        SHA1_Final(digest.data(), &state);
        return digest;
    }
};

SrtpSeal::SrtpSeal(SrtpSuite suite, const QByteArray &masterKey, Of of)
    : m_gcm(shapeOf(suite).gcm)
    , m_tagBytes(of == Of::Reports && !m_gcm ? 10 : shapeOf(suite).soundTagBytes) // RFC 4568, 6.2
{
    const Shape shape = shapeOf(suite);
    const int labels = of == Of::Reports ? 3 : 0;
    std::array<std::uint8_t, 32> key;
    std::array<std::uint8_t, hashKeyBytes> forHash;
    const auto used = std::span(key).first(shape.keyBytes);
    const auto salted = std::span(m_salt).first(m_gcm ? gcmSaltBytes : saltBytes);
    m_cipher.reset(EVP_CIPHER_CTX_new());
    if (masterKey.size() != qsizetype(shape.keyBytes + salted.size()) || !m_cipher
        || !derive(masterKey, shape.keyBytes, cipherKey + labels, used)
        || !derive(masterKey, shape.keyBytes, hashKey + labels, forHash)
        || !derive(masterKey, shape.keyBytes, salt + labels, salted)
        || EVP_EncryptInit_ex(m_cipher.get(), cipherOf(shape), nullptr, used.data(), nullptr) != 1)
        m_cipher.reset();
    m_hash = std::make_unique<Hash>(forHash);
    OPENSSL_cleanse(key.data(), key.size());
    OPENSSL_cleanse(forHash.data(), forHash.size());
}

void SrtpSeal::Free::operator()(evp_cipher_ctx_st *context) const { EVP_CIPHER_CTX_free(context); }

SrtpSeal::~SrtpSeal() { OPENSSL_cleanse(m_salt.data(), m_salt.size()); }

SrtpSeal::Vector SrtpSeal::vectorOf(const Place &place) const
{
    Vector vector{};
    const std::size_t source = m_gcm ? 2 : 4;
    putLongWord(vector, source, place.source);
    putWord(vector, source + 4, std::uint16_t(place.index >> 32));
    putLongWord(vector, source + 6, std::uint32_t(place.index));
    for (std::size_t at = 0; at < m_salt.size(); ++at)
        vector[at] ^= m_salt[at];
    return vector;
}

bool SrtpSeal::turn(const Place &place, Bytes text)
{
    const Vector vector = vectorOf(place);
    return EVP_CipherInit_ex(m_cipher.get(), nullptr, nullptr, nullptr, vector.data(), 1) == 1
        && update(m_cipher.get(), text.data(), text);
}

void SrtpSeal::tag(Seen packet, Seen behind, Bytes tag) const
{
    const auto whole = m_hash->of(packet, behind);
    std::copy_n(whole.begin(), tag.size(), tag.begin());
}

bool SrtpSeal::tagFits(Seen packet, Seen behind, Seen tag) const
{
    const auto whole = m_hash->of(packet, behind);
    return CRYPTO_memcmp(whole.data(), tag.data(), tag.size()) == 0;
}

bool SrtpSeal::seal(const Place &place, Seen open, Seen alsoOpen, Bytes text, Bytes tag)
{
    return gcm(place, open, alsoOpen, text, tag, 1);
}

bool SrtpSeal::unseal(const Place &place, Seen open, Seen alsoOpen, Bytes text, Bytes tag)
{
    return gcm(place, open, alsoOpen, text, tag, 0);
}

bool SrtpSeal::gcm(const Place &place, Seen open, Seen alsoOpen, Bytes text, Bytes tag, int encrypts)
{
    EVP_CIPHER_CTX *context = m_cipher.get();
    const Vector vector = vectorOf(place);
    int written = 0;
    std::array<std::uint8_t, gcmTagBytes> last;
    return EVP_CipherInit_ex(context, nullptr, nullptr, nullptr, vector.data(), encrypts) == 1
        && update(context, nullptr, open) && update(context, nullptr, alsoOpen) && update(context, text.data(), text)
        && (encrypts || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, int(tag.size()), tag.data()) == 1)
        && EVP_CipherFinal_ex(context, last.data(), &written) == 1
        && (!encrypts || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, int(tag.size()), tag.data()) == 1);
}

} // namespace nightbell
