// A party behind RTP, packet by packet. Knows no clock and no thread.
//
//   packet ─► from the negotiated address? ─► decrypt ─► RTP ─► keypad presses, stream reader ─► frame
//   frame ─► stream writer ─► RTP ─► encrypt ─► wire        (silence too: the stream never stops)
#pragma once

#include "audio/party_leg.h"
#include "audio/srtp_pair.h"
#include "audio/stream_reader.h"
#include "audio/stream_writer.h"

namespace nightbell {

// All that a negotiated path asks for. A new path in the same call goes on with the numbers of the old one.
struct LegStream : Parcel
{
    LegStream(const MediaPath &path, int rate, const RtpHeader &first, SteadyTime since,
              std::unique_ptr<SrtpPair> srtp);

    SocketAddress told; // where the other end says that it is
    SocketAddress remote;
    std::uint8_t payloadType;
    std::optional<std::uint8_t> keyPayloadType;
    bool sends;
    bool receives;
    bool followsPort;
    bool settled = false; // on an address
    RtpHeader next;
    SteadyTime heardAt;
    std::unique_ptr<SrtpPair> srtp;
    StreamReader reader;
    StreamWriter writer;
};

class RtpLeg : public PartyLeg
{
public:
    RtpLeg(std::unique_ptr<Wire> wire, std::chrono::milliseconds silenceAtMost)
        : m_wire(std::move(wire))
        , m_silenceAtMost(silenceAtMost)
    { }
    ~RtpLeg() override { delete m_stream; }

    void connect(LegStream *stream, SpentParcels &spent) override;
    bool connected() const override { return m_stream; }
    bool hear(std::span<std::int16_t> frame, PacketBatch &batch, SteadyTime now) override;
    void say(std::span<const std::int16_t> frame, int skipped) override;
    std::optional<char> nextKey() override;
    bool silent(SteadyTime now) const override;
    LegCounts counts() const override;

private:
    void settle(LegStream &stream) const;
    void receive(const ArrivedPacket &arrived);
    bool comesFromThem(const SocketAddress *from);
    bool isAwaited(const RtpHeader &header) const;
    void hearKey(const RtpPacket &packet);

    static constexpr std::size_t keysWaitingAtMost = 16;

    std::unique_ptr<Wire> m_wire;
    std::chrono::milliseconds m_silenceAtMost;
    LegStream *m_stream = nullptr;
    LegCounts m_counts;
    std::uint32_t m_keySource = 0;            // SSRC
    std::optional<std::uint32_t> m_lastKeyAt; // its RTP timestamp: a press is sent many times with the same one
    std::array<char, keysWaitingAtMost> m_keys{};
    std::size_t m_keysWaiting = 0;
};

} // namespace nightbell
