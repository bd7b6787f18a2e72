#include "scripted/scripted_call.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

const StaffId ana(QStringLiteral("ana")), ben(QStringLiteral("ben"));

PrivateText words(const char *text) { return PrivateText(QString::fromUtf8(text)); }

CallRules greeted() { return {.greeting = QStringLiteral("Good morning."), .farewell = QStringLiteral("Good bye.")}; }

} // namespace

class TestCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCallRingsBeforeItIsAnswered();
    void anOutboundCallIsNotAnsweredByUs();
    void anUnansweredCallIsGivenUp();
    void theGreetingComesFirst();
    void theConversationBeginsWhenTheGreetingWasPlayed();
    void wordsOverTheGreetingAreAnsweredOnce();
    void withoutAGreetingTheConversationBeginsAtOnce();
    void everySentenceOfTheCallerIsThoughtAbout();
    void partialWordsAreNot();
    void aNewTurnSilencesTheOldOne();
    void aLateAnswerIsNeverSpoken();
    void aSentenceIsSpokenOnce();
    void theVoiceIsNotFloodedWithSentences();
    void typedWordsAreSpokenByTheAssistant();
    void aHeldCallIsSilentUntilItIsTakenBack();
    void theCallersHoldIsNotOurs();
    void aFailedTransferComesBackToTheAssistant();
    void aRefusedTransferSaysSo();
    void staffEndACallAtOnce();
    void theAssistantEndsWithItsLastWord();
    void lastWordsThatNeverEndAreCut();
    void theLongestCallEndsPolitely();
    void theLongestCallNeverHangsUpOnStaffOrAnEmergency();
    void theLineGoesDeadAndEverybodyIsLetGo();
    void aCallOfALostEngineBecomesResumable();
    void aWithheldNumberCannotComeBack();
    void aSessionThatNobodyResumesExpires();
    void aResumedSessionDoesNotExpire();
    void afterTheEndNothing();
    void wokenTooEarlyItAsksToBeWokenAgain();
};

void TestCall::aCallRingsBeforeItIsAnswered()
{
    ScriptedCall call;
    const CallOrders orders = call.rings();
    QVERIFY2(inThisOrder(orders, {Record{Ringing{}}, AnswerLine{}}), qPrintable(kindsOf(orders)));
    QCOMPARE(call.summary().status, CallStatus::Ringing);
    QCOMPARE(count<AnswerLine>(call.play(Ringing{})), 0);
}

void TestCall::anOutboundCallIsNotAnsweredByUs()
{
    ScriptedCall call;
    QCOMPARE(count<Record>(call.play(Initiated{.direction = Direction::Outbound})), 0);
    QCOMPARE(count<AnswerLine>(call.play(Ringing{})), 0);
}

void TestCall::anUnansweredCallIsGivenUp()
{
    ScriptedCall call({.ringLimit = 30s});
    call.rings();
    QCOMPARE(count<HangUp>(call.passes(29s)), 0);
    QVERIFY(has(call.passes(1s), HangUp{EndCause::NoAnswer}));
    QCOMPARE(call.summary().status, CallStatus::Failed);
    QVERIFY(call.call.settled());
}

void TestCall::theGreetingComesFirst()
{
    ScriptedCall call(greeted());
    call.rings();
    const CallOrders orders = call.play(Answered{});
    QVERIFY2(inThisOrder(orders, {Record{TurnMoved{1}}, Speak{1, 1, words("Good morning.")}}),
             qPrintable(kindsOf(orders)));
    QCOMPARE(count<Think>(orders), 0);
    QVERIFY(call.wakeAt == call.now + greeted().longestCall);
}

void TestCall::theConversationBeginsWhenTheGreetingWasPlayed()
{
    ScriptedCall call(greeted());
    call.rings();
    call.play(Answered{});
    const CallOrders orders = call.playedWhole(1);
    QVERIFY(inThisOrder(orders, {Record{PhaseMoved{CallPhase::Intake}}, Think{1}}));
    QCOMPARE(call.summary().phase, CallPhase::Intake);
}

void TestCall::wordsOverTheGreetingAreAnsweredOnce()
{
    ScriptedCall call(greeted());
    call.rings();
    call.play(Answered{});
    const CallOrders spoke = call.callerSays("hello?");
    QVERIFY2(inThisOrder(spoke, {Record{TurnMoved{2}}, StopSpeaking{}, Think{2}}), qPrintable(kindsOf(spoke)));
    const CallOrders cut = call.play(Played{1, 1, PlayedHow::Cut, 400, 4});
    QCOMPARE(call.summary().phase, CallPhase::Intake);
    QCOMPARE(count<Think>(cut), 0);
}

void TestCall::withoutAGreetingTheConversationBeginsAtOnce()
{
    ScriptedCall call;
    QCOMPARE(count<Think>(call.isAnswered()), 1);
    QCOMPARE(call.summary().phase, CallPhase::Intake);
}

void TestCall::everySentenceOfTheCallerIsThoughtAbout()
{
    ScriptedCall call(greeted());
    call.isAnswered();
    QVERIFY(inThisOrder(call.callerSays("I need an appointment"), {Record{TurnMoved{2}}, Think{2}}));
    QVERIFY(has(call.assistantSays("Which day?"), Speak{2, 2, words("Which day?")}));
}

void TestCall::partialWordsAreNot()
{
    ScriptedCall call;
    call.isAnswered();
    QVERIFY(call.play(Heard{.words = words("I nee"), .final = false}).isEmpty());
    QVERIFY(call.play(Heard{.who = Party::Staff, .staff = ana, .words = words("Hello")}).isEmpty());
}

void TestCall::aNewTurnSilencesTheOldOne()
{
    ScriptedCall call;
    call.isAnswered();
    call.assistantSays("We are open from");
    QCOMPARE(count<StopSpeaking>(call.callerSays("no, wait")), 1);
    call.play(Played{1, 1, PlayedHow::Cut, 200, 6});
    QCOMPARE(count<StopSpeaking>(call.callerSays("Monday")), 0); // nothing to silence
}

void TestCall::aLateAnswerIsNeverSpoken()
{
    ScriptedCall call;
    call.isAnswered();
    call.callerSays("Monday");
    const CallOrders orders = call.play(Said{.turn = 1, .sentence = 1, .words = words("Which day?")});
    QCOMPARE(count<Speak>(orders), 0);
    QCOMPARE(recorded<Played>(orders)->how, PlayedHow::Never);
}

void TestCall::aSentenceIsSpokenOnce()
{
    ScriptedCall call;
    call.isAnswered();
    const Said said{.turn = 1, .sentence = 4, .words = words("Yes.")};
    QCOMPARE(count<Speak>(call.play(said)), 1);
    QVERIFY(call.play(said).isEmpty());
    QVERIFY(call.play(Said{.turn = 1, .sentence = 3, .words = words("No.")}).isEmpty());
    QCOMPARE(call.call.nextSentence(), 5);
}

void TestCall::theVoiceIsNotFloodedWithSentences()
{
    ScriptedCall call;
    call.isAnswered();
    for (int i = 0; i < sentencesWaitingAtMost; ++i)
        QCOMPARE(count<Speak>(call.assistantSays("and")), 1);
    QCOMPARE(recorded<Played>(call.assistantSays("and"))->how, PlayedHow::Never);
    QCOMPARE(call.call.state().unplayed.size(), sentencesWaitingAtMost);
}

void TestCall::typedWordsAreSpokenByTheAssistant()
{
    ScriptedCall call;
    call.isAnswered();
    const auto typedBy = [&](const StaffId &staff) {
        return call.play(Said{call.summary().turn, call.call.nextSentence(), SpokenBy::StaffTyped, staff, words("Hi")});
    };
    QCOMPARE(count<Speak>(typedBy(ana)), 1);
    call.play(TakeOverAsked{ana});
    call.play(TookOver{ana});
    QCOMPARE(count<Speak>(typedBy(ana)), 1);
    QCOMPARE(count<Speak>(typedBy(ben)), 0);
}

void TestCall::aHeldCallIsSilentUntilItIsTakenBack()
{
    ScriptedCall call;
    call.isAnswered();
    call.assistantSays("One moment");
    QVERIFY(inThisOrder(call.play(PutOnHold{Party::Staff}), {StopSpeaking{}, Hold{}}));
    QCOMPARE(count<Speak>(call.assistantSays("Are you there?")), 0);
    QCOMPARE(count<Think>(call.callerSays("la la la")), 0);
    QVERIFY(inThisOrder(call.play(TakenOffHold{Party::Staff}), {Unhold{}, Record{TurnMoved{2}}, Think{2}}));
}

void TestCall::theCallersHoldIsNotOurs()
{
    ScriptedCall call;
    call.isAnswered();
    QCOMPARE(count<Hold>(call.play(PutOnHold{Party::Caller})), 0);
    QVERIFY(call.play(TakenOffHold{Party::Staff}).isEmpty());
    const CallOrders back = call.play(TakenOffHold{Party::Caller});
    QCOMPARE(count<Unhold>(back), 0);
    QCOMPARE(count<Think>(back), 1);
}

void TestCall::aFailedTransferComesBackToTheAssistant()
{
    ScriptedCall call;
    call.isAnswered();
    call.assistantSays("I connect you");
    const CallOrders orders = call.play(TransferBegun{TransferKind::Warm, ana, words("+15550111")});
    QVERIFY(inThisOrder(orders, {StopSpeaking{}, Transfer{words("+15550111"), TransferKind::Warm}}));
    QCOMPARE(call.summary().status, CallStatus::Transferring);
    QVERIFY(has(call.play(TransferFailed{}), Think{2}));
    QCOMPARE(call.summary().status, CallStatus::Answered);
}

void TestCall::aRefusedTransferSaysSo()
{
    ScriptedCall call;
    call.rings();
    const CallOrders orders = call.play(TransferBegun{TransferKind::Cold, ana, words("+15550111")});
    QCOMPARE(count<Transfer>(orders), 0);
    QVERIFY(first<Refuse>(orders)->staff == ana);
    QCOMPARE(first<Refuse>(orders)->asked, QStringLiteral("transfer_begun"));
}

void TestCall::staffEndACallAtOnce()
{
    ScriptedCall call;
    call.isAnswered();
    call.assistantSays("and another thing");
    const CallOrders orders = call.play(EndAsked{ana});
    QVERIFY(inThisOrder(orders, {HangUp{EndCause::StaffEnded}, Record{Ended{EndCause::StaffEnded}}, StopSpeaking{}}));
    QCOMPARE(call.summary().status, CallStatus::Completed);
}

void TestCall::theAssistantEndsWithItsLastWord()
{
    ScriptedCall call;
    call.isAnswered();
    call.assistantSays("Good bye.");
    QCOMPARE(count<HangUp>(call.play(EndAsked{})), 0);
    QCOMPARE(count<Think>(call.callerSays("bye")), 0);
    QVERIFY(has(call.playedWhole(1), HangUp{EndCause::AssistantEnded}));
}

void TestCall::lastWordsThatNeverEndAreCut()
{
    ScriptedCall call({.farewellLimit = 20s});
    call.isAnswered();
    call.assistantSays("Good bye.");
    call.play(EndAsked{});
    QVERIFY(has(call.passes(20s), HangUp{EndCause::AssistantEnded}));
}

void TestCall::theLongestCallEndsPolitely()
{
    ScriptedCall call(greeted());
    call.isAnswered();
    const CallOrders orders = call.passes(greeted().longestCall);
    QVERIFY2(inThisOrder(orders, {Speak{1, 2, words("Good bye.")}, Record{EndAsked{}}}), qPrintable(kindsOf(orders)));
    QVERIFY(call.summary().live());
    call.playedWhole(2);
    QVERIFY(!call.summary().live());
}

void TestCall::theLongestCallNeverHangsUpOnStaffOrAnEmergency()
{
    ScriptedCall helped(greeted()), endangered(greeted());
    helped.isAnswered();
    helped.play(TakeOverAsked{ana});
    helped.play(TookOver{ana});
    endangered.isAnswered();
    endangered.play(DangerSeen{.gravity = Gravity::Emergency});
    for (ScriptedCall *call : {&helped, &endangered}) {
        call->passes(48h);
        QVERIFY(call->summary().live());
    }
}

void TestCall::theLineGoesDeadAndEverybodyIsLetGo()
{
    ScriptedCall call;
    call.isAnswered();
    call.assistantSays("We");
    call.play(StaffListening{ana});
    call.play(Whispered{WhisperId(QStringLiteral("w")), ana, words("ask her age")});
    const CallOrders orders = call.play(lostCall(call.summary(), {.sessionTtl = 1h}, EndCause::LineLost, call.now));
    QVERIFY(inThisOrder(orders, {StopSpeaking{}, DisconnectStaff{ana}}));
    QCOMPARE(recorded<WhisperDone>(orders)->fate, WhisperFate::Expired);
    QVERIFY(call.summary().session->expires == call.now + 1h);
}

void TestCall::aCallOfALostEngineBecomesResumable()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(Adopted{EngineId(QStringLiteral("e1"))});
    QCOMPARE(*call.summary().cause, EndCause::EngineLost);
    QCOMPARE(call.summary().session->state, SessionSummary::State::Open);
}

void TestCall::aWithheldNumberCannotComeBack()
{
    CallSummary call{.from = words("+15550100"), .numberWithheld = true, .answered = instantFromMs(1)};
    QCOMPARE(lostCall(call, {}, EndCause::LineLost, instantFromMs(5)).resumableUntilMs, 0);
    call.fingerprint = words("browser 7");
    QVERIFY(lostCall(call, {}, EndCause::LineLost, instantFromMs(5)).resumableUntilMs > 0);
}

void TestCall::aSessionThatNobodyResumesExpires()
{
    ScriptedCall call({.sessionTtl = 1h});
    call.isAnswered();
    call.play(Adopted{});
    QVERIFY(!call.call.settled());
    call.passes(1h);
    QCOMPARE(call.summary().session->state, SessionSummary::State::Expired);
    QVERIFY(call.call.settled());
}

void TestCall::aResumedSessionDoesNotExpire()
{
    ScriptedCall call({.sessionTtl = 1h});
    call.isAnswered();
    call.play(Adopted{});
    call.play(SessionVerified{CallId(QStringLiteral("c2"))});
    call.play(SessionResumed{CallId(QStringLiteral("c2"))});
    call.passes(2h);
    QCOMPARE(call.summary().session->state, SessionSummary::State::Resumed);
    call.play(SessionClosed{SessionEnd::Completed});
    QCOMPARE(call.summary().session->state, SessionSummary::State::Completed);
}

void TestCall::afterTheEndNothing()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(Ended{EndCause::CallerHungUp});
    const CallSummary atTheEnd = call.summary();
    QVERIFY(call.callerSays("hello?").isEmpty());
    QVERIFY(call.assistantSays("Yes?").isEmpty());
    QVERIFY(call.play(Answered{}).isEmpty());
    const CallOrders refused = call.play(TakeOverAsked{ana});
    QCOMPARE(refused.size(), 1);
    QVERIFY(first<Refuse>(refused)->staff == ana);
    QVERIFY(call.summary() == atTheEnd);
}

void TestCall::wokenTooEarlyItAsksToBeWokenAgain()
{
    ScriptedCall call({.ringLimit = 30s});
    call.rings();
    QVERIFY(call.call.wake(call.now + 10s) == CallOrders{WakeAt{call.now + 30s}});
}

QTEST_APPLESS_MAIN(TestCall)
#include "test_call.moc"
