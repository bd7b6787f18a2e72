#include "line/sip_stack.h"

#include "line/name_servers.h"
#include "line/sip_words.h"

#include <re.h>

namespace nightbell {

namespace {

constexpr uint32_t tableSize = 1'024; // of libre's look-up tables, a power of two

SipStack &stackOf(void *argument) { return *static_cast<SipStack *>(argument); }

sip_transp libresName(SipTransport transport)
{
    switch (transport) {
    case SipTransport::Udp:
        return SIP_TRANSP_UDP;
    case SipTransport::Tcp:
        return SIP_TRANSP_TCP;
    case SipTransport::Tls:
        break;
    }
    return SIP_TRANSP_TLS;
}

QByteArray headerOf(const QByteArray &message, const QByteArray &name)
{
    const qsizetype from = message.indexOf("\r\n" + name + ": ") + 4 + name.size();
    return message.mid(from, message.indexOf("\r\n", from) - from);
}

} // namespace

int SipStack::begin()
{
    const Held<dnsc> names = nameServers();
    const auto exited = [](void *stack) {
        stackOf(stack).m_exited = true;
        stackOf(stack).m_ears.exited();
    };
    struct sip *stack = nullptr;
    if (const int error = sip_alloc(&stack, names.get(), tableSize, tableSize, tableSize, "Nightbell", exited, this))
        return error;
    m_sip.reset(stack);
    sip_set_trace_handler(
        stack, [](bool sent, sip_transp, const sa *, const sa *, const uint8_t *bytes, std::size_t size, void *self) {
            if (sent && size > 7 && std::memcmp(bytes, "INVITE ", 7) == 0)
                stackOf(self).noticeSent(QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(size)));
        });
    return hear();
}

// They are asked in this order: the guard must come before the sessions.
int SipStack::hear()
{
    struct sip *stack = m_sip.get();
    const auto guarded = [](const sip_msg *request, void *self) { return stackOf(self).m_ears.guard(*request); };
    const auto asked = [](const sip_msg *request, void *self) { return stackOf(self).m_ears.options(*request); };
    const auto within = [](const sip_msg *request, void *self) { return stackOf(self).m_ears.within(*request); };
    const auto answered = [](const sip_msg *response, void *self) { return stackOf(self).m_ears.answered(*response); };
    const auto invited = [](const sip_msg *invite, void *self) {
        stackOf(self).m_ears.invited(stackOf(self), *invite);
    };
    const auto unwanted = [](const sip_msg *message, void *self) {
        stackOf(self).m_ears.unwanted(*message);
        return true;
    };
    sipsess_sock *sessions = nullptr;
    sipevent_sock *events = nullptr;
    int error = sip_listen(nullptr, stack, true, guarded, this);
    error = error ? error : sip_listen(nullptr, stack, true, asked, this);
    error = error ? error : sip_listen(nullptr, stack, true, within, this);
    error = error ? error : sip_listen(nullptr, stack, false, answered, this);
    error = error ? error : sipsess_listen(&sessions, stack, tableSize, invited, this);
    m_sessions.reset(sessions);
    error = error ? error : sipevent_listen(&events, stack, tableSize, tableSize, nullptr, nullptr);
    m_events.reset(events);
    // Last, for what nobody wanted: libre would print it, with the numbers in it, to standard error.
    error = error ? error : sip_listen(nullptr, stack, true, unwanted, this);
    return error ? error : sip_listen(nullptr, stack, false, unwanted, this);
}

int SipStack::listen(SipTransport transport, const MediaAddress &address, tls *secrets)
{
    sa local{};
    if (!toSa(address, local))
        return EINVAL;
    return sip_transp_add(m_sip.get(), libresName(transport), &local, secrets);
}

void SipStack::noticeSent(const QByteArray &message)
{
    const QByteArray uri = message.mid(7, message.indexOf(' ', 7) - 7);
    m_ears.inviteSent(headerOf(message, "Call-ID"), uri);
}

void SipStack::close()
{
    if (m_sip && !std::exchange(m_closing, true))
        sip_close(m_sip.get(), false); // gives our reference away; it comes back with "exited"
}

void SipStack::cut()
{
    m_cut = true;
    sip_transp_flush(m_sip.get());
}

SipStack::~SipStack()
{
    const bool ours = !m_closing || m_exited; // else the reference is libre's
    if (m_cut || !ours) {                     // somebody did not confirm in time, or cannot
        sipsess_close_all(m_sessions.get());
        sip_close(m_sip.get(), true);
    }
    if (m_closing && !m_exited)
        (void)m_sip.release();
}

} // namespace nightbell
