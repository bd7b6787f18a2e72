#include "call/call.h"

#include "call/decision.h"

#include <algorithm>

namespace nightbell {
namespace {

// What staff ask of a call that is over is refused; it may be the very moment of the hang-up.
template<class What>
concept AskedByStaff = std::is_same_v<What, ListenAsked> || std::is_same_v<What, WhisperAsked> || std::is_same_v<
    What, BargeAsked> || std::is_same_v<What, TakeOverAsked> || std::is_same_v<What, TransferBegun>;

// What people still do about a call that is over, and danger that was understood too late.
template<class What>
concept HeededAfterTheEnd =
    std::is_same_v<What, DangerSeen> || std::is_same_v<What, Escalated> || std::is_same_v<What, Claimed> || std::
        is_same_v<What, ClaimLapsed> || std::is_same_v<What, EscalationResolved> || std::is_same_v<What,
                                                                                                   EscalationExpired>;

void decideOn(Decision &decision, const Happening &what)
{
    const bool over = !decision.callBefore().live(); // after the end, nothing
    std::visit(
        [&]<class What>(const What &each) {
            if (!over || HeededAfterTheEnd<What>)
                decide(decision, each);
            else if constexpr (AskedByStaff<What>)
                decision.refuse(each.staff, What::kind, QStringLiteral("the call has ended"));
        },
        what);
}

// What is recorded comes back at once and may ask for another moment, which must be the later word.
void insertBeforeRecords(CallOrders &orders, const WakeAt &wake)
{
    const auto isRecord = [](const CallOrder &each) { return std::holds_alternative<Record>(each); };
    orders.insert(std::ranges::find_if(orders, isRecord), wake);
}

} // namespace

void Decision::refuse(const StaffId &staff, const char *asked, const QString &why)
{
    order(Refuse{staff, QString::fromLatin1(asked), Problem{Problem::Kind::Refused, why}});
}

Call::Call(CallId id, CallRules rules) : m_rules(std::move(rules)) { m_state.summary.id = std::move(id); }

CallOrders Call::handle(const CallEvent &event, Instant now)
{
    Q_ASSERT(event.call == summary().id);
    const CallState before = m_state;
    const NoticePlayed noticeBefore = m_notice;
    const std::optional<Instant> wakeBefore = nextWake();
    fold(m_state, event);
    fold(m_notice, m_rules.recording, event);
    Decision decision{before, m_state, noticeBefore, m_notice, m_rules, now, {}};
    decideOn(decision, event.what);
    if (const auto wakeNow = nextWake(); wakeNow && wakeNow != wakeBefore)
        insertBeforeRecords(decision.orders, WakeAt{*wakeNow});
    return decision.orders;
}

CallOrders Call::wake(Instant now)
{
    Decision decision{m_state, m_state, m_notice, m_notice, m_rules, now, {}};
    for (const Deadline &deadline : deadlinesOf(m_state, m_rules))
        if (deadline.at <= now)
            deadline.act(decision);
    if (const auto next = nextWake(); next && decision.orders.isEmpty())
        decision.order(WakeAt{*next}); // woken too early
    return decision.orders;
}

std::optional<Instant> Call::nextWake() const
{
    const auto deadlines = deadlinesOf(m_state, m_rules);
    const auto first = std::ranges::min_element(deadlines, {}, &Deadline::at);
    return first == deadlines.end() ? std::nullopt : std::optional(first->at);
}

bool Call::settled() const
{
    using State = EscalationSummary::State;
    const CallSummary &call = summary();
    const bool waitsForPerson = std::ranges::any_of(call.escalations, [](const EscalationSummary &each) {
        return each.state == State::Open || each.state == State::Claimed;
    });
    const bool waitsForCaller = call.session && call.session->state == SessionSummary::State::Open;
    return !call.live() && !waitsForPerson && !waitsForCaller;
}

} // namespace nightbell
