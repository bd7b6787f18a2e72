// The other end of a leg: a real socket on loopback that speaks a tone of its own, packet by packet, and keeps what it
// hears.
#pragma once

#include "audio/media_path.h"
#include "audio/opus_coding.h"
#include "audio/rtp.h"
#include "audio/srtp_pair.h"

#include <vector>

namespace nightbell::scripted {

class RtpPeer
{
public:
    struct Voice
    {
        int hertz = 0; // whole, so that a second of it can be repeated
        Coding coding = Coding::MuLaw;
        std::optional<SrtpKeys> keys; // as this end has them
    };
    explicit RtpPeer(const Voice &voice, const QHostAddress &host = QHostAddress(QHostAddress::LocalHost));
    explicit RtpPeer(std::span<const std::int16_t> words); // over and over, in G.711
    ~RtpPeer();
    RtpPeer(const RtpPeer &) = delete;
    RtpPeer &operator=(const RtpPeer &) = delete;

    static constexpr std::uint8_t payloadTypeOf(Coding coding) { return coding == Coding::Opus ? 111 : 0; }

    MediaAddress address() const;
    const Voice &voice() const { return m_voice; }
    const RtpHeader &next() const { return m_next; }

    void say(const MediaAddress &to);                            // 20 ms
    void sayAs(const RtpHeader &header, const MediaAddress &to); // with somebody else's numbers
    void hear();                                                 // all that has come

    std::vector<std::int16_t> heard; // at the rate of the coding
    int packetsSaid = 0;
    int packetsHeard = 0;

private:
    void encode(std::span<const std::int16_t> sound);
    void send(const RtpHeader &header, const MediaAddress &to);

    const Voice m_voice;
    int m_socket;
    RtpHeader m_next;
    std::vector<std::vector<std::uint8_t>> m_payloads; // said over and over
    std::unique_ptr<SrtpPair> m_srtp;
    OpusReader m_opus{wideRate};
};

} // namespace nightbell::scripted
