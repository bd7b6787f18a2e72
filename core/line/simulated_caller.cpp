#include "line/simulated_caller.h"

#include "line/sip_dial.h"

#include <re.h>

namespace nightbell {

namespace {

Problem cannotDial(const char *what) { return {Problem::Kind::Invalid, QString::fromLatin1(what)}; }

QByteArray hostAndPort(const QByteArray &uri) { return uri.mid(uri.indexOf('@') + 1); }

// As a network writes it: a number that is withheld has a place in RFC 3323.
QByteArray fromUri(const PrivateText &number, const QHostAddress &own)
{
    if (number.isEmpty())
        return "sip:anonymous@anonymous.invalid";
    return "sip:" + number.reveal().toUtf8().toPercentEncoding("+") + '@' + own.toString().toLatin1();
}

} // namespace

SimulatedCaller::SimulatedCaller(LegId id, Listener &listener, const PortPair &ports)
    : m_id(std::move(id))
    , m_listener(listener)
    , m_voice(ports)
    , m_stack(ears())
{ }

SimulatedCaller::~SimulatedCaller() = default;

SipStack::Ears SimulatedCaller::ears()
{
    const auto nothing = [](const sip_msg &) { return false; };
    return {
        .guard = nothing,
        .options = nothing,
        .within = [this](const sip_msg &request) { return m_call && m_call->take(request); },
        .answered = [this](const sip_msg &response) { return m_call && m_call->takeAgain(response); },
        .invited = [this](SipStack &, const sip_msg &invite) { reply(invite, 486, "Busy Here"); },
        .unwanted =
            [this](const sip_msg &message) {
                if (message.req && pl_strcmp(&message.met, "ACK") != 0)
                    reply(message, 501, "Method Not Known");
            },
        .inviteSent =
            [this](const QByteArray &, const QByteArray &uri) {
                if (m_call)
                    m_call->noticeSent(uri);
            },
        .exited = [this] { m_listener.callerGone(m_id); },
    };
}

void SimulatedCaller::reply(const sip_msg &request, int code, const char *reason)
{
    sip_reply(m_stack.station().stack, &request, uint16_t(code), reason);
}

Result<> SimulatedCaller::dial(const SimulatedDial &dial, const QHostAddress &own)
{
    const QByteArray to = dial.to.reveal().toLatin1();
    if (!m_trusted.contains(hostIn(to)))
        return cannotDial("a simulated caller dials an address of this machine only");
    if (m_stack.begin() || m_stack.listen(SipTransport::Udp, {own, 0}))
        return cannotDial("a simulated caller has no SIP");
    SipTarget target{.to = to,
                     .from = fromUri(dial.from, own),
                     .route = "sip:" + hostAndPort(to),
                     .contactUser = "caller",
                     .shownName =
                         shownName(dial.from.isEmpty() ? PrivateText(QStringLiteral("Anonymous")) : dial.shownName)};
    SipCall::Listener &listener = *this; // a private base: only here it may be named
    m_call = std::make_unique<SipCall>(SipCall::Place{m_id, listener, m_trusted, m_stack.station()}, std::move(target));
    return m_call->dial({own, m_voice.port()});
}

void SimulatedCaller::say(const Pcm &pcm)
{
    m_voice.say(pcm);
    m_saying = true;
}

void SimulatedCaller::press(const QString &keys)
{
    m_voice.press(keys);
    m_saying = true;
}

void SimulatedCaller::hangUp() { end(SimulatedEnd::How::HungUp); }

void SimulatedCaller::vanish()
{
    if (m_over)
        return;
    m_vanished = true;
    m_stack.cut();
    end(SimulatedEnd::How::Vanished);
}

void SimulatedCaller::leave()
{
    m_soon.stop();
    m_call.reset();
    if (m_vanished)
        m_listener.callerGone(m_id); // nobody answers any more
    else
        m_stack.close();
}

void SimulatedCaller::tick(int beats, PacketBatch &batch, SteadyTime now)
{
    if (m_over)
        return;
    std::array<std::int16_t, samplesPerFrame(narrowRate)> frame;
    if (m_voice.hear(frame, batch, now))
        m_listener.callerHeard(m_id, Pcm(frame.begin(), frame.end()));
    m_voice.speak(beats - 1);
    if (m_saying && !m_voice.hasMoreToSay()) {
        m_saying = false;
        m_listener.callerSaidAll(m_id);
    }
}

void SimulatedCaller::callConnected(const LegId &, const MediaPath &path)
{
    m_voice.follow(path);
    if (!std::exchange(m_answered, true))
        m_listener.callerAnswered(m_id);
}

void SimulatedCaller::callEnded(const LegId &, EndCause cause)
{
    end(cause == EndCause::CallerHungUp ? SimulatedEnd::How::TheyHungUp : SimulatedEnd::How::Lost);
}

void SimulatedCaller::callRings(const LegId &) { m_listener.callerRang(m_id); }

void SimulatedCaller::callHeardEarly(const LegId &, const MediaPath &path) { m_voice.follow(path); }

void SimulatedCaller::callNotReached(const LegId &, DialEnd)
{
    end(m_call->finalCode() ? SimulatedEnd::How::Refused : SimulatedEnd::How::NotReached);
}

void SimulatedCaller::callAskedToTransfer(const LegId &, const PrivateText &)
{
    m_soon.start(Span{0}, [this] { m_call->tellTransfer(TransferStep::Refused); });
}

void SimulatedCaller::end(SimulatedEnd::How how)
{
    if (!std::exchange(m_over, true))
        m_listener.callerEnded(m_id, {how, m_call ? m_call->finalCode() : 0});
}

} // namespace nightbell
