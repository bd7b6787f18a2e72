// A leg's wire whose other end is the test.
#pragma once

#include "audio/wire.h"

#include <vector>

namespace nightbell::scripted {

struct WireLog
{
    struct Arriving
    {
        std::vector<std::uint8_t> bytes;
        std::optional<SocketAddress> from;
        SteadyTime at{};
    };
    std::vector<Arriving> arriving;
    std::vector<std::vector<std::uint8_t>> sent;
    std::vector<SocketAddress> sentTo;
    std::optional<SocketAddress> settledOn;
};

class ScriptedWire : public Wire
{
public:
    explicit ScriptedWire(WireLog &log) : m_log(log) { }

    std::span<const ArrivedPacket> receive(PacketBatch &, SteadyTime) override
    {
        m_taken = std::exchange(m_log.arriving, {});
        m_packets.clear();
        for (WireLog::Arriving &each : m_taken)
            m_packets.push_back({each.bytes, each.from ? &*each.from : nullptr, each.at});
        return m_packets;
    }
    bool send(std::span<const std::uint8_t> packet, const SocketAddress &to) override
    {
        m_log.sent.emplace_back(packet.begin(), packet.end());
        m_log.sentTo.push_back(to);
        return true;
    }
    void settleOn(const SocketAddress &remote) override { m_log.settledOn = remote; }
    void openUp() override { m_log.settledOn.reset(); }

private:
    WireLog &m_log;
    std::vector<WireLog::Arriving> m_taken;
    std::vector<ArrivedPacket> m_packets;
};

} // namespace nightbell::scripted
