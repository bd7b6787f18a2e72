// Where encrypted calls arrive. While it cannot be opened, or its certificate is out of date, it says so, and looks
// again until it is better: a certificate that was renewed is taken without closing.
#pragma once

#include "line/line_timer.h"
#include "line/retry_wait.h"
#include "line/sip_stack.h"
#include "line/sip_tls.h"

namespace nightbell {

inline constexpr Span certificateWatch = std::chrono::minutes(1);

class TlsDoor
{
public:
    using Told = std::function<void(const LineState &)>;

    TlsDoor(TlsPlace place, Told told);

    void open(SipStack &stack);

private:
    LineFault attempt(SipStack &stack);
    void become(LineFault reason);

    const TlsPlace m_place;
    const Told m_told;
    std::optional<TlsRole> m_role;
    bool m_listening = false;
    std::optional<LineFault> m_reason;
    RetryWait m_wait;
    LineTimer m_again;
};

} // namespace nightbell
