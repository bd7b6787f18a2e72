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
};

class SocketWire : public Wire // the socket is not owned
{
public:
    explicit SocketWire(int socket) : m_socket(socket) { }
    std::span<const ArrivedPacket> receive(PacketBatch &batch, SteadyTime now) override;
    bool send(std::span<const std::uint8_t> packet, const SocketAddress &to) override;
    void settleOn(const SocketAddress &remote) override;
    void openUp() override;

private:
    int m_socket;
};

class PostWire : public Wire
{
public:
    explicit PostWire(std::shared_ptr<PacketPost> post) : m_post(std::move(post)) { }
    std::span<const ArrivedPacket> receive(PacketBatch &batch, SteadyTime now) override;
    bool send(std::span<const std::uint8_t> packet, const SocketAddress &to) override;
    void settleOn(const SocketAddress &) override { }
    void openUp() override { }

private:
    std::shared_ptr<PacketPost> m_post;
};

} // namespace nightbell
