// Who may speak when, on a live call: the caller interrupts, coughs, says "mm-hm", stops and goes on.
#include "scripted/reception_stage.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestReceptionTurns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aCallersOnsetPausesTheAssistantAndACoughLetsItGoOn();
    void wordsCutTheAssistantAndTheTranscriptSaysWhere();
    void afterAnInterruptionNothingIsSaidIntoTheCallersTurn();
    void anInterruptionThatComesToNothingIsAskedAbout();
    void lastWordsAreSpokenToTheirEnd();
    void dangerDoesNotWaitForTheEndOfATurn();
    void theAssistantsOwnWarningRaisesNoAlarm();
    void aDeafEarPausesNobody();
    void theAdviceIsHeardWholeWhateverElseIsSaid();
    void afterTheAdviceWhoeverTellsOfMoreDangerIsAnswered();
    void aPlainYesIsNeverDoubted();

private:
    void speaksNext() // the assistant, whose sentence is still being played
    {
        m_stage->turns();
        m_stage->voice.says(m_stage->voice.asked.constLast());
        m_stage->turns();
        m_stage->sound.begins(m_call, 200);
    }
    void begins() { Q_EMIT m_stage->sound.callerSpeech(m_call, true, {}); }
    bool paused() const { return m_stage->sound.paused.value(m_call); }

    std::unique_ptr<ReceptionStage> m_stage;
    CallId m_call;
};

void TestReceptionTurns::init()
{
    m_stage = std::make_unique<ReceptionStage>();
    m_call = m_stage->calls();
    m_stage->hears(m_call);
    m_stage->ears.hears(m_call, u"i need a check up"_s);
    speaksNext();
}

void TestReceptionTurns::aCallersOnsetPausesTheAssistantAndACoughLetsItGoOn()
{
    begins();
    QVERIFY(paused());
    Q_EMIT m_stage->sound.callerSpeech(m_call, false, {});
    m_stage->clock.pass(1s);
    QVERIFY(!paused());
    m_stage->sound.playsAll(m_call);
    QCOMPARE(m_stage->all<Played>(m_call).constLast().how, PlayedHow::Whole);
}

void TestReceptionTurns::wordsCutTheAssistantAndTheTranscriptSaysWhere()
{
    const Sentence spoken = m_stage->voice.asked.constLast();
    Q_EMIT m_stage->voice.timed(m_call, spoken.turn, spoken.number, {{0, 0}, {5, 250}, {9, 2'000}});
    begins();
    m_stage->ears.beginsToHear(m_call, u"on tuesday please"_s);
    m_stage->turns();
    const Played cut = m_stage->all<Played>(m_call).constLast();
    QCOMPARE(cut.how, PlayedHow::Cut);
    QCOMPARE(cut.heardCharacters, 9); // 500 ms: the first two words
    const QString answer = m_stage->says(m_call, "on tuesday please");
    QVERIFY2(!answer.isEmpty(), qPrintable(answer));
    QCOMPARE(m_stage->all<Heard>(m_call).constLast().words.reveal(), u"on tuesday please"_s);
}

void TestReceptionTurns::afterAnInterruptionNothingIsSaidIntoTheCallersTurn()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.turns();
    stage.voice.says(stage.voice.asked.constLast());
    stage.turns();
    stage.sound.begins(call, 200);
    Q_EMIT stage.sound.callerSpeech(call, true, {});
    stage.ears.beginsToHear(call, u"hello i would like"_s);
    const qsizetype said = stage.voice.asked.size();
    stage.turns();
    stage.clock.pass(3s);
    stage.turns();
    QCOMPARE(stage.voice.asked.size(), said);
    QVERIFY(stage.says(call, "hello i would like to book a check up").contains(u"day"_s));
}

void TestReceptionTurns::anInterruptionThatComesToNothingIsAskedAbout()
{
    begins();
    m_stage->ears.beginsToHear(m_call, u"what is"_s);
    m_stage->turns();
    m_stage->ears.hears(m_call, {});
    QVERIFY(!m_stage->passes(m_call, 20s).isEmpty());
}

void TestReceptionTurns::lastWordsAreSpokenToTheirEnd()
{
    m_stage->hears(m_call);
    m_stage->says(m_call, "never mind");
    m_stage->ears.hears(m_call, u"no thank you goodbye"_s);
    speaksNext();
    if (m_stage->all<EndAsked>(m_call).isEmpty())
        QSKIP("the goodbye is not the last sentence");
    begins();
    m_stage->ears.beginsToHear(m_call, u"have a nice day too"_s);
    m_stage->turns();
    QVERIFY(!paused());
    m_stage->sound.playsAll(m_call);
    QCOMPARE(m_stage->all<Played>(m_call).constLast().how, PlayedHow::Whole);
}

void TestReceptionTurns::dangerDoesNotWaitForTheEndOfATurn()
{
    begins();
    m_stage->ears.beginsToHear(m_call, u"my husband is not breathing"_s);
    m_stage->turns();
    QCOMPARE(m_stage->all<Escalated>(m_call).size(), 1);
}

void TestReceptionTurns::theAssistantsOwnWarningRaisesNoAlarm()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.turns();
    const Sentence greeting = stage.voice.asked.constLast();
    stage.voice.says(greeting);
    stage.turns();
    stage.sound.begins(call, 200);
    Q_EMIT stage.sound.callerSpeech(call, true, {});
    stage.ears.beginsToHear(call, u"if this is an emergency please hang up"_s);
    stage.turns();
    QVERIFY(stage.all<Escalated>(call).isEmpty());
    QVERIFY(stage.all<Played>(call).isEmpty());
}

void TestReceptionTurns::aDeafEarPausesNobody()
{
    m_stage->ears.fails(m_call);
    begins();
    QVERIFY(!paused());
}

void TestReceptionTurns::theAdviceIsHeardWholeWhateverElseIsSaid()
{
    begins();
    m_stage->ears.beginsToHear(m_call, u"my husband has chest pain"_s);
    m_stage->turns();
    for (const Sentence &sentence : m_stage->voice.asked.last(2))
        m_stage->voice.says(sentence);
    m_stage->turns();
    m_stage->sound.begins(m_call, 200);
    m_stage->ears.hears(m_call, u"my husband has chest pain"_s);
    begins();
    m_stage->ears.beginsToHear(m_call, u"and he can not breathe"_s);
    m_stage->ears.hears(m_call, u"and he can not breathe"_s);
    m_stage->turns();
    QVERIFY(m_stage->all<Escalated>(m_call).size() >= 1);
    const QString advice = m_stage->hears(m_call);
    QCOMPARE(m_stage->all<Played>(m_call).constLast().how, PlayedHow::Whole);
    const auto said = m_stage->all<Said>(m_call);
    const auto played = m_stage->all<Played>(m_call);
    for (const Said &each : said)
        if (each.words.reveal().contains(u"This is an emergency"_s))
            for (const Played &how : played)
                if (how.sentence == each.sentence)
                    QCOMPARE(how.how, PlayedHow::Whole);
}

void TestReceptionTurns::afterTheAdviceWhoeverTellsOfMoreDangerIsAnswered()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    QVERIFY(stage.says(call, "my husband has chest pain").contains(u"This is an emergency"_s));
    stage.passes(call, 13s); // nobody comes, and the caller is asked
    const QString answer = stage.says(call, "no and now he is not breathing and his lips are blue");
    QVERIFY2(answer.contains(u"911"_s), qPrintable(answer));
}

void TestReceptionTurns::aPlainYesIsNeverDoubted()
{
    ReceptionStage stage({.rules = {.cautious = true}});
    const CallId call = stage.calls();
    stage.hears(call);
    QVERIFY(stage.says(call, "i need a check up", false).startsWith(u"I understood: i need a check up"_s));
    QVERIFY(stage.says(call, "yes", false).contains(u"What day"_s));
}

QTEST_GUILESS_MAIN(TestReceptionTurns)
#include "test_reception_turns.moc"
