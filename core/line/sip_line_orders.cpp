// What the engine orders, and what the calls have to say to it.
#include "line/own_address.h"
#include "line/sip_line.h"
#include "line/sip_words.h"

#include <re.h>

namespace nightbell {

namespace {

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

} // namespace

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

void SipLine::carryOut(const LegId &leg, const DialLeg &dial)
{
    const SipAccount *account = m_accounts->named(dial.account);
    if (!dial.account.isEmpty() && !account) {
        Q_EMIT notReached(leg, DialEnd::Unreachable);
        return;
    }
    const Result<SipTarget> target = sipTarget(dial, {account, m_place.trusted, m_dialRule, lineNow()});
    if (!target || m_calls.count(leg) || int(m_calls.size()) >= m_place.callsAtMost || m_windingUp) {
        ++m_notDialled;
        Q_EMIT notReached(leg, DialEnd::NotAllowed);
        return;
    }
    SipCall::Listener &listener = *this; // a private base: only here it may be named
    const SipStation station = account ? account->station() : m_stack->station();
    auto call = std::make_unique<SipCall>(SipCall::Place{leg, listener, m_place.trusted, station}, target.value());
    MediaAddress local = std::get<MediaAddress>(dial.place);
    if (isAnywhere(local.host))
        local.host = ownAddressTowards(account ? account->registrar() : hostIn(target.value().to));
    if (!call->dial(local)) {
        Q_EMIT notReached(leg, DialEnd::Unreachable);
        return;
    }
    m_calls.emplace(leg, std::move(call));
}

void SipLine::carryOut(const LegId &leg, const HoldLeg &hold)
{
    if (SipCall *call = callOf(leg))
        call->hold(hold.on);
}

void SipLine::carryOut(const LegId &leg, const ReferLeg &refer)
{
    SipCall *call = callOf(leg);
    if (!call)
        return;
    const Result<QByteArray> to = referTarget(refer.to, call->names().target, m_dialRule, lineNow());
    if (!to)
        ++m_notDialled;
    if (!to || !call->refer(to.value()))
        Q_EMIT transferEnded(leg, TransferStep::Refused);
}

void SipLine::carryOut(const LegId &leg, const JoinLeg &join)
{
    SipCall *call = callOf(leg);
    const SipCall *other = callOf(join.other);
    if (call && (!other || !other->established() || !call->refer(replacesUri(other->names()))))
        Q_EMIT transferEnded(leg, TransferStep::Failed);
}

void SipLine::carryOut(const LegId &leg, const TellTransfer &tell)
{
    if (SipCall *call = callOf(leg))
        call->tellTransfer(tell.step);
}

SipCall *SipLine::callOf(const LegId &leg) const
{
    const auto found = m_calls.find(leg);
    return found == m_calls.end() ? nullptr : found->second.get();
}

SipCall *SipLine::callIn(const sip_msg &message) const
{
    const QByteArray dialog = bytesOf(message.callid);
    for (const auto *calls : {&m_calls, &m_successors})
        for (const auto &[leg, call] : *calls)
            if (call->dialog() == dialog)
                return call.get();
    return nullptr;
}

void SipLine::dismiss(const LegId &leg, int code, const char *reason)
{
    m_successors.erase(leg);
    if (SipCall *call = callOf(leg)) {
        call->refuse(code, reason); // no more than a word to a call that is answered; that one gets a BYE
        m_calls.erase(leg);
    }
}

void SipLine::callConnected(const LegId &leg, const MediaPath &path)
{
    if (const auto successor = m_successors.find(leg);
        successor != m_successors.end() && successor->second->established())
        succeed(leg);
    Q_EMIT connected(leg, path);
}

void SipLine::succeed(const LegId &leg) // the one that was replaced gets its BYE
{
    auto successor = m_successors.extract(leg);
    std::shared_ptr<SipCall> replaced = std::exchange(m_calls[leg], std::move(successor.mapped()));
    m_loop.post([replaced] {}); // not inside a callback
}

// A successor that comes to nothing changes nothing: only the call that has the leg's name ends it.
void SipLine::callEnded(const LegId &leg, EndCause cause)
{
    const auto successor = m_successors.find(leg);
    if (successor != m_successors.end() && successor->second->over()) {
        std::shared_ptr<SipCall> gone = std::move(successor->second);
        m_successors.erase(successor);
        return m_loop.post([gone] {});
    }
    m_loop.post([this, leg] { m_calls.erase(leg); });
    Q_EMIT ended(leg, cause);
}

void SipLine::callRings(const LegId &leg) { Q_EMIT ringing(leg); }

void SipLine::callHeardEarly(const LegId &leg, const MediaPath &path) { Q_EMIT heardEarly(leg, path); }

void SipLine::callNotReached(const LegId &leg, DialEnd why)
{
    m_loop.post([this, leg] { m_calls.erase(leg); });
    Q_EMIT notReached(leg, why);
}

void SipLine::callAskedToTransfer(const LegId &leg, const PrivateText &to) { Q_EMIT transferAsked(leg, to); }

void SipLine::callTransferEnded(const LegId &leg, TransferStep how) { Q_EMIT transferEnded(leg, how); }

} // namespace nightbell
