// What the conversation orders of the world. The answer comes as a future; an answer that nobody waits for any more is
// dropped, and a time that was kept for it is let go.
#include "ask.h"
#include "dialog/answerer.h"
#include "dialog/same_caller.h"
#include "dialog/turn_happenings.h"
#include "engine/reception.h"

namespace nightbell {
namespace {

DialogInput failed(const Problem &problem) { return ActFailed{.diaryAway = faultOf(problem) == DiaryFault::Away}; }

} // namespace

bool Reception::awaits(int number) const
{
    return !m_over && m_ordered && m_ordered->number == number && isAt(m_ordered->place);
}

template<class Came, class Answer> void Reception::await(const QFuture<Result<Came>> &coming, Kind kind, Answer answer)
{
    const int number = ++m_orders;
    const auto givenUp = std::make_shared<bool>(false);
    m_ordered = Ordered{number, kind != Kind::Question, now(), false, place(), givenUp};
    const bool books = kind == Kind::Booking;
    const auto late = [&desk = m_desk, clinic = m_place->organisation.id, call = id(), number, books,
                       givenUp](const DialogInput &input) {
        Diary &diary = *desk.parts().diary;
        const DiaryActor nobody{call, {}, QStringLiteral("late%1").arg(number)};
        if (const auto *held = std::get_if<TimeHeld>(&input))
            diary.release(clinic, nobody, held->hold);
        else if (std::holds_alternative<ActDone>(input) && *givenUp && !books) // what was there before is gone
            desk.door().take(clinic, call, NoteWritten{{}, PrivateText(desk.parts().words.doneLate)});
        else if (const auto *done = std::get_if<ActDone>(&input); done && *givenUp) // the caller was told of none
            whenDone(diary.perform(clinic, nobody, diary::Cancel{done->appointment.id}), &desk,
                     [&desk](const Result<DiaryDone> &undone) {
                         if (undone && undone.value().event)
                             desk.door().tell(*undone.value().event);
                     });
    };
    whenDone(coming, &m_desk, [weak = weak_from_this(), number, answer, late](const Result<Came> &came) {
        const DialogInput input = answer(came);
        const auto self = weak.lock();
        if (!self || !self->awaits(number))
            return late(input);
        self->answered(input);
    });
}

void Reception::answered(const DialogInput &answer)
{
    m_ordered.reset();
    if (const auto *same = std::get_if<SameCaller>(&answer))
        resumeSession(*same);
    else
        run(answer);
    if (m_afterAct && !m_ordered && !m_over && assistantHas()) // it was said before the caller heard what became of it
        turnWith(*std::exchange(m_afterAct, std::nullopt));
    done();
}

// The caller is told when it takes a while, and that it cannot be when it takes too long.
void Reception::wakeOrder()
{
    if (!m_ordered)
        return;
    const ReceptionRules &rules = m_desk.parts().rules;
    if (m_ordered->since + rules.diaryLimit <= now()) {
        *m_ordered->givenUp = m_ordered->act;
        m_ordered.reset();
        return run(ActFailed{.diaryAway = true});
    }
    if (m_ordered->since + rules.fillerAfter <= now() && !std::exchange(m_ordered->told, true) && assistantHas()
        && m_call.state().unplayed.isEmpty())
        say(m_desk.parts().words.oneMoment);
}

void Reception::perform(const DiaryAct &act)
{
    const auto zone = m_place->diary().zone();
    const Kind kind = std::holds_alternative<diary::Book>(act) ? Kind::Booking : Kind::Act;
    await(m_desk.parts().diary->perform(m_place->organisation.id, actor(), act), kind,
          [zone, tell = m_desk.door().tell](const Result<DiaryDone> &done) -> DialogInput {
              if (!done)
                  return failed(done.problem());
              if (done.value().event)
                  tell(*done.value().event);
              return ActDone{spoken(done.value().entry, zone)};
          });
}

// Kept when the journal has it for good; nothing is promised before.
void Reception::keepMessage(const MessageStep &step)
{
    const MessageId message(QStringLiteral("%1-m%2").arg(id().text()).arg(++m_acts));
    await(take(messageTaken(message, step)), Kind::Act, [message](const Result<> &kept) -> DialogInput {
        return kept ? DialogInput(MessageStored{message.text()}) : ActFailed{.diaryAway = true};
    });
}

// What was said before the line went dead is unsealed for this, and for nothing else.
void Reception::verify(const VerifyStep &step)
{
    if (!m_session) {
        m_answers << AnotherCaller{};
        return;
    }
    await(m_desk.parts().dropped.open(*m_session, SessionVerified{id()}), Kind::Question,
          [step](const Result<SessionSnapshot> &stood) -> DialogInput {
              return stood ? callerWhoReturned(step, stood.value()) : AnotherCaller{};
          });
}

// Of two who resume at once one goes on; the store decides.
void Reception::resumeSession(const SameCaller &caller)
{
    const CallId dropped = m_session->call;
    takeFor(dropped, SessionVerified{id()});
    m_orders += 1;
    const int number = m_orders;
    m_ordered = Ordered{number, false, now(), false, place(), std::make_shared<bool>(false)};
    whenDone(m_desk.parts().dropped.resume(*m_session, id()), &m_desk,
             [weak = weak_from_this(), number, dropped, caller](const Result<> &resumed) {
                 const auto self = weak.lock();
                 if (!self)
                     return;
                 if (resumed)
                     self->takeFor(dropped, SessionResumed{self->id()});
                 if (!self->awaits(number))
                     return;
                 self->m_ordered.reset();
                 self->run(resumed ? DialogInput(caller) : AnotherCaller{});
                 self->done();
             });
}

void Reception::find(const FindTimesStep &step)
{
    const auto [from, until] = daysOf(step, m_place->diary().zone());
    await(m_desk.parts().diary->occupied(m_place->organisation.id, from, until, step.moves), Kind::Question,
          [place = m_place, step, at = now()](const Result<QList<Occupied>> &taken) -> DialogInput {
              return taken ? DialogInput(timesFound(place->diary(), step, taken.value(), at)) : failed(taken.problem());
          });
}

void Reception::find(const FindAppointmentsStep &step)
{
    await(m_desk.parts().diary->of(m_place->organisation.id, step.name, step.born), Kind::Question,
          [zone = m_place->diary().zone(), step, at = now()](const Result<QList<DiaryEntry>> &all) -> DialogInput {
              return all ? DialogInput(appointmentsFound(step, all.value(), zone, at)) : failed(all.problem());
          });
}

void Reception::hold(const HoldStep &step)
{
    const Result<Visit> visit = visitWanted(m_place->diary(), step, now());
    if (!visit) {
        m_answers << TimeTaken{};
        return;
    }
    await(m_desk.parts().diary->hold(m_place->organisation.id, actor(), visit.value(), step.moves), Kind::Question,
          [time = step.time](const Result<DiaryHold> &held) -> DialogInput {
              if (held)
                  return TimeHeld{held.value().id, time};
              const bool away = faultOf(held.problem()) == DiaryFault::Away;
              return away ? DialogInput(ActFailed{.diaryAway = true}) : TimeTaken{};
          });
}

void Reception::release(const HoldId &hold) // else it lapses by itself
{
    if (!hold.isEmpty())
        m_desk.parts().diary->release(m_place->organisation.id, actor(), hold);
}

void Reception::carryOut(const DialogStep &step)
{
    std::visit(
        [this]<class Step>(const Step &each) {
            if constexpr (std::is_same_v<Step, SayStep> || std::is_same_v<Step, AskStep>)
                say(each.words);
            else if constexpr (std::is_same_v<Step, FindTimesStep> || std::is_same_v<Step, FindAppointmentsStep>)
                find(each);
            else if constexpr (std::is_same_v<Step, HoldStep>)
                hold(each);
            else if constexpr (std::is_same_v<Step, ReleaseStep>)
                release(each.hold);
            else if constexpr (std::is_same_v<Step, BookStep>)
                perform(diary::Book{each.hold, each.patient, each.reason});
            else if constexpr (std::is_same_v<Step, MoveStep>)
                perform(diary::Move{each.appointment, each.hold});
            else if constexpr (std::is_same_v<Step, CancelStep>)
                perform(diary::Cancel{each.appointment});
            else if constexpr (std::is_same_v<Step, ConfirmStep>)
                perform(diary::Confirm{each.appointment});
            else if constexpr (std::is_same_v<Step, MessageStep>)
                keepMessage(each);
            else if constexpr (std::is_same_v<Step, HandOverStep>)
                handOver(each);
            else if constexpr (std::is_same_v<Step, WaitStep>)
                m_waits = std::chrono::seconds{each.seconds};
            else if constexpr (std::is_same_v<Step, ConsultStep>)
                m_answers << nightbell::answered(each, here());
            else if constexpr (std::is_same_v<Step, VerifyStep>)
                verify(each);
            else if constexpr (std::is_same_v<Step, TellStep>)
                take(Told{m_call.summary().turn, each.what, each.topic});
            else if constexpr (std::is_same_v<Step, HangUpStep>)
                take(EndAsked{}); // LearnStep stands in the state, and so in the journal
        },
        step);
}

} // namespace nightbell
