// A person for the caller: asked for, awaited, here, gone again, or not to be had.
#include "dialog/briefing.h"
#include "engine/reception.h"

#include <algorithm>

namespace nightbell {
namespace {

using State = EscalationSummary::State;

bool waitsForSomebody(const EscalationSummary &each) { return each.state == State::Open; }

} // namespace

std::optional<Gravity> Reception::gravestOpen() const
{
    std::optional<Gravity> gravest;
    for (const EscalationSummary &each : m_call.summary().escalations)
        if (waitsForSomebody(each) && (!gravest || *gravest < each.gravity))
            gravest = each.gravity;
    return gravest;
}

// Nobody is alarmed for a wish at an hour when nobody can be there; for danger always.
void Reception::handOver(const HandOverStep &step)
{
    const bool danger = step.level != Gravity::Asks;
    if (!danger && !m_place->personReachable(now()) && !escalationOpen()) {
        m_answers << HandedOver{false};
        return;
    }
    lookForPerson(step.level);
    if (!staysUntilClosed(step.level))
        say(m_desk.parts().words.asking);
}

void Reception::lookForPerson(Gravity gravity)
{
    if (const auto raised = escalationOf(m_call.summary(), m_rules, gravity, briefingOf(here(), m_state), now()))
        take(*raised);
    m_personPlace = place();
    const ReceptionRules &rules = m_desk.parts().rules;
    const bool danger = staysUntilClosed(gravity);
    const auto &ladder = m_place->organisation.escalation.onCall;
    const bool desk = m_place->personReachable(now());
    m_handOver = HandOver({.callerWaits = danger ? rules.dangerLimit : rules.personLimit,
                           .remindEvery = rules.remindEvery,
                           .deskWaits = danger || !desk ? Span{0} : rules.deskLimit,
                           .onCall = ladder ? ladder->steps : QList<OnCallStep>()},
                          now());
}

void Reception::climb()
{
    if (!m_handOver)
        return;
    for (const LadderMove &move : m_handOver->climb(now())) {
        if (m_over || !m_handOver)
            return;
        if (std::holds_alternative<TellNobody>(move)) {
            nobodyCame();
        } else if (std::holds_alternative<StopRinging>(move)) {
            stopRinging();
        } else if (const auto *ring = std::get_if<RingOnCall>(&move)) {
            stopRinging();
            m_rung = StaffId(QStringLiteral("on_call_%1").arg(ring->step + 1));
            m_desk.door().ring(id(), m_rung, m_handOver->step().number);
        } else if (assistantHas() && m_call.state().unplayed.isEmpty() && !m_state.raised) {
            say(m_desk.parts().words.stillAsking);
        }
    }
}

void Reception::stopRinging(const StaffId &besides)
{
    if (const StaffId rung = std::exchange(m_rung, {}); !rung.isEmpty() && rung != besides)
        take(ListenAsked{rung, false});
}

// The caller hears the truth. A wish ends with it; an alarm stays until somebody sees to it.
void Reception::nobodyCame()
{
    const auto &all = m_call.summary().escalations;
    const auto wish = std::ranges::find_if(
        all, [](const EscalationSummary &each) { return each.state == State::Open && each.gravity == Gravity::Asks; });
    if (isDeaf() && m_offered)
        return say(mayBeCalledBack() ? m_desk.parts().words.nobody : m_desk.parts().words.stillAsking);
    m_input = HandedOver{false};
    if (wish != all.end() && *gravestOpen() == Gravity::Asks) {
        stopRinging();
        m_handOver.reset();
        take(EscalationExpired{wish->id}); // the call moves the turn and thinks
    } else {
        turnWith(HandedOver{false});
    }
}

void Reception::on(const Played &played)
{
    const QString words = m_said.take(played.sentence);
    if (played.how != PlayedHow::Whole && !words.isEmpty())
        m_unheard << words.mid(played.how == PlayedHow::Cut ? played.heardCharacters : 0).trimmed();
    goOn();
    if (!m_call.state().unplayed.isEmpty())
        return;
    m_advises = false;
    if (m_goesOn && assistantHas()) {
        m_goesOn = false;
        if (const auto open = gravestOpen(); open && !m_handOver)
            lookForPerson(*open);
        turnWith(goesOn());
    } else if (m_afterAdvice) {
        hear(*std::exchange(m_afterAdvice, std::nullopt));
    }
}

void Reception::on(const Claimed &claimed)
{
    const auto &all = m_call.summary().escalations;
    const auto open = gravestOpen();
    const auto which = std::ranges::find(all, claimed.escalation, &EscalationSummary::id);
    if (open && which != all.end() && which->gravity < *open)
        return; // nobody comes for the graver one yet
    if (m_call.summary().live() && assistantHas() && personAwaited() && m_begun) {
        m_beforePerson = m_state;
        m_handOver->callerWaitsNoMore();
        run(HandedOver{true});
    } else if (assistantHas() && (personAwaited() || m_state.raised)) {
        say(m_desk.parts().words.coming);
    }
    stopRinging();
    m_handOver.reset();
}

// They said they would come and did not: the caller waits as before.
void Reception::on(const ClaimLapsed &lapsed)
{
    if (!assistantHas())
        return;
    if (m_beforePerson)
        m_state = *std::exchange(m_beforePerson, std::nullopt);
    const auto &all = m_call.summary().escalations;
    const auto open = std::ranges::find(all, lapsed.escalation, &EscalationSummary::id);
    lookForPerson(open == all.end() ? Gravity::Asks : open->gravity);
    say(m_desk.parts().words.stillAsking);
}

void Reception::on(const TookOver &took)
{
    const bool awaited = personAwaited(), rung = took.staff == m_rung;
    stopRinging(took.staff);
    m_rung = {};
    m_handOver.reset();
    m_beforePerson.reset();
    const QList<EscalationSummary> all = m_call.summary().escalations;
    for (const EscalationSummary &each : all)
        if (rung && waitsForSomebody(each))
            take(Claimed{each.id, took.staff}); // a telephone claims nothing by itself
    if (awaited && m_begun)
        run(HandedOver{true}); // without a word: they speak themselves
}

// The assistant goes on with all that was said meanwhile, and shows what it made of it.
void Reception::on(const HandedBack &back)
{
    if (!m_begun)
        return;
    if (const PrivateText briefing = briefingOf(here(), m_state); !briefing.isEmpty())
        take(NoteWritten{{}, briefing});
    m_goesOn = back.cause == HandBackCause::ConsoleLost && !m_rules.staffLost.isEmpty();
    if (back.cause != HandBackCause::ConsoleLost)
        m_missed.reset(); // they heard it themselves
    else if (m_missed && !m_goesOn)
        turnWith(goesOn());
}

void Reception::on(const HandBackAsked &asked)
{
    if (asked.cause != HandBackCause::ConsoleLost || asked.staff != m_rung || m_rung.isEmpty())
        return;
    m_rung = {};
    if (m_handOver)
        m_handOver->notReached(now());
}

void Reception::on(const StaffListening &listening)
{
    if (listening.on && !m_rung.isEmpty() && listening.staff == m_rung)
        take(TakeOverAsked{m_rung}); // whoever was rung for the call has it
}

void Reception::over()
{
    if (std::exchange(m_over, true))
        return;
    m_handOver.reset();
    m_thinks = false;
    release(std::exchange(m_state.hold, {}));
}

} // namespace nightbell
