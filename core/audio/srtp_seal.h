// The ciphers of one direction of SRTP or SRTCP: keys derived from the master key (RFC 3711 4.3, RFC 7714), AES in
// counter mode with HMAC-SHA1, or AES-GCM. All memory is taken at construction; the bytes are changed in place.
#pragma once

#include "audio/media_path.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>

struct evp_cipher_ctx_st;

namespace nightbell {

class SrtpSeal
{
public:
    enum class Of { Sound, Reports };
    SrtpSeal(SrtpSuite suite, const QByteArray &masterKey, Of of);
    ~SrtpSeal();
    SrtpSeal(const SrtpSeal &) = delete;
    SrtpSeal &operator=(const SrtpSeal &) = delete;

    bool ready() const { return m_cipher != nullptr; }
    bool isGcm() const { return m_gcm; }
    std::size_t tagBytes() const { return m_tagBytes; }

    using Bytes = std::span<std::uint8_t>;
    using Seen = std::span<const std::uint8_t>;
    struct Place // of a packet in its stream; a key is used for each place once
    {
        std::uint32_t source;
        std::uint64_t index; // 48 bits
    };

    // Counter mode: encrypts and decrypts alike; the tag is made apart.
    bool turn(const Place &place, Bytes text);
    void tag(Seen packet, Seen behind, Bytes tag) const;
    bool tagFits(Seen packet, Seen behind, Seen tag) const;

    // GCM: `open` covers what stays readable.
    bool seal(const Place &place, Seen open, Seen alsoOpen, Bytes text, Bytes tag);
    bool unseal(const Place &place, Seen open, Seen alsoOpen, Bytes text, Bytes tag);

private:
    struct Free
    {
        void operator()(evp_cipher_ctx_st *context) const;
    };
    using Vector = std::array<std::uint8_t, 16>;

    Vector vectorOf(const Place &place) const;
    bool gcm(const Place &place, Seen open, Seen alsoOpen, Bytes text, Bytes tag, int encrypts);

    const bool m_gcm;
    std::size_t m_tagBytes;
    std::unique_ptr<evp_cipher_ctx_st, Free> m_cipher;
    std::array<std::uint8_t, 14> m_salt{};
    struct Hash;
    std::unique_ptr<Hash> m_hash; // with the key already in it
};

} // namespace nightbell
