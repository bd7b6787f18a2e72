#include "line/tls_door.h"

#include "line/sip_door.h"

namespace nightbell {

TlsDoor::TlsDoor(TlsPlace place, Told told)
    : m_place(std::move(place))
    , m_told(std::move(told))
    , m_wait(std::chrono::seconds(1), certificateWatch)
{ }

void TlsDoor::open(SipStack &stack)
{
    const LineFault fault = attempt(stack);
    become(fault);
    if (fault == LineFault::None)
        m_wait.reset();
    m_again.start(fault == LineFault::None ? certificateWatch : m_wait.wait(), [this, &stack] { open(stack); });
}

LineFault TlsDoor::attempt(SipStack &stack)
{
    if (const LineFault fault =
            certificateFault(m_place, std::chrono::time_point_cast<Span>(std::chrono::system_clock::now()));
        fault != LineFault::None)
        return fault;
    if (m_listening)
        return m_role->renew(m_place) ? LineFault::None : LineFault::CertificateUnreadable;
    Result<TlsRole> role = TlsRole::server(m_place);
    if (!role)
        return LineFault::CertificateUnreadable;
    m_role = std::move(role).value();
    const int error = stack.listen(SipTransport::Tls, m_place.listen, m_role->context());
    m_listening = error == 0;
    return listenFault(error);
}

void TlsDoor::become(LineFault reason)
{
    if (m_reason != reason)
        m_told({QStringLiteral("sip.tls_listen"), reason == LineFault::None, *(m_reason = reason)});
}

} // namespace nightbell
