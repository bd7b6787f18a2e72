#include "line/sip_line.h"

#include "line/sip_words.h"

#include <QUuid>

#include <re.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace nightbell {

namespace {

constexpr uint32_t tableSize = 1'024; // of libre's look-up tables, a power of two
constexpr const char *retryLater = "Retry-After: 5\r\n";
constexpr const char *understood = "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS\r\nAccept: application/sdp\r\n";

struct RefusalReply
{
    int code;
    const char *reason;
};

RefusalReply replyOf(Refusal why)
{
    switch (why) {
    case Refusal::UnknownNumber:
        return {404, "Not Found"};
    case Refusal::Busy:
        return {486, "Busy Here"};
    case Refusal::Unavailable:
        return {503, "Service Unavailable"};
    }
    Q_UNREACHABLE();
}

Problem cannotListen(const MediaAddress &address, const char *transport, int error)
{
    const QString reason = QString::fromLocal8Bit(std::strerror(error));
    return {error == EADDRINUSE ? Problem::Kind::Locked : Problem::Kind::Unreachable,
            QStringLiteral("sip.listen %1:%2 over %3: %4")
                .arg(address.host.toString())
                .arg(address.port)
                .arg(QLatin1String(transport), reason)};
}

Held<dnsc> nameServers() // asked only when a caller wants to be reached by name
{
    std::array<sa, 8> servers{};
    uint32_t count = servers.size();
    dnsc *client = nullptr;
    if (dns_srv_get(nullptr, 0, servers.data(), &count) || dnsc_alloc(&client, nullptr, servers.data(), count))
        return {};
    return Held<dnsc>(client);
}

} // namespace

struct SipLine::Stack
{
    Held<struct sip> sip; // also owns the listeners
    Held<sipsess_sock> sessions;
    tmr patience{};
    bool exited = false; // libre gave the last reference back to us
};

SipLine::SipLine(Place place) : m_place(std::move(place)), m_loop("line"), m_doorkeeper(m_place.door, m_place.trusted)
{ }

SipLine::~SipLine()
{
    if (m_open)
        m_loop.post([this] { windUp(); });
    m_loop.join();
}

Result<> SipLine::open()
{
    Result<> begun = m_loop.begin([this] { return begin(); }, [this] { finish(); });
    m_open = begun.ok();
    return begun;
}

Result<> SipLine::begin()
{
    m_stack = std::make_unique<Stack>();
    const Held<dnsc> names = nameServers();
    const auto exited = [](void *line) {
        auto *self = static_cast<SipLine *>(line);
        self->m_stack->exited = true;
        self->m_loop.leave();
    };
    struct sip *stack = nullptr;
    if (const int error = sip_alloc(&stack, names.get(), tableSize, tableSize, tableSize, "Nightbell", exited, this))
        return cannotListen(m_place.listen, "SIP", error);
    m_stack->sip.reset(stack);
    return listen();
}

Result<> SipLine::listen()
{
    struct sip *stack = m_stack->sip.get();
    sa address{};
    if (!toSa(m_place.listen, address))
        return cannotListen(m_place.listen, "SIP", EINVAL);
    if (const int error = sip_transp_add(stack, SIP_TRANSP_UDP, &address))
        return cannotListen(m_place.listen, "UDP", error);
    if (const int error = sip_transp_add(stack, SIP_TRANSP_TCP, &address))
        return cannotListen(m_place.listen, "TCP", error);

    const auto guarded = [](const sip_msg *request, void *line) {
        return static_cast<SipLine *>(line)->guard(*request);
    };
    const auto asked = [](const sip_msg *request, void *line) {
        return static_cast<SipLine *>(line)->answerOptions(*request);
    };
    const auto invited = [](const sip_msg *invite, void *line) { static_cast<SipLine *>(line)->takeInvite(*invite); };
    // They are asked in this order: the guard must come before the sessions.
    sipsess_sock *sessions = nullptr;
    int error = sip_listen(nullptr, stack, true, guarded, this);
    error = error ? error : sip_listen(nullptr, stack, true, asked, this);
    error = error ? error : sipsess_listen(&sessions, stack, tableSize, invited, this);
    m_stack->sessions.reset(sessions);
    // Last, for what nobody wanted: libre would print it, with the numbers in it, to standard error.
    const auto unwanted = [](const sip_msg *message, void *line) {
        static_cast<SipLine *>(line)->turnAway(*message);
        return true;
    };
    error = error ? error : sip_listen(nullptr, stack, true, unwanted, this);
    error = error ? error : sip_listen(nullptr, stack, false, unwanted, this);
    if (error)
        return cannotListen(m_place.listen, "SIP", error);
    return {};
}

void SipLine::close()
{
    if (std::exchange(m_open, false))
        m_loop.post([this] { windUp(); });
}

// Every call is told; libre keeps the sessions until their BYE is confirmed.
void SipLine::windUp()
{
    if (std::exchange(m_windingUp, true))
        return;
    for (auto &[id, call] : m_calls)
        call->refuse(503, "Service Unavailable"); // those that are not answered yet
    m_calls.clear();
    tmr_start(
        &m_stack->patience, byesAwaitedMs, [](void *line) { static_cast<SipLine *>(line)->m_loop.leave(); }, this);
    sip_close(m_stack->sip.get(), false); // gives our reference away; it comes back with "exited"
}

void SipLine::finish()
{
    tmr_cancel(&m_stack->patience);
    m_calls.clear();
    if (m_windingUp && !m_stack->exited) { // somebody did not confirm in time
        sipsess_close_all(m_stack->sessions.get());
        sip_close(m_stack->sip.get(), true);
        if (!m_stack->exited)
            m_stack->sip.release(); // the reference is not ours
    }
    m_stack->sessions.reset();
    m_stack.reset();
    if (m_windingUp)
        Q_EMIT closed();
}

void SipLine::order(const LegId &leg, const LineOrder &order)
{
    m_loop.post([this, leg, order] { std::visit([&](const auto &each) { carryOut(leg, each); }, order); });
}

void SipLine::carryOut(const LegId &leg, const RingBack &)
{
    if (SipCall *call = callOf(leg))
        call->ring();
}

void SipLine::carryOut(const LegId &leg, const AnswerLeg &answer)
{
    if (SipCall *call = callOf(leg))
        call->answer(std::get<MediaAddress>(answer.place));
}

void SipLine::carryOut(const LegId &leg, const RefuseLeg &refuse)
{
    const RefusalReply reply = replyOf(refuse.why);
    dismiss(leg, reply.code, reply.reason);
}

void SipLine::carryOut(const LegId &leg, const HangUpLeg &) { dismiss(leg, 480, "Temporarily Unavailable"); }

SipCall *SipLine::callOf(const LegId &leg) const
{
    const auto found = m_calls.find(leg);
    return found == m_calls.end() ? nullptr : found->second.get();
}

void SipLine::dismiss(const LegId &leg, int code, const char *reason)
{
    if (SipCall *call = callOf(leg)) {
        call->refuse(code, reason); // no more than a word to a call that is answered; that one gets a BYE
        m_calls.erase(leg);
    }
}

void SipLine::callConnected(const LegId &leg, const MediaPath &path) { Q_EMIT connected(leg, path); }

void SipLine::callEnded(const LegId &leg, EndCause cause)
{
    m_loop.post([this, leg] { m_calls.erase(leg); });
    Q_EMIT ended(leg, cause);
}

SipLineCounts SipLine::counts() const
{
    const auto count = [this](RefusalReason reason) { return m_doorkeeper.refusals().count(reason); };
    return {.strangers = count(RefusalReason::Stranger) + count(RefusalReason::StrangerRate),
            .malformed = count(RefusalReason::Malformed),
            .beyondLimit = count(RefusalReason::LinesBusy),
            .unacceptable = count(RefusalReason::Unacceptable),
            .beyondRate = count(RefusalReason::TrustedRate),
            .sourceBusy = count(RefusalReason::SourceBusy),
            .signInAsked = count(RefusalReason::SignInAsked),
            .wrongSignIns = count(RefusalReason::WrongSignIn),
            .heldBack = count(RefusalReason::HeldBack)};
}

void SipLine::reply(const sip_msg &request, int code, const char *reason, const QByteArray &headers)
{
    sip_replyf(m_stack->sip.get(), &request, uint16_t(code), reason, "%sContent-Length: 0\r\n\r\n",
               headers.constData());
}

bool SipLine::guard(const sip_msg &request)
{
    const Verdict verdict = m_doorkeeper.judge(
        request, [&] { return callsFrom(request) > 0; }, std::chrono::steady_clock::now());
    if (verdict.letIn)
        cutToContentLength(request);
    else if (verdict.refusal)
        reply(request, verdict.refusal->code, verdict.refusal->reason, verdict.refusal->headers);
    return !verdict.letIn;
}

int SipLine::callsFrom(const sip_msg &request) const
{
    const SourceKey source = sourceKey(hostOf(request.src));
    return int(std::count_if(m_calls.cbegin(), m_calls.cend(),
                             [&](const auto &each) { return sourceKey(each.second->source()) == source; }));
}

std::optional<RefusalReason> SipLine::noRoomFor(const sip_msg &invite) const
{
    if (int(m_calls.size()) >= m_place.callsAtMost)
        return RefusalReason::LinesBusy;
    if (m_place.callsPerSource > 0 && callsFrom(invite) >= m_place.callsPerSource)
        return RefusalReason::SourceBusy;
    return std::nullopt;
}

bool SipLine::answerOptions(const sip_msg &request)
{
    if (pl_strcmp(&request.met, "OPTIONS") != 0)
        return false;
    const QByteArray dialog(request.callid.p, qsizetype(request.callid.l));
    const bool known = std::any_of(m_calls.cbegin(), m_calls.cend(),
                                   [&](const auto &each) { return each.second->dialog() == dialog; });
    if (pl_isset(&request.to.tag) && !known)
        reply(request, 481, "Call Does Not Exist");
    else if (m_windingUp)
        reply(request, 503, "Service Unavailable");
    else
        reply(request, 200, "OK", understood);
    return true;
}

void SipLine::turnAway(const sip_msg &message)
{
    if (!message.req || pl_strcmp(&message.met, "ACK") == 0)
        return;
    if (pl_strcmp(&message.met, "CANCEL") == 0)
        reply(message, 481, "Transaction Does Not Exist");
    else
        reply(message, 501, "Method Not Known", understood);
}

void SipLine::takeInvite(const sip_msg &invite)
{
    if (m_windingUp)
        return reply(invite, 503, "Service Unavailable");
    const auto turnedAway = [&](RefusalReason reason) {
        m_doorkeeper.refusals().note(reason, hostOf(invite.src), std::chrono::steady_clock::now());
    };
    if (const auto reason = noRoomFor(invite)) {
        turnedAway(*reason);
        return reply(invite, 503, "Service Unavailable", retryLater);
    }
    if (mbuf_get_left(invite.mb) > 0 && !msg_ctype_cmp(&invite.ctyp, "application", "sdp"))
        return reply(invite, 415, "Unsupported Media Type", "Accept: application/sdp\r\n");
    const LegId id(QUuid::createUuid().toString(QUuid::WithoutBraces));
    SipCall::Listener &listener = *this; // a private base: only here it may be named
    auto call = std::make_unique<SipCall>(id, listener, m_place.trusted, invite, ourAddressFor(invite));
    if (!call->begin(m_stack->sessions.get(), invite)) {
        turnedAway(RefusalReason::Unacceptable);
        return reply(invite, 488, "Not Acceptable Here");
    }
    m_calls.emplace(id, std::move(call));
    Q_EMIT arrived(arrivedCall(id, invite));
}

// Listening everywhere, our address is the one that the kernel would use towards the other end.
MediaAddress SipLine::ourAddressFor(const sip_msg &request) const
{
    const MediaAddress &listen = m_place.listen;
    if (!sa_is_any(&request.dst))
        return {hostOf(request.dst), listen.port};
    MediaAddress ours = listen;
    const int probe = ::socket(sa_af(&request.src), SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sa own{};
    own.len = sizeof own.u;
    if (probe >= 0 && ::connect(probe, &request.src.u.sa, request.src.len) == 0
        && ::getsockname(probe, &own.u.sa, &own.len) == 0)
        ours.host = hostOf(own);
    if (probe >= 0)
        ::close(probe);
    return ours;
}

} // namespace nightbell
