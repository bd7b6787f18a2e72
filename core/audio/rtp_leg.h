// A party behind RTP, packet by packet. Knows no clock and no thread.
//
//   packet ─► from the negotiated address? ─► decrypt ─► RTP ─► key events, stream reader ─► frame ─► ear for key tones
//   frame ─► keypad ─► stream writer ─► RTP ─► encrypt ─► wire        (silence too: the stream never stops)
//   report ─► from there, too? ─► decrypt ─► exchange of reports ─► encrypt ─► wire
#pragma once

#include "audio/keypad.h"

#include "audio/party_leg.h"
#include "audio/report_exchange.h"
#include "audio/srtp_pair.h"
#include "audio/stream_reader.h"
#include "audio/stream_writer.h"

namespace nightbell {

// All that a negotiated path asks for. A new path in the same call goes on with the numbers of the old one.
struct LegStream : Parcel
{
    LegStream(const MediaPath &path, int rate, const RtpHeader &first, SteadyTime since,
              std::unique_ptr<SrtpPair> srtp);

    Keypad::Line keypad() const;

    int rate;           // of the call
    int clockRate;      // of the timestamps
    SocketAddress told; // where the other end says that it is
    SocketAddress remote;
    SocketAddress reportsTo;
    bool reportsMuxed;
    std::uint8_t payloadType;
    std::optional<std::uint8_t> keyPayloadType;
    bool sends;
    bool receives;
    bool followsPort;
    bool settled = false; // on an address
    bool reportsSettled = false;
    RtpHeader next;
    SteadyTime heardAt;
    std::unique_ptr<SrtpPair> srtp;
    StreamReader reader;
    StreamWriter writer;
    std::optional<KeyToneEar> ear; // open where no key events were agreed on: no press is heard both ways
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
    bool hear(std::span<std::int16_t> frame, PacketBatch &batch, SteadyTime now) override;
    void say(std::span<const std::int16_t> frame, int skipped) override;
    void press(char key) override;
    std::optional<char> nextKey() override;
    bool silent(SteadyTime now) const override;
    LegCounts leave() override;
    LegCounts counts() const;

private:
    using Voice = std::span<std::uint8_t, voiceBytesAtMost>;
    using Packet = std::array<std::uint8_t, rtpHeaderBytes + voiceBytesAtMost + srtpTrailerBytesAtMost>;

    void settle(LegStream &stream) const;
    void receive(const ArrivedPacket &arrived);
    bool comesFromThem(const SocketAddress *from);
    bool isAwaited(const RtpHeader &header) const;
    void hearKey(const RtpPacket &packet);
    void hearKeyTone(std::span<const std::int16_t> frame);
    void keep(char key);
    bool sayKey();
    void sayVoice(std::span<const std::int16_t> frame);
    void send(Packet &packet, const RtpHeader &header, std::size_t payloadBytes);
    void hearReports(PacketBatch &batch, SteadyTime now);
    bool hearReport(std::span<std::uint8_t> bytes, SteadyTime at);
    void report(SteadyTime now);
    void sendReport(std::span<std::uint8_t> room, std::size_t bytes);

    static constexpr std::size_t keysWaitingAtMost = 16;

    std::unique_ptr<Wire> m_wire;
    std::chrono::milliseconds m_silenceAtMost;
    LegStream *m_stream = nullptr;
    LegCounts m_counts;
    std::uint32_t m_keySource = 0;            // SSRC
    std::optional<std::uint32_t> m_lastKeyAt; // its RTP timestamp: a press is sent many times with the same one
    std::array<char, keysWaitingAtMost> m_keys{};
    std::size_t m_keysWaiting = 0;
    Keypad m_keypad;
    int m_deafTicks = 0; // to the echo of our own tones
    std::optional<ReportExchange> m_reports;
    int m_ticksToReports = 0; // until they are looked for again
    bool m_left = false;
};

} // namespace nightbell
