// Encrypts what one leg sends and decrypts what it receives (SRTP and SRTCP, RFC 3711), in place. Made on the engine's
// thread, used on the sound thread: nothing is allocated per packet.
#pragma once

#include "audio/srtp_seal.h"
#include "result.h"

#include <optional>

namespace nightbell {

inline constexpr std::size_t srtpTrailerBytesAtMost = 16;
inline constexpr std::size_t srtcpTrailerBytesAtMost = srtpTrailerBytesAtMost + 4;

class SrtpPair
{
public:
    static Result<std::unique_ptr<SrtpPair>> make(const SrtpKeys &keys);

    std::size_t protect(std::span<std::uint8_t> packet, std::size_t bytes); // the new length; 0: it must not be sent
    std::span<std::uint8_t> unprotect(std::span<std::uint8_t> packet);      // empty: forged, repeated or of another key
    std::size_t protectReport(std::span<std::uint8_t> packet, std::size_t bytes); // RTCP, likewise
    std::span<std::uint8_t> unprotectReport(std::span<std::uint8_t> packet);

    // In the same call: what is counted under a key goes on with it, so that no place under a key is used again.
    void goOnFrom(SrtpPair &before);

private:
    // What came of a stream, so that nothing counts twice. Only what proved itself is noted.
    struct Window
    {
        std::uint64_t highest = 0;
        std::uint64_t seen = 0;                                             // bit n: the highest less n came
        std::optional<std::uint64_t> indexOf(std::uint16_t sequence) const; // the likeliest place with that end
        bool isNew(std::uint64_t index) const;
        void note(std::uint64_t index);
    };
    struct Stream
    {
        std::optional<std::uint32_t> source;
        Window window;
    };
    static constexpr std::size_t streamsKept = 4; // sources that a far end changes between
    using Streams = std::array<Stream, streamsKept>;

    struct Sender
    {
        Sender(SrtpSuite suite, const QByteArray &key);
        SrtpSuite suite;
        QByteArray key;
        SrtpSeal sound;
        SrtpSeal reports;
        std::optional<std::uint64_t> sent; // the index of the newest packet
        std::uint32_t reportsSent = 0;
    };
    struct Receiver
    {
        Receiver(SrtpSuite suite, const QByteArray &key);
        SrtpSuite suite;
        QByteArray key;
        SrtpSeal sound;
        SrtpSeal reports;
        Streams heard; // the newest first
        Streams reportsHeard;
    };

    explicit SrtpPair(const SrtpKeys &keys);
    static Stream *find(Streams &streams, std::uint32_t source);
    static void note(Streams &streams, std::uint32_t source, std::uint64_t index);

    std::unique_ptr<Sender> m_sender;
    std::unique_ptr<Receiver> m_receiver;
};

} // namespace nightbell
