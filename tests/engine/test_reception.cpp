// A caller talks with the assistant: words in, words out, from the greeting to the row in the diary.
#include "scripted/reception_stage.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestReception : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBookingGoesFromTheGreetingToTheRowInTheDiary();
    void theOpeningSaysWhoSpeaksAndWhatToDialInAnEmergency();
    void aClinicsOwnGreetingIsMadeWhole();
    void whatWasLearntStandsInTheJournal();
    void wordsOverTheGreetingAreAnswered();
    void aQuestionThatWasCutOffIsAskedAgain();
    void whoeverStaysSilentIsAskedTwiceAndThenLetGo();
    void silenceIsCountedFromTheLastWordThatWasPlayed();
    void whatCouldNotBeUnderstoodIsAskedAgain();
    void theWayFromWordsToSoundIsMeasured();
    void whatIsExpectedIsToldToTheEars();
    void afterTheEndNothingIsHeard();
    void theCallersHoldIsWaitedFor();
};

namespace {

const QString question = u"How can I help you?"_s;

} // namespace

void TestReception::aBookingGoesFromTheGreetingToTheRowInTheDiary()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    QVERIFY(stage.hears(call).endsWith(question));
    QCOMPARE(stage.says(call, "hi i need a check up"), u"What day would suit you?"_s);
    QVERIFY(stage.says(call, "monday if possible").startsWith(u"I have Monday the 13th of October"_s));
    QCOMPARE(stage.says(call, "the first one"), u"What is the patient's full name, please?"_s);
    QCOMPARE(stage.says(call, "laura benning"), u"And what is the date of birth?"_s);
    QCOMPARE(stage.says(call, "june third nineteen eighty"), u"What is the best phone number to reach you?"_s);
    QVERIFY(stage.says(call, "this number is fine").startsWith(u"Let me read that back: check-up, Monday"_s));
    QVERIFY(stage.diaryRows().isEmpty());
    QVERIFY(stage.says(call, "yes that is right").startsWith(u"You are booked: check-up on Monday"_s));
    QCOMPARE(stage.diaryRows().size(), 1);
    QCOMPARE(stage.diaryRows()[0].patient.name.reveal(), u"Laura Benning"_s);
    QCOMPARE(stage.diaryRows()[0].call, call);
    QVERIFY(stage.summary(call).appointments.size() == 1);
    QVERIFY(stage.says(call, "no thank you").endsWith(u"Goodbye."_s));
    QCOMPARE(stage.all<Ended>(call)[0].cause, EndCause::AssistantEnded);
    QCOMPARE(stage.gone, QList{call});
}

void TestReception::theOpeningSaysWhoSpeaksAndWhatToDialInAnEmergency()
{
    ReceptionStage stage;
    const QString opening = stage.hears(stage.calls());
    QVERIFY(opening.contains(u"automated assistant"_s));
    QVERIFY(opening.contains(u"9 1 1"_s));
    QCOMPARE(opening.count(u"Rosewood Clinic"_s), 1); // it is greeted once
}

void TestReception::aClinicsOwnGreetingIsMadeWhole()
{
    ReceptionStage::Choices choices;
    choices.clinic.greeting = u"Rosewood, good morning."_s;
    choices.clinic.recording = RecordingPolicy{.enabled = true, .notice = u"This call is recorded."_s};
    ReceptionStage stage(choices);
    const QString opening = stage.hears(stage.calls());
    QVERIFY(opening.startsWith(u"Rosewood, good morning. "_s));
    for (const QString &told : {u"automated assistant"_s, u"dial 9 1 1"_s, u"This call is recorded."_s})
        QVERIFY2(opening.contains(told), qPrintable(told));
    QVERIFY(opening.endsWith(question));
}

void TestReception::whatWasLearntStandsInTheJournal()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up on monday");
    QCOMPARE(stage.all<Heard>(call)[0].words.reveal(), u"i need a check up on monday"_s);
    QCOMPARE(stage.all<Understood>(call)[0].intent, u"book"_s);
    QCOMPARE(stage.summary(call).intake.value(u"service"_s).value.reveal(), u"check_up"_s);
    QCOMPARE(stage.summary(call).intake.value(u"date"_s).value.reveal(), u"2025-10-13"_s);
    QCOMPARE(stage.summary(call).script, u"booking"_s);
}

void TestReception::wordsOverTheGreetingAreAnswered()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.turns();
    QCOMPARE(stage.says(call, "i need a check up"), u"What day would suit you?"_s);
    QVERIFY(stage.all<Played>(call)[0].how != PlayedHow::Whole);
}

void TestReception::aQuestionThatWasCutOffIsAskedAgain()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.ears.hears(call, u"i need a check up"_s);
    stage.turns();
    stage.voice.says(stage.voice.asked.constLast()); // the question begins
    stage.turns();
    stage.sound.cutAfterMs = 20;
    QCOMPARE(stage.says(call, "er the the"), u"What day would suit you?"_s);
    QCOMPARE(stage.engine->calls()[0].node, u"day"_s);
    const auto told = stage.all<Told>(call);
    QVERIFY(std::ranges::none_of(told, [](const Told &each) { return each.what == u"reprompted"_s; }));
}

void TestReception::whoeverStaysSilentIsAskedTwiceAndThenLetGo()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    QCOMPARE(stage.passes(call, 8s), u"Are you still there? "_s + question);
    QCOMPARE(stage.passes(call, 7s), u"Are you still there? "_s + question);
    QCOMPARE(stage.passes(call, 7s), u"I cannot hear you. Please call again. Goodbye."_s);
    QCOMPARE(stage.all<Ended>(call).size(), 1);
}

void TestReception::silenceIsCountedFromTheLastWordThatWasPlayed()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.ears.hears(call, u"i need a check up"_s);
    stage.turns();
    stage.clock.pass(20s); // the question is still being spoken
    QCOMPARE(stage.hears(call), u"What day would suit you?"_s);
    QCOMPARE(stage.passes(call, 6s), QString());
    QVERIFY(!stage.passes(call, 2s).isEmpty());
    Q_EMIT stage.sound.callerSpeech(call, true, {});
    QCOMPARE(stage.passes(call, 30s), QString()); // nobody is asked who speaks
}

void TestReception::whatCouldNotBeUnderstoodIsAskedAgain()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    QVERIFY(!stage.says(call, "").isEmpty());
    QVERIFY(stage.all<Heard>(call).isEmpty());
}

void TestReception::theWayFromWordsToSoundIsMeasured()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.ears.gate = {};
    Q_EMIT stage.sound.callerSpeech(call, true, {});
    stage.clock.pass(1s);
    Q_EMIT stage.sound.callerQuiet(call, 180, {});
    stage.clock.pass(50ms);
    stage.ears.hears(call, u"i need a check up"_s);
    stage.clock.pass(420ms);
    stage.turns();
    stage.clock.pass(30ms);
    stage.voice.says(stage.voice.asked.constLast());
    stage.turns();
    stage.clock.pass(20ms);
    stage.sound.begins(call, 250);
    stage.turns();
    QMap<QString, double> ms;
    for (const Measured &each : stage.all<Measured>(call))
        ms.insert(each.what, each.ms);
    QCOMPARE(ms.value(u"speech_end_to_turn"_s, -1), 650);
    QCOMPARE(ms.value(u"turn_to_words"_s, -1), 0);
    QCOMPARE(ms.value(u"words_to_sound"_s, -1), 30);
    QCOMPARE(ms.value(u"sound_to_packet"_s, -1), 20);
    QCOMPARE(ms.value(u"speech_end_to_packet"_s, -1), 700);
}

void TestReception::whatIsExpectedIsToldToTheEars()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up");
    QCOMPARE(stage.ears.expected.value(call).key, u"date"_s);
}

void TestReception::afterTheEndNothingIsHeard()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.line.hangsUp(call);
    stage.turns();
    QVERIFY(!stage.ears.isOpen(call));
    const qsizetype events = stage.journal.events.size();
    stage.ears.hears(call, u"hello"_s);
    stage.passes(call, 60s);
    QCOMPARE(stage.journal.events.size(), events);
}

void TestReception::theCallersHoldIsWaitedFor()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up");
    Q_EMIT stage.line.connected(LegId(call.text()), MediaPath{.flow = Flow::FromThem});
    stage.turns();
    QCOMPARE(stage.summary(call).status, CallStatus::OnHold);
    QCOMPARE(stage.passes(call, 60s), QString());
    Q_EMIT stage.line.connected(LegId(call.text()), MediaPath{.flow = Flow::BothWays});
    QCOMPARE(stage.hears(call), u"What day would suit you?"_s);
}

QTEST_GUILESS_MAIN(TestReception)
#include "test_reception.moc"
