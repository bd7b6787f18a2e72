// Staff take a call and give it back; the assistant listens along, learns, and can be guided.
#include "scripted/reception_stage.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestReceptionStaff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whileStaffHaveTheCallTheAssistantLearnsInSilence();
    void handedBackItGoesOnWithAllThatWasSaid();
    void nothingIsBookedWhileStaffHaveTheCall();
    void dangerIsHeardWhileStaffHaveTheCallToo();
    void dangerThatStaffHeardIsAnsweredWhenTheirLineDies();
    void dangerThatStaffSawToIsNotAnsweredTwice();
    void whatWasUnderstoodIsNotedAtTheHandBack();
    void aLostConsoleGivesTheCallerBackToTheTalk();
    void aWhisperFillsInWhatTheCallerWouldBeAskedFor();
    void aWhisperThatCannotBeUsedIsRefused();
};

namespace {

const Asker nurse{StaffId(u"joy"_s), Role::Supervisor};

LegId staffLeg(const ReceptionStage &stage) // dialled last
{
    return LegId(stage.line.orders.filter(u"dial"_s).constLast().section(u' ', 1));
}

void takesOver(ReceptionStage &stage, const CallId &call)
{
    QVERIFY(stage.engine->ask(call, nurse, verb::TakeOver{}));
    Q_EMIT stage.line.connected(staffLeg(stage), MediaPath{});
    stage.turns();
    stage.sound.arranges(call);
    stage.turns();
    QCOMPARE(stage.summary(call).takenOverBy, nurse.staff);
}

} // namespace

void TestReceptionStaff::whileStaffHaveTheCallTheAssistantLearnsInSilence()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up");
    takesOver(stage, call);
    QCOMPARE(stage.says(call, "monday would be good"), QString());
    QCOMPARE(stage.summary(call).intake.value(u"date"_s).value.reveal(), u"2025-10-13"_s);
    QCOMPARE(stage.passes(call, 60s), QString());
}

void TestReceptionStaff::handedBackItGoesOnWithAllThatWasSaid()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up");
    takesOver(stage, call);
    stage.says(call, "monday would be good");
    QVERIFY(stage.engine->ask(call, nurse, verb::HandBack{}));
    QVERIFY(stage.hears(call).startsWith(u"I have Monday the 13th of October"_s)); // the day is not asked for again
}

void TestReceptionStaff::nothingIsBookedWhileStaffHaveTheCall()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    for (const char *words : {"i need a check up on monday", "the first one", "laura benning",
                              "june third nineteen eighty", "this number is fine"})
        stage.says(call, words);
    takesOver(stage, call);
    stage.says(call, "yes that is right");
    QVERIFY(stage.diaryRows().isEmpty());
    QVERIFY(stage.engine->ask(call, nurse, verb::HandBack{}));
    QVERIFY(stage.hears(call).startsWith(u"Let me read that back"_s));
    stage.says(call, "yes");
    QCOMPARE(stage.diaryRows().size(), 1);
}

void TestReceptionStaff::dangerIsHeardWhileStaffHaveTheCallToo()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    takesOver(stage, call);
    QCOMPARE(stage.says(call, "my husband is not breathing"), QString());
    QCOMPARE(stage.all<DangerSeen>(call).size(), 1);
}

void TestReceptionStaff::dangerThatStaffHeardIsAnsweredWhenTheirLineDies()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    takesOver(stage, call);
    stage.says(call, "my husband is not breathing");
    Q_EMIT stage.line.ended(staffLeg(stage), EndCause::CallerHungUp);
    const QString told = stage.hears(call);
    QVERIFY2(told.contains(u"This is an emergency"_s), qPrintable(told));
}

void TestReceptionStaff::dangerThatStaffSawToIsNotAnsweredTwice()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up");
    takesOver(stage, call);
    stage.says(call, "my husband is not breathing");
    QVERIFY(stage.engine->ask(call, nurse, verb::HandBack{}));
    const QString told = stage.hears(call);
    QVERIFY2(!told.contains(u"This is an emergency"_s), qPrintable(told));
}

void TestReceptionStaff::whatWasUnderstoodIsNotedAtTheHandBack()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up on monday");
    takesOver(stage, call);
    QVERIFY(stage.engine->ask(call, nurse, verb::HandBack{}));
    stage.hears(call);
    const auto notes = stage.all<NoteWritten>(call);
    QCOMPARE(notes.size(), 1);
    QVERIFY(notes[0].staff.isEmpty());
    QVERIFY2(notes[0].words.reveal().contains(u"book"_s), qPrintable(notes[0].words.reveal()));
}

void TestReceptionStaff::aLostConsoleGivesTheCallerBackToTheTalk()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up");
    takesOver(stage, call);
    Q_EMIT stage.line.ended(staffLeg(stage), EndCause::CallerHungUp);
    const QString told = stage.hears(call);
    QVERIFY2(told.startsWith(u"We lost the person you spoke with."_s), qPrintable(told));
    QVERIFY2(told.endsWith(u"What day would suit you?"_s), qPrintable(told));
    QCOMPARE(stage.all<Escalated>(call).size(), 1);
}

void TestReceptionStaff::aWhisperFillsInWhatTheCallerWouldBeAskedFor()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need an appointment");
    QVERIFY(stage.engine->ask(call, nurse, verb::Whisper{.words = PrivateText(u"monday"_s)}));
    QCOMPARE(stage.hears(call), QString()); // the caller hears nothing of it
    QCOMPARE(stage.summary(call).intake.value(u"date"_s).source, SlotSource::Staff);
    QVERIFY(stage.says(call, "a check up").startsWith(u"I have Monday"_s));
    const auto done = stage.all<WhisperDone>(call);
    QCOMPARE(done.size(), 1);
    QCOMPARE(done[0].fate, WhisperFate::Used);
    QVERIFY(!done[0].step.isEmpty());
}

void TestReceptionStaff::aWhisperThatCannotBeUsedIsRefused()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    QVERIFY(stage.engine->ask(call, nurse, verb::Whisper{.words = PrivateText(u"be a bit more cheerful"_s)}));
    stage.turns();
    QCOMPARE(stage.all<WhisperDone>(call)[0].fate, WhisperFate::Refused);
}

QTEST_GUILESS_MAIN(TestReceptionStaff)
#include "test_reception_staff.moc"
