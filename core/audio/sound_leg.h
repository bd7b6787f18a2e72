// One call's sound, packet by packet. Knows no socket, clock or thread: the sound loop asks for the next packet at
// every tick and gives it what arrived.
//
//   speech ─► 160 samples ─► G.711 ─► RTP packet        (silence in between: the stream never stops)
//   datagram ─► from the negotiated address? ─► RTP ─► keypad presses, counts
#pragma once

#include "audio/sound_values.h"

#include <array>

namespace nightbell {

inline constexpr std::size_t packetBytes = rtpHeaderBytes + samplesPerTick;
using Packet = std::array<std::uint8_t, packetBytes>;

class SoundLeg
{
public:
    SoundLeg(int number, ReportSink &sink, SpentSpeech &spent) : m_number(number), m_sink(sink), m_spent(spent) { }
    Q_DISABLE_COPY_MOVE(SoundLeg)
    ~SoundLeg();

    void open();
    void connectTo(const ConnectLeg &path);
    void play(SpeechNode *node) { m_queue.append(node); }
    void fallSilent();
    void close();

    bool connected() const { return m_connected; }
    bool closed() const { return m_state == State::Closed; }
    const SocketAddress &remote() const { return m_path.remote; }

    void writePacket(Packet &packet, SteadyTime now); // once per tick, while connected
    void settle();                                    // once per tick: reports what could not be reported before
    void skipTicks(int count); // the tick came too late: the clock of the stream goes on without packets
    void countSent(bool delivered);
    void receive(std::span<const std::uint8_t> bytes, const SocketAddress &from);

private:
    enum class State { Closed, Open, Closing };

    int takeSamples(std::span<std::int16_t> samples, SteadyTime now);
    bool finishSentence(PlayedHow how);
    void dropSpeech();
    bool comesFromCaller(const SocketAddress &from);
    void hearKey(const RtpPacket &packet);

    const int m_number;
    ReportSink &m_sink;
    SpentSpeech &m_spent;

    State m_state = State::Closed;
    bool m_connected = false;
    ConnectLeg m_path{};
    RtpHeader m_next;
    LegCounts m_counts;

    SpeechQueue m_queue;
    qsizetype m_offset = 0;  // into the front piece
    bool m_speaking = false; // a sentence has begun and is not yet reported as played
    int m_turn = 0;
    int m_sentence = 0;
    qint64 m_samplesPlayed = 0; // of that sentence
    bool m_silencing = false;

    bool m_portFollowed = false;
    std::optional<std::uint32_t> m_lastKeyAt; // its RTP timestamp: a press is sent many times with the same one
};

} // namespace nightbell
