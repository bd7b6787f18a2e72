// A caller whose line went dead calls again.
#include "scripted/reception_stage.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestReceptionReturn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameCallerGoesOnWhereTheLineWentDead();
    void whoeverHangsUpInTheMiddleMayGoOnToo();
    void somebodyElseHearsNothingOfIt();
    void afterItsTimeTheCallBeginsAnew();
    void aCallOfAnEngineThatDiedIsGoneOnWith();
    void aSlowLookUpKeepsNobodyWaiting();
    void whoeverWasCutOffInDangerGetsAdviceAtOnce();
};

namespace {

CallId cutOff(ReceptionStage &stage)
{
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "flu shot on friday at nine please");
    stage.says(call, "sofia marin");
    return call;
}

} // namespace

void TestReceptionReturn::theSameCallerGoesOnWhereTheLineWentDead()
{
    ReceptionStage stage;
    const CallId first = cutOff(stage);
    stage.line.dies(first);
    stage.turns();
    stage.clock.pass(4min);
    const CallId call = stage.calls();
    QVERIFY(stage.hears(call).endsWith(u"Welcome back, it seems we were cut off. Shall we go on where we left off?"_s));
    QVERIFY(!stage.says(call, "yes").contains(u"Sofia"_s)); // nothing private before it is known who calls
    stage.says(call, "sofia marin");
    const QString on = stage.says(call, "october nineteenth two thousand nine");
    QVERIFY2(on.startsWith(u"Thank you. Let us go on where we left off."_s), qPrintable(on));
    QCOMPARE(stage.all<SessionVerified>(first).size(), 1);
    QCOMPARE(stage.all<SessionResumed>(first)[0].by, call);
    stage.says(call, "this one");
    stage.says(call, "yes");
    QCOMPARE(stage.diaryRows().size(), 1);
    QVERIFY(stage.gone.contains(first)); // nothing waits for its caller any more
}

void TestReceptionReturn::whoeverHangsUpInTheMiddleMayGoOnToo()
{
    ReceptionStage stage;
    const CallId first = cutOff(stage);
    stage.line.hangsUp(first);
    stage.turns();
    QCOMPARE(stage.all<Dropped>(first).size(), 1);
    QVERIFY(stage.hears(stage.calls()).contains(u"Welcome back"_s));
}

void TestReceptionReturn::somebodyElseHearsNothingOfIt()
{
    ReceptionStage stage;
    const CallId first = cutOff(stage);
    stage.line.dies(first);
    stage.turns();
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "yes");
    stage.says(call, "ivo marin");
    QCOMPARE(stage.says(call, "second of june nineteen eighty"), u"How can I help you?"_s);
    QVERIFY(stage.all<SessionResumed>(first).isEmpty());
}

void TestReceptionReturn::afterItsTimeTheCallBeginsAnew()
{
    ReceptionStage::Choices choices;
    choices.clinic.sessionTtlSeconds = 600;
    ReceptionStage stage(choices);
    stage.line.dies(cutOff(stage));
    stage.turns();
    stage.clock.pass(11min);
    QVERIFY(stage.hears(stage.calls()).endsWith(u"How can I help you?"_s));
}

void TestReceptionReturn::aCallOfAnEngineThatDiedIsGoneOnWith()
{
    ReceptionStage stage;
    const CallId first = cutOff(stage);
    stage.restarts(); // and finds in the journal that the call was live
    QCOMPARE(stage.all<Dropped>(first)[0].cause, EndCause::EngineLost);
    const CallId call = stage.calls();
    QVERIFY(stage.hears(call).contains(u"Welcome back"_s));
    stage.says(call, "yes");
    stage.says(call, "sofia marin");
    QVERIFY(stage.says(call, "october nineteenth two thousand nine").contains(u"go on where we left off"_s));
}

void TestReceptionReturn::aSlowLookUpKeepsNobodyWaiting()
{
    ReceptionStage stage;
    stage.line.dies(cutOff(stage));
    stage.turns();
    stage.slowLookUp = true;
    const CallId call = stage.calls();
    stage.hears(call); // the greeting, and nothing after it yet
    QVERIFY(stage.passes(call, 500ms).endsWith(u"How can I help you?"_s));
}

void TestReceptionReturn::whoeverWasCutOffInDangerGetsAdviceAtOnce()
{
    ReceptionStage stage;
    const CallId first = stage.calls();
    stage.hears(first);
    stage.says(first, "my husband is not breathing");
    stage.line.dies(first);
    stage.turns();
    stage.clock.pass(25h); // whatever the time to go on
    const CallId call = stage.calls();
    QVERIFY(stage.hears(call).contains(u"This is an emergency."_s));
    QCOMPARE(stage.all<Escalated>(call)[0].gravity, Gravity::Emergency);
    QVERIFY(stage.hears(stage.calls("+12175550199")).endsWith(u"How can I help you?"_s));
}

QTEST_GUILESS_MAIN(TestReceptionReturn)
#include "test_reception_return.moc"
