// What gate, transcriber and mouth tell becomes turns of the caller.
#include "engine/turn_taking.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {
const AwaitedAnswer aDay{.key = u"date"_s,
                         .choices = {},
                         .region = u"US"_s,
                         .moment = {QDate(2026, 11, 17), QTime(9, 30), QTimeZone("America/Chicago")}};
}

class TestTurnTaking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aTurnIsToldWhileItGrowsAndWhenItIsOver();
    void breathsOfOneTurnAreOneUtterance();
    void aTurnThatEndsBeforeTheGateClosesIsFinished();
    void lastWordsThatNeverComeAreWaitedForTwoSeconds();
    void whatOneBreathLeftInDoubtLeavesTheTurnInDoubt();
    void theAssistantIsPausedAndGoesOnAfterACough();
    void wordsInterruptTheAssistant();
    void theAssistantsOwnWordsAreNotHeard();
    void whatFollowsListeningAloudInOneBreathIsHeard();
    void whatNobodyUnderstoodIsToldUnlessItWasACough();
    void nextTurnsCountUp();
    void whatWasAnsweredInTheMiddleOfABreathIsNoTurn();
    void lateWordsAreOverheard();
    void aTelevisionIsNobody();

private:
    void hearsTwice(int utterance, const QString &words)
    {
        hears(utterance, words, false);
        hears(utterance, words, false);
    }
    void hears(int utterance, const QString &words, bool final, bool agreed = true, std::uint32_t toTick = 150)
    {
        m_turns->heard({.utterance = utterance,
                        .words = PrivateText(words),
                        .final = final,
                        .confidence = 0.8,
                        .agreed = agreed,
                        .fromTick = 100,
                        .toTick = toTick},
                       m_now);
    }
    void passes(Span span)
    {
        for (const Instant until = m_now + span; m_now < until;) {
            const auto next = m_turns->wakeAt();
            m_now = next && *next < until ? std::max(*next, m_now + 1ms) : until;
            m_turns->wake(m_now);
        }
    }
    void begins() { m_turns->callerSpeaks(true, m_now); }
    void isQuiet(int ms)
    {
        passes(Span{ms});
        m_turns->callerQuiet(ms, m_now);
    }

    std::unique_ptr<TurnTaking> m_turns;
    Instant m_now{};
    QStringList m_said;
    QList<TranscribedWords> m_whole;
};

void TestTurnTaking::init()
{
    m_now = Instant{} + 1h;
    m_said.clear();
    m_whole.clear();
    m_turns = std::make_unique<TurnTaking>(TurnTaking::Ends{
        .pause = [this](bool on) { m_said << (on ? u"pause"_s : u"go on"_s); },
        .interrupted = [this] { m_said << u"silence"_s; },
        .overheard =
            [this](const TranscribedWords &words) {
                if (!words.final)
                    m_said << QString::number(words.utterance) + u"… "_s + words.words.reveal();
                return words.words.reveal().contains(u"not breathing"_s);
            },
        .heard =
            [this](const TranscribedWords &words) {
                m_said << QString::number(words.utterance) + u". "_s + words.words.reveal();
                m_whole << words;
            },
        .finish = [this](int utterance) { m_said << u"finish %1"_s.arg(utterance); },
        .nobodySpeaks = [this] { m_said << u"nobody"_s; },
    });
}

void TestTurnTaking::aTurnIsToldWhileItGrowsAndWhenItIsOver()
{
    begins();
    hears(1, u"i would like you"_s, false);
    hears(1, u"i would like to book"_s, false);
    hears(1, u"i would like to book a"_s, false);
    isQuiet(180);
    hears(1, u"i would like to book a visit"_s, true);
    QCOMPARE(m_said.mid(0, 2), QStringList({u"1… i would like"_s, u"1… i would like to book"_s}));
    passes(2s);
    QCOMPARE(m_said.constLast(), u"1. i would like to book a visit"_s);
    QCOMPARE(m_whole.size(), 1);
}

void TestTurnTaking::breathsOfOneTurnAreOneUtterance()
{
    m_turns->asked(aDay);
    begins();
    isQuiet(180);
    m_turns->callerSpeaks(false, m_now);
    hears(1, u"on"_s, true);
    passes(300ms);
    begins();
    hearsTwice(2, u"thursday"_s);
    QCOMPARE(m_said, QStringList(u"2… thursday"_s));
    isQuiet(180);
    hears(2, u"thursday"_s, true);
    passes(500ms);
    QCOMPARE(m_said.constLast(), u"1. on thursday"_s);
}

void TestTurnTaking::aTurnThatEndsBeforeTheGateClosesIsFinished()
{
    m_turns->asked(aDay);
    begins();
    passes(800ms);
    isQuiet(180);
    hears(1, u"on tuesday"_s, false);
    passes(100ms);
    QCOMPARE(m_said.constLast(), u"finish 1"_s);
    hears(1, u"on tuesday"_s, true);
    QCOMPARE(m_said.constLast(), u"1. on tuesday"_s);
}

void TestTurnTaking::lastWordsThatNeverComeAreWaitedForTwoSeconds()
{
    m_turns->asked(aDay);
    begins();
    passes(800ms);
    isQuiet(180);
    hears(1, u"on tuesday"_s, false);
    passes(1900ms);
    QVERIFY(m_whole.isEmpty());
    passes(200ms);
    QCOMPARE(m_said.constLast(), u"1. on tuesday"_s);
    QVERIFY(!m_whole.constFirst().agreed);
}

void TestTurnTaking::whatOneBreathLeftInDoubtLeavesTheTurnInDoubt()
{
    m_turns->asked(aDay);
    begins();
    m_turns->callerSpeaks(false, m_now);
    hears(1, u"on"_s, true, false);
    begins();
    isQuiet(180);
    hears(2, u"thursday"_s, true);
    passes(1s);
    QCOMPARE(m_whole.size(), 1);
    QVERIFY(!m_whole.constFirst().agreed);
    QCOMPARE(m_whole.constFirst().confidence, 0.8);
}

void TestTurnTaking::theAssistantIsPausedAndGoesOnAfterACough()
{
    m_turns->assistantSpeaks(PrivateText(u"We are open from eight to five."_s), m_now);
    passes(1s);
    begins();
    m_turns->callerSpeaks(false, m_now);
    passes(1s);
    QCOMPARE(m_said, QStringList({u"pause"_s, u"go on"_s}));
}

void TestTurnTaking::wordsInterruptTheAssistant()
{
    m_turns->assistantSpeaks(PrivateText(u"We are open from eight to five."_s), m_now);
    passes(1s);
    begins();
    passes(300ms);
    hearsTwice(1, u"what about saturday"_s);
    QCOMPARE(m_said, QStringList({u"pause"_s, u"silence"_s, u"1… what about saturday"_s}));
    isQuiet(180);
    hears(1, u"what about saturday"_s, true);
    passes(1s);
    QCOMPARE(m_said.constLast(), u"1. what about saturday"_s);
}

void TestTurnTaking::theAssistantsOwnWordsAreNotHeard()
{
    m_turns->assistantSpeaks(PrivateText(u"If you have chest pain, dial nine one one."_s), m_now);
    passes(1s);
    begins();
    hears(1, u"you have chest pain"_s, false);
    passes(100ms);
    hears(1, u"you have chest pain"_s, true);
    m_turns->callerSpeaks(false, m_now);
    m_turns->assistantDone(m_now);
    passes(3s);
    QVERIFY(m_whole.isEmpty());
    QVERIFY(!m_said.filter(u"chest"_s).size());
}

void TestTurnTaking::whatFollowsListeningAloudInOneBreathIsHeard()
{
    m_turns->assistantSpeaks(PrivateText(u"We are open from eight to five."_s), m_now);
    passes(1s);
    begins();
    hears(1, u"okay"_s, false);
    isQuiet(180);
    m_turns->assistantDone(m_now);
    passes(1s);
    QVERIFY(m_whole.isEmpty());
    QCOMPARE(m_said.constLast(), u"finish 1"_s); // so that the rest of the breath is an utterance of its own
    m_turns->callerQuiet(0, m_now);
    hearsTwice(2, u"but my chest hurts"_s);
    QCOMPARE(m_said.constLast(), u"2… but my chest hurts"_s);
    isQuiet(180);
    hears(2, u"but my chest hurts"_s, true);
    passes(1s);
    QCOMPARE(m_said.constLast(), u"1. but my chest hurts"_s);
}

void TestTurnTaking::whatNobodyUnderstoodIsToldUnlessItWasACough()
{
    begins();
    m_turns->callerSpeaks(false, m_now);
    hears(1, {}, true, true, 110);
    QVERIFY(m_said.isEmpty());
    begins();
    m_turns->callerSpeaks(false, m_now);
    hears(2, {}, true, true, 150);
    QCOMPARE(m_said, QStringList(u"1. "_s));
}

void TestTurnTaking::nextTurnsCountUp()
{
    m_turns->asked(aDay);
    for (int utterance = 1; utterance <= 3; ++utterance) {
        begins();
        isQuiet(500);
        hears(utterance, u"on tuesday"_s, true);
        m_turns->callerSpeaks(false, m_now);
        passes(1s);
        m_turns->assistantSpeaks(PrivateText(u"Which time suits you?"_s), m_now);
        m_turns->assistantDone(m_now);
    }
    QCOMPARE(m_whole.size(), 3);
    for (int turn = 0; turn < 3; ++turn)
        QCOMPARE(m_whole[turn].utterance, turn + 1);
}

void TestTurnTaking::whatWasAnsweredInTheMiddleOfABreathIsNoTurn()
{
    begins();
    hearsTwice(1, u"my husband is not breathing"_s);
    QCOMPARE(m_said.constLast(), u"finish 1"_s);
    m_turns->assistantSpeaks(PrivateText(u"Please call nine one one now."_s), m_now);
    QVERIFY(!m_said.contains(u"silence"_s)); // the advice is not interrupted by what it answers
    hears(1, u"my husband is not breathing"_s, true);
    m_turns->assistantDone(m_now);
    hears(2, u"what shall i do"_s, false);
    isQuiet(180);
    hears(2, u"what shall i do"_s, true);
    passes(2s);
    QCOMPARE(m_whole.size(), 1);
    QCOMPARE(m_whole.constFirst().words.reveal(), u"what shall i do"_s);
}

void TestTurnTaking::lateWordsAreOverheard()
{
    m_turns->asked(aDay);
    begins();
    passes(800ms);
    isQuiet(180);
    hears(1, u"on tuesday"_s, false);
    passes(3s);
    QCOMPARE(m_whole.size(), 1);
    hears(1, u"on tuesday he is not breathing"_s, true); // the transcriber lags behind
    QCOMPARE(m_whole.size(), 1);
    hearsTwice(2, u"he is not breathing"_s);
    QCOMPARE(m_said.constLast(), u"finish 2"_s);
}

void TestTurnTaking::aTelevisionIsNobody()
{
    m_turns->assistantSpeaks(PrivateText(u"How can I help you?"_s), m_now);
    m_turns->assistantDone(m_now);
    begins();
    passes(60s);
    QVERIFY(m_said.contains(u"nobody"_s));
}

QTEST_GUILESS_MAIN(TestTurnTaking)
#include "test_turn_taking.moc"
