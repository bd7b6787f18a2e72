#include "scripted/scripted_call.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

const StaffId ana(QStringLiteral("ana")), ben(QStringLiteral("ben"));
const WhisperId whisper(QStringLiteral("w1"));
const EscalationId firstEscalation(QStringLiteral("c1-e1"));

PrivateText words(const char *text) { return PrivateText(QString::fromUtf8(text)); }

struct AnsweredCall : ScriptedCall
{
    explicit AnsweredCall(CallRules rules = {}) : ScriptedCall(std::move(rules)) { isAnswered(); }
    void isTakenOverBy(const StaffId &staff)
    {
        play(TakeOverAsked{staff});
        play(TookOver{staff});
    }
};

} // namespace

class TestCallStaff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listeningIsSwitchedOnAndOff();
    void nobodyListensToARingingCall();
    void bargingOutLeavesOneListening();
    void whisperingIsAWayOfListening();
    void takingOverSilencesTheAssistantBeforeConnectingStaff();
    void takingOverLiftsOurHold();
    void theSecondWhoTakesOverIsToldWhoWasFirst();
    void takingOverTwiceIsOnce();
    void anAnswerThatArrivesAfterTheTakeOverIsDropped();
    void theAssistantDoesNotAnswerWhileStaffHaveTheCall();
    void theAssistantCannotEndACallThatStaffHave();
    void someoneConnectedUnaskedIsLetGo();
    void aTakeOverThatNeverConnectsGoesBack();
    void theOneWhoHasTheCallCannotAlsoListen();
    void handingBackTheAssistantThinksAfterStaffAreGone();
    void onlyTheOneWhoHasTheCallHandsItBack();
    void aLostConsoleHandsBackAndCallsForAPerson();
    void aLostConsoleIsAsGraveAsWhatItHadClaimed();
    void whenAConsoleIsLostTheAssistantSpeaksAtOnce();
    void aLostListenerIsOnlyDisconnected();
    void aWhisperIsRefusedWhileStaffHaveTheCall();
    void aTakeOverRefusesTheWhispersThatWait();
    void aWhisperThatIsNotUsedExpires();
    void aUsedWhisperDoesNotExpire();
    void tooManyWhispersAreRefused();
};

void TestCallStaff::listeningIsSwitchedOnAndOff()
{
    AnsweredCall call;
    QVERIFY(has(call.play(ListenAsked{ana}), ConnectStaff{ana, StaffMode::Listen}));
    call.play(StaffListening{ana});
    QVERIFY(call.summary().listening == QList{ana});
    QVERIFY(has(call.play(ListenAsked{ana, false}), DisconnectStaff{ana}));
    call.play(StaffListening{ana, false});
    QVERIFY(call.summary().listening.isEmpty());
}

void TestCallStaff::nobodyListensToARingingCall()
{
    ScriptedCall call;
    call.rings();
    const CallOrders orders = call.play(ListenAsked{ana});
    QCOMPARE(count<ConnectStaff>(orders), 0);
    QVERIFY(first<Refuse>(orders)->staff == ana);
}

void TestCallStaff::bargingOutLeavesOneListening()
{
    AnsweredCall call;
    QVERIFY(has(call.play(BargeAsked{ana}), ConnectStaff{ana, StaffMode::BargeIn}));
    call.play(BargedIn{ana});
    QVERIFY(call.summary().bargedIn == QList{ana});
    QCOMPARE(count<Think>(call.callerSays("hello you two")), 1); // the assistant takes part
    QVERIFY(has(call.play(BargeAsked{ana, false}), ConnectStaff{ana, StaffMode::Listen}));
    call.play(StaffListening{ana});
    QVERIFY(call.summary().bargedIn.isEmpty());
    QVERIFY(call.summary().listening == QList{ana});
}

void TestCallStaff::whisperingIsAWayOfListening()
{
    AnsweredCall call;
    call.play(BargedIn{ana});
    QVERIFY(has(call.play(WhisperAsked{ana}), ConnectStaff{ana, StaffMode::Whisper}));
    call.play(StaffWhispering{ana});
    QVERIFY(call.summary().whispering == QList{ana});
    QVERIFY(call.summary().bargedIn.isEmpty()); // each in one way at a time
    QVERIFY(has(call.play(WhisperAsked{ana, false}), ConnectStaff{ana, StaffMode::Listen}));
    call.play(StaffListening{ana});
    QVERIFY(call.summary().whispering.isEmpty());
    call.isTakenOverBy(ana);
    QCOMPARE(count<Refuse>(call.play(WhisperAsked{ana})), 1); // the caller would no longer hear them
}

void TestCallStaff::takingOverSilencesTheAssistantBeforeConnectingStaff()
{
    AnsweredCall call;
    call.play(StaffListening{ana});
    call.assistantSays("Which day suits you?");
    const CallOrders orders = call.play(TakeOverAsked{ana});
    QVERIFY(orders.first() == CallOrder(StopSpeaking{}));
    QVERIFY(inThisOrder(orders, {StopSpeaking{}, ConnectStaff{ana, StaffMode::TakeOver}, Record{TurnMoved{2}}}));
    QCOMPARE(count<Think>(orders), 0);
    call.play(TookOver{ana});
    QVERIFY(call.summary().takenOverBy == ana);
    QVERIFY(call.summary().listening.isEmpty());
}

void TestCallStaff::takingOverLiftsOurHold()
{
    AnsweredCall call;
    call.play(PutOnHold{Party::Staff});
    const CallOrders orders = call.play(TakeOverAsked{ana});
    QVERIFY(inThisOrder(orders, {ConnectStaff{ana, StaffMode::TakeOver}, Unhold{}}));
    QCOMPARE(count<Think>(orders), 0);
    QCOMPARE(call.summary().status, CallStatus::Answered);
}

void TestCallStaff::theSecondWhoTakesOverIsToldWhoWasFirst()
{
    AnsweredCall call;
    call.play(TakeOverAsked{ana});
    for (int i = 0; i < 2; ++i) {
        const CallOrders orders = call.play(TakeOverAsked{ben});
        QCOMPARE(count<ConnectStaff>(orders), 0);
        QVERIFY(first<Refuse>(orders)->staff == ben);
        QVERIFY(first<Refuse>(orders)->why.detail.contains(QStringLiteral("ana")));
        call.play(TookOver{ana});
    }
}

void TestCallStaff::takingOverTwiceIsOnce()
{
    AnsweredCall call;
    call.play(TakeOverAsked{ana});
    QVERIFY(call.play(TakeOverAsked{ana}).isEmpty());
}

void TestCallStaff::anAnswerThatArrivesAfterTheTakeOverIsDropped()
{
    AnsweredCall call;
    call.play(TakeOverAsked{ana});
    for (int turn = 1; turn <= call.summary().turn; ++turn) {
        const CallOrders orders = call.play(Said{.turn = turn, .sentence = turn, .words = words("Which day?")});
        QCOMPARE(count<Speak>(orders), 0);
        QCOMPARE(recorded<Played>(orders)->how, PlayedHow::Never);
        call.play(TookOver{ana});
    }
}

void TestCallStaff::theAssistantDoesNotAnswerWhileStaffHaveTheCall()
{
    AnsweredCall call;
    call.isTakenOverBy(ana);
    const CallOrders orders = call.callerSays("I would like Monday");
    QVERIFY(has(orders, Record{TurnMoved{3}}));
    QCOMPARE(count<Think>(orders), 0);
}

void TestCallStaff::theAssistantCannotEndACallThatStaffHave()
{
    AnsweredCall call;
    call.isTakenOverBy(ana);
    QCOMPARE(count<Refuse>(call.play(EndAsked{})), 1);
    QVERIFY(call.summary().live());
}

void TestCallStaff::someoneConnectedUnaskedIsLetGo()
{
    AnsweredCall call;
    call.isTakenOverBy(ana);
    QVERIFY(has(call.play(TookOver{ben}), DisconnectStaff{ben}));
    QVERIFY(call.summary().takenOverBy == ana);
}

void TestCallStaff::aTakeOverThatNeverConnectsGoesBack()
{
    AnsweredCall call({.takeOverLimit = 5s});
    call.play(TakeOverAsked{ana});
    const CallOrders orders = call.passes(5s);
    QVERIFY(inThisOrder(orders, {DisconnectStaff{ana}, RaiseAlarm{firstEscalation, Gravity::Urgent}, Think{3}}));
}

void TestCallStaff::theOneWhoHasTheCallCannotAlsoListen()
{
    AnsweredCall call;
    call.isTakenOverBy(ana);
    for (const Happening &asked : QList<Happening>{ListenAsked{ana}, ListenAsked{ana, false}, BargeAsked{ana}}) {
        const CallOrders orders = call.play(asked);
        QCOMPARE(count<Refuse>(orders), 1);
        QCOMPARE(orders.size(), 1);
    }
}

void TestCallStaff::handingBackTheAssistantThinksAfterStaffAreGone()
{
    AnsweredCall call;
    call.isTakenOverBy(ana);
    const CallOrders orders = call.play(HandBackAsked{ana});
    QVERIFY(inThisOrder(orders, {Record{HandedBack{ana}}, DisconnectStaff{ana}, Record{TurnMoved{3}}, Think{3}}));
    QVERIFY(call.summary().takenOverBy.isEmpty());
    QCOMPARE(count<RaiseAlarm>(orders), 0);
}

void TestCallStaff::onlyTheOneWhoHasTheCallHandsItBack()
{
    AnsweredCall call;
    QCOMPARE(count<Refuse>(call.play(HandBackAsked{ana})), 1);
    call.isTakenOverBy(ana);
    QVERIFY(first<Refuse>(call.play(HandBackAsked{ben}))->why.detail.contains(QStringLiteral("ana")));
    QVERIFY(call.summary().takenOverBy == ana);
}

void TestCallStaff::aLostConsoleHandsBackAndCallsForAPerson()
{
    AnsweredCall call;
    call.isTakenOverBy(ana);
    const CallOrders orders = call.play(HandBackAsked{ana, HandBackCause::ConsoleLost});
    QVERIFY(inThisOrder(orders, {DisconnectStaff{ana}, RaiseAlarm{firstEscalation, Gravity::Urgent}, Think{3}}));
}

void TestCallStaff::aLostConsoleIsAsGraveAsWhatItHadClaimed()
{
    AnsweredCall call;
    call.play(DangerSeen{.gravity = Gravity::Crisis});
    call.play(Claimed{firstEscalation, ana});
    call.isTakenOverBy(ana);
    QCOMPARE(first<RaiseAlarm>(call.play(HandBackAsked{ana, HandBackCause::ConsoleLost}))->gravity, Gravity::Crisis);
}

void TestCallStaff::whenAConsoleIsLostTheAssistantSpeaksAtOnce()
{
    AnsweredCall call({.staffLost = QStringLiteral("Please stay on the line.")});
    call.isTakenOverBy(ana);
    const CallOrders orders = call.play(HandBackAsked{ana, HandBackCause::ConsoleLost});
    QCOMPARE(first<Speak>(orders)->words.reveal(), QStringLiteral("Please stay on the line."));
    QCOMPARE(count<Think>(orders), 0);
    QVERIFY(first<Think>(call.play(Heard{.words = words("hello"), .final = true}))); // and heeds the caller
}

void TestCallStaff::aLostListenerIsOnlyDisconnected()
{
    AnsweredCall call;
    call.play(StaffListening{ben});
    QVERIFY(call.play(HandBackAsked{ben, HandBackCause::ConsoleLost}) == CallOrders{DisconnectStaff{ben}});
}

void TestCallStaff::aWhisperIsRefusedWhileStaffHaveTheCall()
{
    AnsweredCall call;
    call.isTakenOverBy(ana);
    const CallOrders orders = call.play(Whispered{whisper, ben, words("offer Tuesday")});
    QVERIFY(has(orders, Record{WhisperDone{whisper, WhisperFate::Refused, 2, QStringLiteral("staff_have_the_call")}}));
}

void TestCallStaff::aTakeOverRefusesTheWhispersThatWait()
{
    AnsweredCall call;
    QVERIFY(call.play(Whispered{whisper, ben, words("offer Tuesday")}).isEmpty());
    call.play(TakeOverAsked{ana});
    QCOMPARE(recorded<WhisperDone>(call.play(TookOver{ana}))->fate, WhisperFate::Refused);
    QVERIFY(call.call.state().whispers.isEmpty());
}

void TestCallStaff::aWhisperThatIsNotUsedExpires()
{
    AnsweredCall call({.whisperTurns = 2});
    call.play(Whispered{whisper, ben, words("offer Tuesday")});
    QVERIFY(!recorded<WhisperDone>(call.callerSays("well")));
    QCOMPARE(recorded<WhisperDone>(call.callerSays("Monday"))->fate, WhisperFate::Expired);
}

void TestCallStaff::aUsedWhisperDoesNotExpire()
{
    AnsweredCall call({.whisperTurns = 1});
    call.play(Whispered{whisper, ben, words("offer Tuesday")});
    call.play(WhisperDone{whisper, WhisperFate::Used, 1, QStringLiteral("offer")});
    QVERIFY(!recorded<WhisperDone>(call.callerSays("Monday")));
}

void TestCallStaff::tooManyWhispersAreRefused()
{
    AnsweredCall call;
    for (int i = 0; i < whispersWaitingAtMost; ++i)
        QVERIFY(call.play(Whispered{WhisperId(QString::number(i)), ana, words("and")}).isEmpty());
    QCOMPARE(recorded<WhisperDone>(call.play(Whispered{whisper, ana, words("and")}))->step, QStringLiteral("too_many"));
}

QTEST_APPLESS_MAIN(TestCallStaff)
#include "test_call_staff.moc"
