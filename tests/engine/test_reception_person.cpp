// A person for the caller: in danger at once, for the asking, on call, or not at all; and the truth about it.
#include "scripted/reception_stage.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestReceptionPerson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dangerInTheMiddleOfABookingIsAnsweredWithAdviceAtOnce();
    void aPartialIsEnoughForTheAlarm();
    void aLineInDangerIsKeptOpen();
    void whoeverAsksForAPersonWaitsAndHearsTheTruth();
    void whoeverClaimsTheCallIsAnnounced();
    void whoeverClaimsAndDoesNotComeIsNotCountedOn();
    void atNightNobodyIsAlarmedForAWish();
    void thoseOnCallAreRungOneAfterTheOther();
    void whoeverAnswersThePhoneHasTheCall();
    void everyEscalationSaysWhoCallsAndWhatFor();
};

namespace {

const Asker nurse{StaffId(u"joy"_s), Role::Supervisor};

} // namespace

void TestReceptionPerson::dangerInTheMiddleOfABookingIsAnsweredWithAdviceAtOnce()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i want to book my dad a check up");
    const QString advice = stage.says(call, "wait he just fell down and he is not breathing");
    QVERIFY2(advice.startsWith(u"This is an emergency. Please hang up and call 9"_s), qPrintable(advice));
    QCOMPARE(stage.all<Escalated>(call).size(), 1);
    QCOMPARE(stage.all<Escalated>(call)[0].gravity, Gravity::Emergency);
    QCOMPARE(stage.all<DangerSeen>(call).size(), 1);
    QVERIFY(!stage.says(call, "ok thank you so monday at nine then").contains(u"Monday"_s)); // no booking by itself
}

void TestReceptionPerson::aPartialIsEnoughForTheAlarm()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.ears.beginsToHear(call, u"my husband is not breathing"_s);
    stage.turns(1);
    QCOMPARE(stage.all<Escalated>(call).size(), 1);
    QVERIFY(stage.hears(call).startsWith(u"This is an emergency."_s));
    QVERIFY(!stage.all<Heard>(call)[0].final);
    const qsizetype said = stage.all<Said>(call).size();
    stage.ears.hears(call, u"my husband is not breathing please help"_s);
    stage.hears(call);
    QVERIFY(stage.all<Heard>(call).constLast().heeded); // what was answered is not cut off by its own end
    QCOMPARE(stage.all<Said>(call).size(), said);
}

void TestReceptionPerson::aLineInDangerIsKeptOpen()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "my chest hurts and my arm is numb");
    const QString told = stage.passes(call, 5min);
    QVERIFY2(told.contains(u"Nobody here can take the call this moment"_s), qPrintable(told));
    QVERIFY(stage.summary(call).live());
    QVERIFY(stage.all<EscalationExpired>(call).isEmpty());
}

void TestReceptionPerson::whoeverAsksForAPersonWaitsAndHearsTheTruth()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    QCOMPARE(stage.says(call, "can i just talk to a human"),
             u"One moment please, I am asking somebody to come to the phone."_s);
    QVERIFY(stage.passes(call, 20s).contains(u"still trying"_s));
    const QString told = stage.passes(call, 40s);
    QVERIFY2(told.contains(u"Nobody can take the call right now, but I can take a message"_s), qPrintable(told));
    QVERIFY(!told.contains(u"connecting you"_s));
    QCOMPARE(stage.all<EscalationExpired>(call).size(), 1);
}

void TestReceptionPerson::whoeverClaimsTheCallIsAnnounced()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.presses(call, "0");
    const EscalationId raised = stage.all<Escalated>(call)[0].escalation;
    QVERIFY(stage.engine->ask(call, nurse, verb::Claim{raised}));
    QVERIFY(stage.hears(call).contains(u"connecting you with the front desk"_s));
    QCOMPARE(stage.passes(call, 20s), QString());
}

void TestReceptionPerson::whoeverClaimsAndDoesNotComeIsNotCountedOn()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.presses(call, "0");
    QVERIFY(stage.engine->ask(call, nurse, verb::Claim{stage.all<Escalated>(call)[0].escalation}));
    const QString told = stage.passes(call, 2min);
    QCOMPARE(stage.all<ClaimLapsed>(call).size(), 1);
    QVERIFY2(told.contains(u"still trying"_s), qPrintable(told));
    QVERIFY2(told.contains(u"Nobody can take the call right now"_s), qPrintable(told));
}

void TestReceptionPerson::atNightNobodyIsAlarmedForAWish()
{
    ReceptionStage stage;
    stage.clock.pass(12h);
    const CallId call = stage.calls();
    stage.hears(call);
    const QString told = stage.says(call, "can i just talk to a human");
    QVERIFY2(told.contains(u"Nobody can take the call right now"_s), qPrintable(told));
    QVERIFY(stage.all<Escalated>(call).isEmpty());
    stage.says(call, "my father is not breathing");
    QCOMPARE(stage.all<Escalated>(call).size(), 1);
}

namespace {

ReceptionStage::Choices withOnCall()
{
    ReceptionStage::Choices choices;
    choices.clinic.escalation.onCall =
        OnCallLadder{{{u"Ana"_s, u"+12175550171"_s, 30}, {u"Ben"_s, u"+12175550172"_s, 30}}};
    return choices;
}

QStringList dialled(const ReceptionStage &stage) { return stage.line.orders.filter(u"dial"_s); }

} // namespace

void TestReceptionPerson::thoseOnCallAreRungOneAfterTheOther()
{
    ReceptionStage stage(withOnCall());
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "my husband is not breathing");
    stage.passes(call, 1s);
    QCOMPARE(dialled(stage).size(), 1);
    stage.passes(call, 30s);
    QCOMPARE(dialled(stage).size(), 2);
    QCOMPARE(stage.all<ListenAsked>(call).size(), 3); // rung, let go, rung
    stage.passes(call, 40s);
    QCOMPARE(dialled(stage).size(), 2);
    QVERIFY(stage.summary(call).live());
}

void TestReceptionPerson::whoeverAnswersThePhoneHasTheCall()
{
    ReceptionStage stage(withOnCall());
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "my husband is not breathing");
    stage.passes(call, 1s);
    const LegId leg(dialled(stage)[0].section(u' ', 1));
    Q_EMIT stage.line.connected(leg, MediaPath{});
    stage.turns();
    stage.sound.arranges(call); // they listen
    stage.turns();
    stage.sound.arranges(call); // and have it
    stage.turns();
    QCOMPARE(stage.summary(call).takenOverBy, StaffId(u"on_call_1"_s));
    QCOMPARE(stage.passes(call, 60s), QString());
}

void TestReceptionPerson::everyEscalationSaysWhoCallsAndWhatFor()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up on monday");
    stage.says(call, "the first one");
    stage.says(call, "laura benning");
    stage.says(call, "please let me speak to a person");
    const QString reason = stage.all<Escalated>(call)[0].reason.reveal();
    for (const QString &told : {u"Laura Benning"_s, u"check_up"_s, u"speak to a person"_s})
        QVERIFY2(reason.contains(told), qPrintable(reason));
}

QTEST_GUILESS_MAIN(TestReceptionPerson)
#include "test_reception_person.moc"
