#include "scripted/scripted_call.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

const StaffId ana(QStringLiteral("ana")), ben(QStringLiteral("ben"));
const EscalationId firstEscalation(QStringLiteral("c1-e1"));
using State = EscalationSummary::State;

const KeyPressed zero{PrivateText(QStringLiteral("0"))};
const DangerSeen danger{.gravity = Gravity::Emergency, .words = PrivateText(QStringLiteral("cannot breathe"))};

} // namespace

class TestCallAlarm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dangerRaisesAnAlarmAtOnce();
    void theSameDangerRaisesOneAlarm();
    void graverDangerRaisesAnother();
    void theKeyZeroAsksForAPerson();
    void otherKeysDoNot();
    void anEscalationIsClaimedOnce();
    void aResolvedEscalationLetsTheConversationGoOn();
    void nobodyCameIsToldToTheCaller();
    void anEmergencyStaysUntilAPersonClosesIt();
    void aDroppedEmergencyStaysOpenUntilAPersonClosesIt();
    void anUrgentWishExpiresAfterTheEndToo();
    void dangerUnderstoodAfterTheEndStillRaisesTheAlarm();
    void nobodyHangsUpOnAnEmergency();
};

void TestCallAlarm::dangerRaisesAnAlarmAtOnce()
{
    ScriptedCall call;
    call.isAnswered();
    const CallOrders orders = call.play(danger);
    QVERIFY2(orders[1] == CallOrder(RaiseAlarm{firstEscalation, Gravity::Emergency}), qPrintable(kindsOf(orders)));
    QCOMPARE(call.escalation().reason.reveal(), QStringLiteral("cannot breathe"));
    QCOMPARE(call.summary().phase, CallPhase::Escalation);
}

void TestCallAlarm::theSameDangerRaisesOneAlarm()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(danger);
    QVERIFY(call.play(danger).isEmpty());
    call.play(Claimed{firstEscalation, ana});
    QCOMPARE(count<RaiseAlarm>(call.play(danger)), 1); // claimed, but nobody is there yet
}

void TestCallAlarm::graverDangerRaisesAnother()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(zero);
    QCOMPARE(count<RaiseAlarm>(call.play(danger)), 1);
    QCOMPARE(call.summary().escalations.size(), 2);
}

void TestCallAlarm::theKeyZeroAsksForAPerson()
{
    ScriptedCall call({.asksExpiresAfter = 5min});
    call.isAnswered();
    const CallOrders orders = call.play(zero);
    QVERIFY(inThisOrder(orders, {RaiseAlarm{firstEscalation, Gravity::Asks}, Think{2}}));
    QVERIFY(call.escalation().expires == call.now + 5min);
    QCOMPARE(count<RaiseAlarm>(call.play(zero)), 0);
}

void TestCallAlarm::otherKeysDoNot()
{
    ScriptedCall call;
    call.isAnswered();
    QVERIFY(call.play(KeyPressed{PrivateText(QStringLiteral("1"))}).isEmpty());
}

void TestCallAlarm::anEscalationIsClaimedOnce()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(danger);
    QVERIFY(has(call.play(Claimed{firstEscalation, ana}), ClearAlarm{firstEscalation}));
    QVERIFY(call.play(Claimed{firstEscalation, ana}).isEmpty());
    const CallOrders orders = call.play(Claimed{firstEscalation, ben});
    QVERIFY(first<Refuse>(orders)->why.detail.contains(QStringLiteral("ana")));
    QVERIFY(call.escalation().staff == ana);
    QCOMPARE(count<Refuse>(call.play(Claimed{EscalationId(QStringLiteral("other")), ben})), 1);
}

void TestCallAlarm::aResolvedEscalationLetsTheConversationGoOn()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(danger);
    QVERIFY(has(call.play(EscalationResolved{firstEscalation, ana}), ClearAlarm{firstEscalation}));
    QCOMPARE(call.escalation().state, State::Resolved);
    QCOMPARE(call.summary().phase, CallPhase::Intake);
}

void TestCallAlarm::nobodyCameIsToldToTheCaller()
{
    ScriptedCall call({.asksExpiresAfter = 5min});
    call.isAnswered();
    call.play(zero);
    const CallOrders orders = call.passes(5min);
    QVERIFY(inThisOrder(orders, {Record{EscalationExpired{firstEscalation}}, ClearAlarm{firstEscalation}, Think{3}}));
    QCOMPARE(call.escalation().state, State::Expired);
}

void TestCallAlarm::anEmergencyStaysUntilAPersonClosesIt()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(danger);
    QCOMPARE(count<ClearAlarm>(call.passes(1000h)), 0);
    QCOMPARE(count<ClearAlarm>(call.play(EscalationExpired{firstEscalation})), 0);
    QCOMPARE(call.escalation().state, State::Open);
}

void TestCallAlarm::aDroppedEmergencyStaysOpenUntilAPersonClosesIt()
{
    ScriptedCall call({.sessionTtl = 1h});
    call.isAnswered();
    call.play(danger);
    QCOMPARE(count<ClearAlarm>(call.play(Dropped{EndCause::LineLost, 0})), 0);
    call.passes(1000h);
    QCOMPARE(call.escalation().state, State::Open);
    QVERIFY(!call.call.settled());
    QCOMPARE(count<ClearAlarm>(call.play(Claimed{firstEscalation, ana})), 1);
    call.play(EscalationResolved{firstEscalation, ana});
    QVERIFY(call.call.settled());
}

void TestCallAlarm::anUrgentWishExpiresAfterTheEndToo()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(zero);
    call.play(Ended{});
    QCOMPARE(count<Think>(call.passes(1h)), 0);
    QCOMPARE(call.escalation().state, State::Expired);
}

void TestCallAlarm::dangerUnderstoodAfterTheEndStillRaisesTheAlarm()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(Ended{});
    const CallOrders orders = call.play(danger);
    QCOMPARE(count<RaiseAlarm>(orders), 1);
    QCOMPARE(orders.size(), 2); // recorded, raised, nothing else
}

void TestCallAlarm::nobodyHangsUpOnAnEmergency()
{
    ScriptedCall call;
    call.isAnswered();
    call.assistantSays("Good bye.");
    call.play(EndAsked{});
    call.callerSays("my chest hurts");
    QCOMPARE(count<Think>(call.play(danger)), 1);
    call.play(Played{1, 1, PlayedHow::Cut});
    call.passes(10min);
    QVERIFY(call.summary().live());
}

QTEST_APPLESS_MAIN(TestCallAlarm)
#include "test_call_alarm.moc"
