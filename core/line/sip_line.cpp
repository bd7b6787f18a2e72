#include "line/sip_line.h"

#include "line/libre_words.h"
#include "line/own_address.h"
#include "line/sip_guard.h"
#include "line/sip_replaces.h"
#include "line/sip_words.h"

#include <QUuid>

#include <re.h>

#include <algorithm>

namespace nightbell {

namespace {

constexpr const char *retryLater = "Retry-After: 5\r\n";
const QByteArray understood = QByteArray(sipAbilities) + "Accept: application/sdp\r\n";

Secrecy secrecyOf(const sip_msg &invite) { return invite.tp == SIP_TRANSP_TLS ? Secrecy::Keyed : Secrecy::Plain; }

} // namespace

SipLine::SipLine(Place place)
    : m_place(std::move(place))
    , m_loop("line")
    , m_dialRule(m_place.dialling)
    , m_doorkeeper(m_place.door, m_place.trusted)
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
    silenceLibreWarnings(); // it would say at every try that an address is taken
    m_stack = std::make_unique<SipStack>(ears());
    if (const int error = m_stack->begin())
        return Problem{Problem::Kind::Unreachable, QStringLiteral("no SIP: error %1").arg(error)};
    const auto told = [this](const LineState &state) { Q_EMIT stateChanged(state); };
    m_door = std::make_unique<SipDoor>(m_place.listen, told);
    m_door->open(*m_stack);
    if (m_place.encrypted) {
        m_encrypted = std::make_unique<TlsDoor>(*m_place.encrypted, told);
        m_encrypted->open(*m_stack);
    }
    const auto known = [this](const QHostAddress &registrar) {
        if (!m_place.trusted.contains(registrar))
            m_place.trusted.networks.append(
                {registrar, registrar.protocol() == QAbstractSocket::IPv6Protocol ? 128 : 32});
    };
    m_accounts =
        std::make_unique<SipAccounts>(SipAccounts::Place{m_place.accounts, m_place.listen.host, m_place.authorities},
                                      told, known, [this] { leaveWhenDone(); });
    m_accounts->begin(m_stack->station(), ears());
    return {};
}

SipStack::Ears SipLine::ears()
{
    return {
        .guard = [this](const sip_msg &request) { return guard(request); },
        .options = [this](const sip_msg &request) { return answerOptions(request); },
        .within =
            [this](const sip_msg &request) {
                SipCall *call = callIn(request);
                return call && call->take(request);
            },
        .answered =
            [this](const sip_msg &response) {
                SipCall *call = callIn(response);
                return call && call->takeAgain(response);
            },
        .invited = [this](SipStack &stack, const sip_msg &invite) { takeInvite(stack, invite); },
        .unwanted = [this](const sip_msg &message) { turnAway(message); },
        .inviteSent =
            [this](const QByteArray &callId, const QByteArray &uri) {
                for (auto &[leg, call] : m_calls)
                    if (call->dialog() == callId)
                        call->noticeSent(uri);
            },
        .exited = [this] { leaveWhenDone(); },
    };
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
    m_door.reset();
    for (auto &[id, call] : m_calls)
        call->refuse(503, "Service Unavailable"); // those that are not answered yet
    m_successors.clear();
    m_calls.clear();
    m_accounts->leave();
    m_patience.start(Span{byesAwaitedMs}, [this] { m_loop.leave(); });
    m_stack->close();
    m_accounts->close();
    leaveWhenDone();
}

void SipLine::leaveWhenDone()
{
    if (m_windingUp && m_stack && m_accounts && m_stack->exited() && m_accounts->gone())
        m_loop.leave();
}

void SipLine::finish()
{
    m_patience.stop();
    m_successors.clear();
    m_calls.clear();
    m_door.reset();
    m_encrypted.reset();
    m_accounts.reset();
    m_stack.reset();
    if (m_windingUp)
        Q_EMIT closed();
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
            .heldBack = count(RefusalReason::HeldBack),
            .notDialled = m_notDialled};
}

void SipLine::reply(const sip_msg &request, int code, const char *reason, const QByteArray &headers)
{
    sip_replyf(m_stack->station().stack, &request, uint16_t(code), reason, "%sContent-Length: 0\r\n\r\n",
               headers.constData());
}

bool SipLine::guard(const sip_msg &request)
{
    answerToSource(request);
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
    const bool known = callIn(request) != nullptr;
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

void SipLine::takeInvite(const SipStack &stack, const sip_msg &invite)
{
    if (refuseInvite(invite))
        return;
    if (const sip_hdr *replaces = sip_msg_hdr(&invite, SIP_HDR_REPLACES))
        return takeReplacing(stack, invite, bytesOf(replaces->val));
    const LegId id(QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (auto call = newCall(id, stack, invite)) {
        m_calls.emplace(id, std::move(call));
        Q_EMIT arrived(arrivedCall(id, invite, {m_place.trusted.contains(hostOf(invite.src)), m_place.region}));
    }
}

void SipLine::noteRefused(RefusalReason reason, const sip_msg &invite)
{
    m_doorkeeper.refusals().note(reason, hostOf(invite.src), std::chrono::steady_clock::now());
}

bool SipLine::refuseInvite(const sip_msg &invite)
{
    if (m_windingUp)
        reply(invite, 503, "Service Unavailable");
    else if (const auto reason = noRoomFor(invite)) {
        noteRefused(*reason, invite);
        reply(invite, 503, "Service Unavailable", retryLater);
    } else if (mbuf_get_left(invite.mb) > 0 && !msg_ctype_cmp(&invite.ctyp, "application", "sdp"))
        reply(invite, 415, "Unsupported Media Type", "Accept: application/sdp\r\n");
    else if (tooBrief(sessionWish(invite)))
        reply(invite, 422, "Session Interval Too Small", "Min-SE: " + QByteArray::number(leastSessionSeconds) + "\r\n");
    else
        return false;
    return true;
}

std::unique_ptr<SipCall> SipLine::newCall(const LegId &leg, const SipStack &stack, const sip_msg &invite)
{
    SipCall::Listener &listener = *this; // a private base: only here it may be named
    auto call = std::make_unique<SipCall>(SipCall::Place{leg, listener, m_place.trusted, stack.station()}, invite,
                                          ourAddressFor(invite), secrecyOf(invite));
    if (call->begin(invite))
        return call;
    noteRefused(RefusalReason::Unacceptable, invite);
    reply(invite, 488, "Not Acceptable Here");
    return nullptr;
}

// The leg keeps its name and its place of sound; only who is at the other end changes.
void SipLine::takeReplacing(const SipStack &stack, const sip_msg &invite, const QByteArray &replaced)
{
    const auto replaces = replacesFrom(replaced);
    const auto found = std::find_if(m_calls.begin(), m_calls.end(), [&](const auto &each) {
        return replaces && each.second->established() && replaces->means(each.second->names());
    });
    if (found == m_calls.end() || m_successors.count(found->first))
        return reply(invite, 481, "Call Does Not Exist");
    if (replaces->earlyOnly)
        return reply(invite, 486, "Busy Here");
    if (auto call = newCall(found->first, stack, invite)) {
        call->answer(found->second->local());
        m_successors.emplace(found->first, std::move(call));
    }
}

// Listening everywhere, our address is the one that the kernel would use towards the other end.
MediaAddress SipLine::ourAddressFor(const sip_msg &request) const
{
    if (!sa_is_any(&request.dst))
        return {hostOf(request.dst), sa_port(&request.dst)};
    const QHostAddress own = ownAddressTowards(hostOf(request.src));
    return {own.isNull() ? m_place.listen.host : own, sa_port(&request.dst)};
}

} // namespace nightbell
