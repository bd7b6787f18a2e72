// Encrypts what one leg sends and decrypts what it receives (SRTP, RFC 3711), in place. Made on the engine's thread,
// used on the sound thread: nothing is allocated per packet.
#pragma once

#include "audio/media_path.h"
#include "result.h"

#include <cstdint>
#include <memory>
#include <span>

struct srtp_ctx_t_;

namespace nightbell {

inline constexpr std::size_t srtpTrailerBytesAtMost = 16;
inline constexpr std::size_t srtcpTrailerBytesAtMost = srtpTrailerBytesAtMost + 4;

class SrtpPair
{
public:
    static Result<std::unique_ptr<SrtpPair>> make(const SrtpKeys &keys);
    ~SrtpPair();
    SrtpPair(const SrtpPair &) = delete;
    SrtpPair &operator=(const SrtpPair &) = delete;

    std::size_t protect(std::span<std::uint8_t> packet, std::size_t bytes); // the new length; 0: it must not be sent
    std::span<std::uint8_t> unprotect(std::span<std::uint8_t> packet);      // empty: forged, repeated or of another key
    std::size_t protectReport(std::span<std::uint8_t> packet, std::size_t bytes); // RTCP, likewise
    std::span<std::uint8_t> unprotectReport(std::span<std::uint8_t> packet);

private:
    SrtpPair() = default;

    srtp_ctx_t_ *m_sending = nullptr;
    srtp_ctx_t_ *m_receiving = nullptr;
};

} // namespace nightbell
