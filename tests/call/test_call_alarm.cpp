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
    void aClaimThatIsLeftIdleRingsAgain();
    void whoeverListensSpeaksOrWritesKeepsTheClaim_data();
    void whoeverListensSpeaksOrWritesKeepsTheClaim();
    void askingToListenIsNotListening();
    void aWishWhoseClaimLapsedWaitsAsLongAsANewOne();
    void anIdleClaimRingsAgainAfterTheEndToo();
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

void TestCallAlarm::aClaimThatIsLeftIdleRingsAgain()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(danger);
    call.play(Claimed{firstEscalation, ana});
    QVERIFY(call.passes(30s - 1ms).isEmpty());
    QVERIFY(inThisOrder(call.passes(1ms),
                        {Record{ClaimLapsed{firstEscalation, 0}}, RaiseAlarm{firstEscalation, Gravity::Emergency}}));
    QCOMPARE(call.escalation().state, State::Open);
    QVERIFY(call.escalation().staff == ana); // whose claim it was is shown
    QVERIFY(has(call.play(Claimed{firstEscalation, ben}), ClearAlarm{firstEscalation}));
    QVERIFY(call.escalation().staff == ben);
    QCOMPARE(count<RaiseAlarm>(call.passes(30s)), 1);
}

void TestCallAlarm::whoeverListensSpeaksOrWritesKeepsTheClaim_data()
{
    const PrivateText words(QStringLiteral("is on the way"));
    QTest::addColumn<QList<Happening>>("before"); // the claim
    QTest::addColumn<QList<Happening>>("after");
    QTest::newRow("listens") << QList<Happening>{} << QList<Happening>{StaffListening{ana}};
    QTest::newRow("listened already") << QList<Happening>{StaffListening{ana}} << QList<Happening>{};
    QTest::newRow("somebody else listens") << QList<Happening>{} << QList<Happening>{StaffListening{ben}};
    QTest::newRow("listened for a moment")
        << QList<Happening>{} << QList<Happening>{StaffListening{ana}, StaffListening{ana, false}};
    QTest::newRow("whispers") << QList<Happening>{} << QList<Happening>{StaffWhispering{ana}};
    QTest::newRow("barges in") << QList<Happening>{} << QList<Happening>{BargedIn{ana}};
    QTest::newRow("takes over") << QList<Happening>{} << QList<Happening>{TakeOverAsked{ana}, TookOver{ana}};
    QTest::newRow("writes a note") << QList<Happening>{} << QList<Happening>{NoteWritten{ana, words}};
    QTest::newRow("lets the assistant say it")
        << QList<Happening>{}
        << QList<Happening>{Said{.turn = 2, .sentence = 9, .by = SpokenBy::StaffTyped, .staff = ana, .words = words}};
}

void TestCallAlarm::whoeverListensSpeaksOrWritesKeepsTheClaim()
{
    QFETCH(QList<Happening>, before);
    QFETCH(QList<Happening>, after);
    ScriptedCall call;
    call.isAnswered();
    call.play(danger);
    for (const Happening &what : std::as_const(before))
        call.play(what);
    call.play(Claimed{firstEscalation, ana});
    for (const Happening &what : std::as_const(after))
        call.play(what);
    QCOMPARE(count<RaiseAlarm>(call.passes(10min)), 0);
    QCOMPARE(call.escalation().state, State::Claimed);
}

void TestCallAlarm::askingToListenIsNotListening()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(danger);
    call.play(Claimed{firstEscalation, ana});
    call.play(ListenAsked{ana});
    QCOMPARE(count<RaiseAlarm>(call.passes(30s)), 1);
}

void TestCallAlarm::aWishWhoseClaimLapsedWaitsAsLongAsANewOne()
{
    ScriptedCall call({.asksExpiresAfter = 5min});
    call.isAnswered();
    call.play(zero);
    call.passes(4min + 50s);
    call.play(Claimed{firstEscalation, ana});
    QCOMPARE(count<RaiseAlarm>(call.passes(30s)), 1);
    QCOMPARE(count<ClearAlarm>(call.passes(5min - 1ms)), 0);
    QCOMPARE(count<ClearAlarm>(call.passes(1ms)), 1);
    QCOMPARE(call.escalation().state, State::Expired);
}

void TestCallAlarm::anIdleClaimRingsAgainAfterTheEndToo()
{
    ScriptedCall call;
    call.isAnswered();
    call.play(danger);
    call.play(Dropped{EndCause::LineLost, 0});
    call.play(Claimed{firstEscalation, ana});
    QCOMPARE(count<RaiseAlarm>(call.passes(30s)), 1);
    call.play(Claimed{firstEscalation, ana});
    call.play(NoteWritten{ana, PrivateText(QStringLiteral("called back"))});
    QVERIFY(call.passes(1h).isEmpty());
}

QTEST_APPLESS_MAIN(TestCallAlarm)
#include "test_call_alarm.moc"
