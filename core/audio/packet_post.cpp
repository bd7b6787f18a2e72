#include "audio/packet_post.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

namespace nightbell {

namespace {

template<class Ring> bool put(Ring &ring, std::span<const std::uint8_t> packet)
{
    PostedPacket posted;
    if (packet.size() > posted.bytes.size())
        return false;
    posted.length = std::uint16_t(packet.size());
    std::copy(packet.begin(), packet.end(), posted.bytes.begin());
    return ring.push(posted);
}

} // namespace

PacketPost::PacketPost() : m_bell(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) { }

PacketPost::~PacketPost()
{
    if (m_bell >= 0)
        ::close(m_bell);
}

bool PacketPost::deliver(std::span<const std::uint8_t> packet) { return put(m_arrived, packet); }

bool PacketPost::collect(PostedPacket &packet) { return m_toSend.pop(packet); }

void PacketPost::calm()
{
    std::uint64_t count = 0;
    [[maybe_unused]] const auto read = ::read(m_bell, &count, sizeof count);
}

bool PacketPost::receive(PostedPacket &packet) { return m_arrived.pop(packet); }

bool PacketPost::send(std::span<const std::uint8_t> packet)
{
    if (!put(m_toSend, packet))
        return false;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_bell, &one, sizeof one);
    return true;
}

} // namespace nightbell
