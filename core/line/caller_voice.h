// Mouth and ear of a simulated caller: what it is given to say leaves as RTP tick by tick, silence between; what comes
// is put in order and decoded. Packets from elsewhere than the agreed address are kept out by the kernel.
#pragma once

#include "audio/key_events.h"
#include "audio/rtp_ports.h"
#include "audio/sound.h"
#include "audio/stream_reader.h"
#include "audio/stream_writer.h"
#include "audio/wire.h"

#include <deque>

namespace nightbell {

inline constexpr std::size_t samplesToSayAtMost = std::size_t(narrowRate) * 300; // five minutes; more is left out

class CallerVoice
{
public:
    explicit CallerVoice(const PortPair &ports); // owned from now on
    ~CallerVoice();
    CallerVoice(const CallerVoice &) = delete;
    CallerVoice &operator=(const CallerVoice &) = delete;

    quint16 port() const { return m_ports.port; }
    void follow(const MediaPath &path); // again when that changes: hold, another address

    void say(const Pcm &pcm); // at narrowRate, behind what is still to be said
    void press(const QString &keys);
    bool hasMoreToSay() const { return !m_toSay.empty() || m_keys.busy(); }

    // One tick: false where nothing was there to hear, the frame is not written.
    bool hear(std::span<std::int16_t> frame, PacketBatch &batch, SteadyTime now);
    void speak(int skipped); // ticks that were missed

private:
    void send(const RtpHeader &header, std::span<const std::uint8_t> payload);

    const PortPair m_ports;
    SocketWire m_wire;
    std::optional<MediaPath> m_path;
    SocketAddress m_remote{};
    RtpHeader m_next;
    std::optional<StreamReader> m_reader;
    std::optional<StreamWriter> m_writer;
    KeyEventWriter m_keys{narrowRate};
    std::deque<std::int16_t> m_toSay;
};

} // namespace nightbell
