// Whose turn it is: a timeline of what is heard and said, and the decisions with their times.
#include "scripted/turn_timeline.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestTurnKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_turns = TurnTimeline(); }
    void aWholeAnswerEndsTheTurnAfter200Ms();
    void whatWasHeardBeforeTheSilenceMayNotBeTheLast();
    void anOpenSentenceWaitsLonger();
    void aHangingOneWaitsLongestAcrossUtterances();
    void speakingOnKeepsTheTurn();
    void digitsThatAreTooFewWait();
    void onsetPausesAndWordsInterrupt();
    void aCoughLetsItGoOn();
    void listeningAloudLetsItGoOnAndIsNoAnswer();
    void yesToAQuestionIsNoBackchannel();
    void itsOwnWordsInterruptNothing();
    void aChoiceSaidOverItsOfferInterrupts();
    void wordsThatComeLateStillInterrupt();
    void oneNoiseDoesNotPauseItAgainAndAgain();
    void speechThatRunsIntoTheReplyInterruptsIt();
    void anAssistantThatIsDoneWhilePausedIsReleased();
    void whoeverTalksOnIsAnsweredInTheEnd();
    void babbleIsNobodyAndSilenceIsCounted();
    void silenceIsToldInStagesUntilSomethingIsSaid();
    void whileTheReplyIsMadeNobodyIsCalledSilent();
    void wordsTakenBackAreNoTurn();

private:
    void decidedIs(const QStringList &expected) { QCOMPARE(m_turns.decided, expected); }
    void says(Span from, Span until, int utterance, const char *words) // and is heard at once
    {
        m_turns.began(from + 100ms);
        m_turns.hears(until + 40ms, utterance, words);
        m_turns.quiet(until + 180ms, 180);
    }
    TurnTimeline m_turns;
};

void TestTurnKeeper::aWholeAnswerEndsTheTurnAfter200Ms()
{
    m_turns.asked("date");
    says(1s, 2s, 1, "on tuesday");
    m_turns.runTo(5s);
    decidedIs({u"2200 end 1"_s});
}

void TestTurnKeeper::whatWasHeardBeforeTheSilenceMayNotBeTheLast()
{
    m_turns.asked("date");
    m_turns.began(1s);
    m_turns.hears(1'900ms, 1, "on tuesday");
    m_turns.quiet(2'180ms, 180);
    m_turns.hears(2'220ms, 1, "on tuesday or");
    m_turns.runTo(3s);
    decidedIs({});
    m_turns.quiet(3s, 0);
    m_turns.hears(3'300ms, 1, "on tuesday or wednesday");
    m_turns.quiet(3'580ms, 180);
    m_turns.runTo(5s);
    decidedIs({u"4050 end 1"_s}); // which of them must be asked, so nothing is whole
}

void TestTurnKeeper::anOpenSentenceWaitsLonger()
{
    says(1s, 3s, 1, "I would like to book an appointment");
    m_turns.ended(3'500ms);
    m_turns.hears(3'550ms, 1, "I would like to book an appointment", true);
    m_turns.runTo(5s);
    decidedIs({u"3650 end 1"_s});
}

void TestTurnKeeper::aHangingOneWaitsLongestAcrossUtterances()
{
    m_turns.asked("date");
    says(1s, 1'500ms, 1, "on");
    m_turns.ended(2'000ms);
    m_turns.hears(2'050ms, 1, "on", true);
    says(2'400ms, 3'000ms, 2, "thursday");
    m_turns.runTo(5s);
    decidedIs({u"3200 end 2 on"_s});
    m_turns = TurnTimeline();
    says(1s, 1'500ms, 1, "my name is");
    m_turns.runTo(5s);
    decidedIs({u"3000 end 1"_s});
}

void TestTurnKeeper::speakingOnKeepsTheTurn()
{
    says(1s, 2s, 1, "I have a question");
    m_turns.quiet(2'400ms, 0);
    m_turns.hears(2'800ms, 1, "I have a question about my bill");
    m_turns.quiet(3'180ms, 180);
    m_turns.runTo(5s);
    decidedIs({u"3650 end 1"_s});
}

void TestTurnKeeper::digitsThatAreTooFewWait()
{
    m_turns.asked("phone");
    says(1s, 2s, 1, "six one seven");
    m_turns.ended(2'500ms);
    says(2'900ms, 4s, 2, "five five five two one two three");
    m_turns.runTo(9s);
    decidedIs({u"4200 end 2 six one seven"_s});
}

void TestTurnKeeper::onsetPausesAndWordsInterrupt()
{
    m_turns.speaks(0s, "We are open from eight to five on weekdays.");
    m_turns.began(1s);
    m_turns.hears(1'400ms, 1, "excuse me");
    m_turns.hears(2'200ms, 1, "excuse me I need to cancel please");
    m_turns.quiet(2'380ms, 180);
    m_turns.runTo(4s);
    decidedIs({u"1000 pause"_s, u"1400 interrupted 1"_s, u"2400 end 1"_s});
}

void TestTurnKeeper::aCoughLetsItGoOn()
{
    m_turns.speaks(0s, "We are open from eight to five on weekdays.");
    m_turns.began(1s);
    m_turns.quiet(1'400ms, 180);
    m_turns.ended(1'720ms);
    m_turns.hears(1'750ms, 1, "", true);
    m_turns.done(4s);
    m_turns.runTo(9s);
    decidedIs({u"1000 pause"_s, u"1700 resume"_s});
}

void TestTurnKeeper::listeningAloudLetsItGoOnAndIsNoAnswer()
{
    for (const char *words : {"mm hm", "okay", "right", "uh huh", "yeah", "the"}) {
        m_turns = TurnTimeline();
        m_turns.asked("date");
        m_turns.speaks(0s, "We are open from eight to five on weekdays.");
        m_turns.began(1s);
        m_turns.hears(1'300ms, 1, words);
        m_turns.quiet(1'480ms, 180);
        m_turns.ended(1'800ms);
        m_turns.hears(1'850ms, 1, words, true);
        m_turns.done(4s);
        says(5s, 6s, 2, "on tuesday");
        m_turns.runTo(8s);
        decidedIs({u"1000 pause"_s, u"1480 resume"_s, u"6200 end 2"_s});
    }
}

void TestTurnKeeper::yesToAQuestionIsNoBackchannel()
{
    m_turns.asked("confirm");
    m_turns.speaks(0s, "Tuesday at ten with Doctor Ruiz. Is that right?");
    m_turns.began(1s);
    m_turns.hears(1'300ms, 1, "yes");
    m_turns.quiet(1'480ms, 180);
    m_turns.runTo(3s);
    decidedIs({u"1000 pause"_s, u"1300 interrupted 1"_s, u"1500 end 1"_s});
}

void TestTurnKeeper::itsOwnWordsInterruptNothing()
{
    m_turns.speaks(0s, "If this is an emergency, please dial nine one one.");
    m_turns.began(1s);
    m_turns.hears(1'300ms, 1, "nine one one");
    m_turns.quiet(1'480ms, 180); // silent as soon as the assistant was
    m_turns.ended(1'800ms);
    m_turns.hears(1'850ms, 1, "nine one one", true);
    m_turns.done(3s);
    m_turns.runTo(8s);
    decidedIs({u"1000 pause"_s, u"1700 resume"_s});
}

void TestTurnKeeper::aChoiceSaidOverItsOfferInterrupts()
{
    m_turns.asked("offer");
    m_turns.speaks(0s, "I have Tuesday at ten, or Thursday at two.");
    m_turns.began(1s);
    m_turns.hears(1'300ms, 1, "tuesday");
    m_turns.hears(1'500ms, 1, "tuesday at ten"); // still speaking when no echo could be
    m_turns.runTo(1'650ms);
    m_turns.quiet(1'780ms, 180);
    m_turns.runTo(4s);
    QCOMPARE(m_turns.decided.size(), 3);
    QVERIFY(m_turns.decided[1].endsWith(u"interrupted 1"_s));
    QVERIFY(m_turns.decided[2].endsWith(u"end 1"_s));
}

void TestTurnKeeper::wordsThatComeLateStillInterrupt()
{
    m_turns.speaks(0s, "We are open from eight to five on weekdays.");
    m_turns.began(1s);
    m_turns.hears(2s, 1, "stop please");
    m_turns.quiet(2'180ms, 180);
    m_turns.runTo(4s);
    decidedIs({u"1000 pause"_s, u"1700 resume"_s, u"2000 interrupted 1"_s, u"2200 end 1"_s});
}

void TestTurnKeeper::oneNoiseDoesNotPauseItAgainAndAgain()
{
    m_turns.speaks(0s, "We are open from eight to five on weekdays.");
    m_turns.began(1s);
    for (Span at = 2s; at < 8s; at += 500ms)
        m_turns.quiet(at, 180), m_turns.quiet(at + 100ms, 0);
    m_turns.runTo(9s);
    decidedIs({u"1000 pause"_s, u"1700 resume"_s, u"2100 pause"_s, u"2800 resume"_s});
}

void TestTurnKeeper::speechThatRunsIntoTheReplyInterruptsIt()
{
    m_turns.asked("date");
    says(1s, 2s, 1, "on tuesday");
    m_turns.quiet(2'300ms, 0);
    m_turns.hears(2'700ms, 2, "no on wednesday");
    m_turns.speaks(2'800ms, "Tuesday it is.");
    m_turns.quiet(3'180ms, 180);
    m_turns.runTo(5s);
    decidedIs({u"2200 end 1"_s, u"2800 interrupted 2"_s, u"3300 end 2"_s});
}

void TestTurnKeeper::anAssistantThatIsDoneWhilePausedIsReleased()
{
    m_turns.speaks(0s, "Good bye.");
    m_turns.began(1s);
    m_turns.done(1'100ms);
    decidedIs({u"1000 pause"_s, u"1100 resume"_s});
}

void TestTurnKeeper::whoeverTalksOnIsAnsweredInTheEnd()
{
    m_turns.began(1s);
    for (int step = 1; step < 100; ++step)
        m_turns.hears(1s + step * 200ms, step < 80 ? 1 : 2, "and then he said");
    QCOMPARE(m_turns.decided.size(), 1);
    QCOMPARE(m_turns.decided[0], u"16200 end 1"_s);
}

void TestTurnKeeper::babbleIsNobodyAndSilenceIsCounted()
{
    m_turns.speaks(0s, "How may I help you?");
    m_turns.done(2s);
    m_turns.began(2'500ms);
    m_turns.runTo(30s);
    QVERIFY(!m_turns.decided.isEmpty());
    QCOMPARE(m_turns.decided[0], u"23500 silent 1"_s);
}

void TestTurnKeeper::silenceIsToldInStagesUntilSomethingIsSaid()
{
    m_turns.speaks(0s, "How may I help you?");
    m_turns.done(2s);
    m_turns.speaks(8'100ms, "Are you still there?");
    m_turns.done(9s);
    m_turns.runTo(60s);
    decidedIs({u"8000 silent 1"_s, u"19000 silent 2"_s, u"29000 silent 3"_s});
    says(61s, 62s, 1, "yes please");
    m_turns.ended(62'500ms);
    m_turns.speaks(63s, "Good.");
    m_turns.done(64s);
    m_turns.runTo(71s);
    QCOMPARE(m_turns.decided.last(), u"70000 silent 1"_s);
}

void TestTurnKeeper::whileTheReplyIsMadeNobodyIsCalledSilent()
{
    says(1s, 2s, 1, "a person please");
    m_turns.runTo(60s);
    decidedIs({u"2200 end 1"_s});
}

void TestTurnKeeper::wordsTakenBackAreNoTurn()
{
    m_turns.began(1s);
    m_turns.hears(1'500ms, 1, "of course");
    m_turns.quiet(1'800ms, 180);
    m_turns.hears(1'900ms, 1, "", true);
    m_turns.runTo(9s);
    decidedIs({});
}

QTEST_APPLESS_MAIN(TestTurnKeeper)
#include "test_turn_keeper.moc"
