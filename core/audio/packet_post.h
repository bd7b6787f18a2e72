// Where a line and the sound thread hand each other the packets of a leg whose socket is the line's (WebRTC: ICE, DTLS
// and SRTP are done there). Whole RTP packets, in clear. One thread on either side; neither ever waits.
#pragma once

#include "audio/value_ring.h"

#include <cstdint>
#include <span>

namespace nightbell {

inline constexpr std::size_t postedBytesAtMost = 638; // Opus at 128 kb/s in packets of 40 ms would not fit; ours do

struct PostedPacket
{
    std::uint16_t length = 0;
    std::array<std::uint8_t, postedBytesAtMost> bytes{};
    std::span<const std::uint8_t> view() const { return std::span(bytes).first(length); }
};

class PacketPost
{
public:
    PacketPost(); // throws nothing: without a bell the post is not ready()
    ~PacketPost();
    PacketPost(const PacketPost &) = delete;
    PacketPost &operator=(const PacketPost &) = delete;

    bool ready() const { return m_bell >= 0; }
    int bell() const { return m_bell; } // an eventfd, readable when the sound thread has put packets to send

    bool deliver(std::span<const std::uint8_t> packet); // the line's side; false: full, or longer than a packet may be
    bool collect(PostedPacket &packet);                 // the line's side: what is to be sent
    void calm();                                        // the line's side: before it collects

    bool receive(PostedPacket &packet);              // the sound thread's side
    bool send(std::span<const std::uint8_t> packet); // the sound thread's side; rings the bell

private:
    static constexpr std::size_t packetsWaiting = 16;
    ValueRing<PostedPacket, packetsWaiting> m_arrived;
    ValueRing<PostedPacket, packetsWaiting> m_toSend;
    int m_bell = -1;
};

} // namespace nightbell
