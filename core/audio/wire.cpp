#include "audio/wire.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace nightbell {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t controlBytes = CMSG_SPACE(sizeof(timespec));
constexpr auto oldestArrival = 200ms; // before that the system's clock was set, not the packet late

std::chrono::nanoseconds sinceEpoch(const timespec &time)
{
    return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

// The kernel notes when a packet came by the clock on the wall; the age of that note is the same by ours.
SteadyTime arrivalOf(msghdr &header, SteadyTime now, std::chrono::nanoseconds wallNow)
{
    for (cmsghdr *note = CMSG_FIRSTHDR(&header); note; note = CMSG_NXTHDR(&header, note)) {
        if (note->cmsg_level != SOL_SOCKET || note->cmsg_type != SCM_TIMESTAMPNS)
            continue;
        timespec came{};
        std::memcpy(&came, CMSG_DATA(note), sizeof came);
        const auto age = wallNow - sinceEpoch(came);
        if (age >= 0ns && age <= oldestArrival)
            return now - std::chrono::duration_cast<SteadyTime::duration>(age);
    }
    return now;
}

bool sendFrom(int socket, std::span<const std::uint8_t> packet, const SocketAddress &to)
{
    constexpr int flags = MSG_NOSIGNAL | MSG_DONTWAIT;
    auto sent = ::sendto(socket, packet.data(), packet.size(), flags, &to.any, to.length());
    if (sent < 0 && errno == ECONNREFUSED) // what came back of an earlier packet; it says nothing about this one
        sent = ::sendto(socket, packet.data(), packet.size(), flags, &to.any, to.length());
    return sent == ssize_t(packet.size());
}

std::chrono::nanoseconds wallClock()
{
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return sinceEpoch(now);
}

} // namespace

std::span<const ArrivedPacket> PacketBatch::read(int socket, SteadyTime now)
{
    std::array<mmsghdr, packetsAtOnce> messages{};
    std::array<iovec, packetsAtOnce> buffers;
    alignas(cmsghdr) std::array<std::array<std::byte, controlBytes>, packetsAtOnce> notes;
    for (std::size_t index = 0; index < packetsAtOnce; ++index) {
        buffers[index] = {m_bytes[index].data(), m_bytes[index].size()};
        messages[index].msg_hdr = {.msg_name = &m_from[index],
                                   .msg_namelen = sizeof m_from[index],
                                   .msg_iov = &buffers[index],
                                   .msg_iovlen = 1,
                                   .msg_control = notes[index].data(),
                                   .msg_controllen = notes[index].size(),
                                   .msg_flags = 0};
    }
    const int count = ::recvmmsg(socket, messages.data(), packetsAtOnce, MSG_DONTWAIT, nullptr);
    if (count <= 0)
        return {};
    const auto wallNow = wallClock();
    for (std::size_t index = 0; index < std::size_t(count); ++index)
        m_packets[index] = {std::span(m_bytes[index]).first(messages[index].msg_len), &m_from[index],
                            arrivalOf(messages[index].msg_hdr, now, wallNow)};
    return std::span(m_packets).first(std::size_t(count));
}

std::span<const ArrivedPacket> PacketBatch::read(PacketPost &post, SteadyTime now)
{
    std::size_t count = 0;
    for (PostedPacket packet; count < packetsAtOnce && post.receive(packet); ++count) {
        std::copy_n(packet.bytes.begin(), packet.length, m_bytes[count].begin());
        m_packets[count] = {std::span(m_bytes[count]).first(packet.length), nullptr, now};
    }
    return std::span(m_packets).first(count);
}

std::span<const ArrivedPacket> SocketWire::receive(PacketBatch &batch, SteadyTime now)
{
    return batch.read(m_rtp, now);
}

bool SocketWire::send(std::span<const std::uint8_t> packet, const SocketAddress &to)
{
    return sendFrom(m_rtp, packet, to);
}

// The kernel then keeps everybody else out, whatever they send.
void SocketWire::settleOn(const SocketAddress &remote) { (void)::connect(m_rtp, &remote.any, remote.length()); }

std::span<const ArrivedPacket> SocketWire::receiveReports(PacketBatch &batch, SteadyTime now)
{
    return batch.read(m_rtcp, now);
}

bool SocketWire::sendReport(std::span<const std::uint8_t> packet, const SocketAddress &to)
{
    return sendFrom(m_rtcp, packet, to);
}

void SocketWire::openUp()
{
    const sockaddr nobody{.sa_family = AF_UNSPEC, .sa_data = {}};
    (void)::connect(m_rtp, &nobody, sizeof nobody);
}

std::span<const ArrivedPacket> PostWire::receive(PacketBatch &batch, SteadyTime now)
{
    return batch.read(*m_post, now);
}

bool PostWire::send(std::span<const std::uint8_t> packet, const SocketAddress &) { return m_post->send(packet); }

} // namespace nightbell
