// How a leg's packets come and go, as the sound thread sees it: nothing here waits or allocates.
#pragma once

#include "audio/packet_post.h"
#include "audio/socket_address.h"
#include "audio/sound_reports.h"

#include <array>
#include <memory>
#include <span>

namespace nightbell {

inline constexpr std::size_t datagramBytesAtMost = 1'500;
inline constexpr std::size_t packetsAtOnce =
    16; // per leg and tick, so that a flood on one leaves the others their time

struct ArrivedPacket
{
    std::span<std::uint8_t> bytes;
    const SocketAddress *from = nullptr; // none: the line vouches for it
    SteadyTime at{};
};

class PacketBatch // where packets are read to; one for the whole thread
{
public:
    std::span<const ArrivedPacket> read(int socket, SteadyTime now);
    std::span<const ArrivedPacket> read(PacketPost &post, SteadyTime now);

private:
    std::array<std::array<std::uint8_t, datagramBytesAtMost>, packetsAtOnce> m_bytes;
    std::array<SocketAddress, packetsAtOnce> m_from;
    std::array<ArrivedPacket, packetsAtOnce> m_packets;
};

class Wire
{
public:
    virtual ~Wire() = default;
    virtual std::span<const ArrivedPacket> receive(PacketBatch &batch, SteadyTime now) = 0; // until the next receive()
    virtual bool send(std::span<const std::uint8_t> packet, const SocketAddress &to) = 0;
    virtual void settleOn(const SocketAddress &remote) = 0; // from now on nothing else comes through
    virtual void openUp() = 0;                              // until it settles again, whoever sends does
    // RTCP beside it; where the line itself reports, nothing comes or goes here.
    virtual std::span<const ArrivedPacket> receiveReports(PacketBatch &batch, SteadyTime now) = 0;
    virtual bool sendReport(std::span<const std::uint8_t> packet, const SocketAddress &to) = 0;
};

class SocketWire : public Wire // the sockets are not owned
{
public:
    SocketWire(int rtp, int rtcp) : m_rtp(rtp), m_rtcp(rtcp) { }
    std::span<const ArrivedPacket> receive(PacketBatch &batch, SteadyTime now) override;
    bool send(std::span<const std::uint8_t> packet, const SocketAddress &to) override;
    void settleOn(const SocketAddress &remote) override;
    void openUp() override;
    std::span<const ArrivedPacket> receiveReports(PacketBatch &batch, SteadyTime now) override;
    bool sendReport(std::span<const std::uint8_t> packet, const SocketAddress &to) override;

private:
    int m_rtp;
    int m_rtcp;
};

class PostWire : public Wire
{
public:
    explicit PostWire(std::shared_ptr<PacketPost> post) : m_post(std::move(post)) { }
    std::span<const ArrivedPacket> receive(PacketBatch &batch, SteadyTime now) override;
    bool send(std::span<const std::uint8_t> packet, const SocketAddress &to) override;
    void settleOn(const SocketAddress &) override { }
    void openUp() override { }
    std::span<const ArrivedPacket> receiveReports(PacketBatch &, SteadyTime) override { return {}; }
    bool sendReport(std::span<const std::uint8_t>, const SocketAddress &) override { return false; }

private:
    std::shared_ptr<PacketPost> m_post;
};

} // namespace nightbell
