// What is promised to a caller, and what is done in the diary: never the one without the other.
#include "scripted/reception_stage.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestReceptionDiary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSlowDiaryIsBridgedByAWord();
    void aDiaryThatIsAwayLeadsToAMessage();
    void aBookingThatComesTooLateIsTakenBack();
    void anAnswerThatNobodyWaitsForIsDroppedAndItsTimeLetGo();
    void aTimeThatIsKeptIsLetGoWhenTheLineGoesDead();
    void oneOfTwoCallersGetsTheLastTime();
    void aMessageIsPromisedOnceItIsKept();
};

namespace {

void comesToTheReadBack(ReceptionStage &stage, const CallId &call)
{
    stage.hears(call);
    for (const char *words : {"i need a check up on monday", "the first one", "laura benning",
                              "june third nineteen eighty", "this number is fine"})
        stage.says(call, words);
}

} // namespace

void TestReceptionDiary::aSlowDiaryIsBridgedByAWord()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.diary->slow = true;
    QCOMPARE(stage.says(call, "i need a check up on monday"), QString());
    QCOMPARE(stage.passes(call, 3s), u"One moment, I am looking."_s);
    QCOMPARE(stage.passes(call, 3s), QString()); // once is enough
    stage.diary->answers();
    QVERIFY(stage.hears(call).startsWith(u"I have Monday"_s));
}

void TestReceptionDiary::aDiaryThatIsAwayLeadsToAMessage()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    comesToTheReadBack(stage, call);
    stage.diary->away = true;
    const QString told = stage.says(call, "yes that is right");
    QVERIFY2(told.contains(u"nothing is booked yet"_s), qPrintable(told));
    QVERIFY(stage.diaryRows().isEmpty());
}

void TestReceptionDiary::aBookingThatComesTooLateIsTakenBack()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    comesToTheReadBack(stage, call);
    stage.diary->slow = true;
    QCOMPARE(stage.says(call, "yes that is right"), QString());
    QVERIFY(stage.says(call, "hello").contains(u"One moment"_s)); // nothing else is talked of meanwhile
    const QString told = stage.passes(call, 10s);
    QVERIFY2(told.contains(u"nothing is booked yet"_s), qPrintable(told));
    stage.diary->slow = false;
    stage.diary->answers();
    stage.turns();
    QVERIFY(stage.diaryRows().isEmpty());
    QVERIFY(!stage.hears(call).contains(u"booked"_s));
}

void TestReceptionDiary::anAnswerThatNobodyWaitsForIsDroppedAndItsTimeLetGo()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up on monday");
    stage.diary->slow = true;
    stage.says(call, "the first one");
    stage.line.hangsUp(call);
    stage.turns();
    const int before = stage.diary->released;
    stage.diary->slow = false;
    stage.diary->answers();
    stage.turns();
    QCOMPARE(stage.diary->released, before + 1);
}

void TestReceptionDiary::aTimeThatIsKeptIsLetGoWhenTheLineGoesDead()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up on monday");
    stage.says(call, "the first one");
    QCOMPARE(stage.diary->released, 0);
    stage.line.dies(call);
    stage.turns();
    QCOMPARE(stage.diary->released, 1);
}

void TestReceptionDiary::oneOfTwoCallersGetsTheLastTime()
{
    ReceptionStage::Choices choices;
    choices.clinic.providers.removeLast();
    for (Service &each : choices.clinic.services)
        each.providers = {choices.clinic.providers.first().id};
    ReceptionStage stage(choices);
    const CallId ada = stage.calls("+12175550101"), bob = stage.calls("+12175550102");
    stage.hears(ada);
    stage.hears(bob);
    stage.says(ada, "i need a check up on monday at nine");
    stage.says(bob, "i need a check up on monday at nine");
    for (const CallId &call : {ada, bob}) {
        stage.says(call, "yes");
        for (const char *words : {"laura benning", "june third nineteen eighty", "this number is fine", "yes"})
            stage.says(call, words);
    }
    const auto rows = stage.diaryRows();
    QCOMPARE(
        std::ranges::count_if(rows, [&](const DiaryEntry &each) { return each.visit.starts == rows[0].visit.starts; }),
        1);
    QCOMPARE(stage.all<Booked>(ada).size() + stage.all<Booked>(bob).size(), 0); // the diary's own writing, not ours
    QVERIFY(stage.summary(ada).appointments.size() == 1);
}

void TestReceptionDiary::aMessageIsPromisedOnceItIsKept()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.keepsMessages = false;
    stage.says(call, "could somebody call me back about my insurance card that i lost");
    stage.says(call, "ana ruiz soto");
    const QString early = stage.says(call, "this number is fine");
    QVERIFY2(!early.contains(u"taken your message"_s), qPrintable(early));
    QCOMPARE(stage.all<MessageTaken>(call).size(), 1);
    stage.keepNow();
    QVERIFY(stage.hears(call).contains(u"taken your message"_s));
}

QTEST_GUILESS_MAIN(TestReceptionDiary)
#include "test_reception_diary.moc"
