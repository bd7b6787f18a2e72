#include "line/sip_door.h"

#include <cerrno>

namespace nightbell {

namespace {

constexpr Span firstWait = std::chrono::seconds(1);
constexpr Span longestWait = std::chrono::seconds(10); // calls are lost meanwhile, and a try costs nothing

} // namespace

LineFault listenFault(int error)
{
    switch (error) {
    case 0:
        return LineFault::None;
    case EADDRINUSE:
        return LineFault::AddressInUse;
    case EACCES:
    case EPERM:
        return LineFault::NotPermitted;
    default:
        return LineFault::NoRoute;
    }
}

SipDoor::SipDoor(MediaAddress address, Told told)
    : m_address(std::move(address))
    , m_told(std::move(told))
    , m_wait(firstWait, longestWait)
{ }

void SipDoor::open(SipStack &stack)
{
    const LineFault fault = attempt(stack);
    become(fault);
    if (fault != LineFault::None)
        m_again.start(m_wait.wait(), [this, &stack] { open(stack); });
}

LineFault SipDoor::attempt(SipStack &stack)
{
    for (const auto &[transport, isOpen] :
         {std::pair(SipTransport::Udp, &m_udpOpen), {SipTransport::Tcp, &m_tcpOpen}}) {
        if (*isOpen)
            continue;
        if (const int error = stack.listen(transport, m_address))
            return listenFault(error);
        *isOpen = true;
    }
    return LineFault::None;
}

void SipDoor::become(LineFault reason)
{
    if (m_reason != reason)
        m_told({QStringLiteral("sip.listen"), reason == LineFault::None, *(m_reason = reason)});
}

} // namespace nightbell
