// Where calls in the clear arrive, over UDP and TCP. While its address cannot be had it says why, and tries again until
// it can.
#pragma once

#include "line/line.h"
#include "line/line_timer.h"
#include "line/retry_wait.h"
#include "line/sip_stack.h"

namespace nightbell {

class SipDoor
{
public:
    using Told = std::function<void(const LineState &)>;

    SipDoor(MediaAddress address, Told told);

    void open(SipStack &stack);

private:
    LineFault attempt(SipStack &stack);
    void become(LineFault reason);

    const MediaAddress m_address;
    const Told m_told;
    bool m_udpOpen = false;
    bool m_tcpOpen = false;
    std::optional<LineFault> m_reason;
    RetryWait m_wait;
    LineTimer m_again;
};

LineFault listenFault(int error); // of a system call that was to open an address

} // namespace nightbell
