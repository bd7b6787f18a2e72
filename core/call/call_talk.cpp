// The talk: turns, what is said, what was played of it.
#include "call/decision.h"

#include <algorithm>

namespace nightbell {
namespace {

bool mayBeSpoken(const CallState &state, const Said &said)
{
    const CallSummary &call = state.summary;
    if (call.status != CallStatus::Answered || said.turn != call.turn || said.words.isEmpty()
        || state.unplayed.size() > sentencesWaitingAtMost)
        return false;
    switch (said.by) {
    case SpokenBy::Assistant:
        return !staffHave(call) && !state.endAsked;
    case SpokenBy::StaffTyped: // who has the call may let the assistant speak; nobody else may speak into it
        return !staffHave(call) || said.staff == call.takenOverBy;
    }
    return false;
}

} // namespace

namespace {

void heed(Decision &decision)
{
    if (decision.call().status == CallStatus::Answered && !decision.after.endAsked)
        nextTurn(decision);
}

} // namespace

void decide(Decision &decision, const Heard &heard)
{
    if (heard.who == Party::Caller && heard.final && !heard.heeded)
        heed(decision);
}

void decide(Decision &decision, const KeysEntered &) { heed(decision); }

void decide(Decision &decision, const KeyPressed &pressed)
{
    if (pressed.key.reveal() != QLatin1StringView("0") || holderOf(decision.call()) != CallHolder::Assistant)
        return;
    escalate(decision, Gravity::Asks, PrivateText(QStringLiteral("keypad")));
    nextTurn(decision);
}

void decide(Decision &decision, const TurnMoved &)
{
    const int turn = decision.call().turn;
    if (turn == decision.callBefore().turn)
        return;
    const bool stale =
        std::ranges::any_of(decision.after.unplayed, [&](const UnplayedSentence &each) { return each.turn < turn; });
    if (stale && !staffHave(decision.call()))
        stopSpeaking(decision);
    answerWhispers(decision, WhisperFate::Expired, {}, turn - decision.rules.whisperTurns);
}

void decide(Decision &decision, const Said &said)
{
    if (decision.after.lastSentence == decision.before.lastSentence)
        return; // told already
    if (mayBeSpoken(decision.after, said))
        decision.order(Speak{said.turn, said.sentence, said.words});
    else
        decision.record(Played{said.turn, said.sentence, PlayedHow::Never});
}

void decide(Decision &decision, const Played &played)
{
    const CallState &call = decision.after;
    recordOnceAllowed(decision);
    if (call.unplayed.size() == decision.before.unplayed.size() || !call.unplayed.isEmpty())
        return;
    if (call.endAsked)
        return end(decision, EndCause::AssistantEnded);
    if (sayNoticeIfDue(decision, call.summary.turn))
        return;
    if (call.summary.phase != CallPhase::Greeting || !call.summary.answered)
        return;
    decision.record(PhaseMoved{CallPhase::Intake});
    if (holderOf(call.summary) == CallHolder::Assistant && played.turn == call.summary.turn)
        decision.order(Think{played.turn});
}

void say(Decision &decision, int turn, const QString &words)
{
    const auto isSaid = [](const CallOrder &order) {
        const auto *record = std::get_if<Record>(&order);
        return record && std::holds_alternative<Said>(record->what);
    };
    const int sentence = decision.after.lastSentence + 1 + int(std::ranges::count_if(decision.orders, isSaid));
    decision.record(Said{.turn = turn, .sentence = sentence, .words = PrivateText(words)});
}

void nextTurn(Decision &decision)
{
    const int turn = decision.call().turn + 1;
    decision.record(TurnMoved{turn});
    sayNoticeIfDue(decision, turn);
    if (holderOf(decision.call()) == CallHolder::Assistant)
        decision.order(Think{turn});
}

void stopSpeaking(Decision &decision)
{
    if (!decision.before.unplayed.isEmpty())
        decision.order(StopSpeaking{});
}

} // namespace nightbell
