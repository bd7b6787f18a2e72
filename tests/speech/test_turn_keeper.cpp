// Whose turn it is: a timeline of what is heard and said, and the decisions with their times.
#include "speech/turn_keeper.h"

#include <QTest>

#include <random>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// Goes from event to event, waking the keeper whenever it wants to be woken.
class Evening
{
public:
    TurnKeeper keeper;
    QStringList decided; // "700 resume"

    void asked(const char *key, const QStringList &choices = {})
    {
        keeper.asked({.key = QString::fromLatin1(key),
                      .choices = choices,
                      .region = u"US"_s,
                      .moment = {QDate(2026, 9, 14), QTime(9, 30), QTimeZone("America/New_York")}});
    }
    void speaks(Span at, const char *words)
    {
        runTo(at);
        take(keeper.assistantSpeaks(PrivateText(QString::fromLatin1(words)), m_now));
    }
    void done(Span at) { runTo(at), take(keeper.assistantDone(m_now)); }
    void began(Span at) { runTo(at), take(keeper.callerBegan(m_now)); }
    void quiet(Span at, int ms) { runTo(at), take(keeper.callerQuiet(ms, m_now)); }
    void ended(Span at) { runTo(at), take(keeper.callerEnded(m_now)); }
    void hears(Span at, int utterance, const char *words, bool final = false)
    {
        runTo(at);
        take(keeper.heard(utterance, PrivateText(QString::fromLatin1(words)), final, m_now));
    }
    void runTo(Span at)
    {
        const Instant until{at};
        for (auto next = keeper.wakeAt(); next && *next < until; next = keeper.wakeAt()) {
            QVERIFY2(*next > m_now || !m_woken, "woken twice for nothing");
            m_woken = *next <= m_now;
            m_now = std::max(m_now, *next);
            take(keeper.wake(m_now));
        }
        m_woken = false;
        m_now = until;
    }

private:
    void take(const TurnDecisions &decisions)
    {
        for (const TurnDecision &each : decisions) {
            QString what;
            if (std::holds_alternative<PauseAssistant>(each))
                what = u"pause"_s;
            else if (std::holds_alternative<ResumeAssistant>(each))
                what = u"resume"_s;
            else if (const auto *confirmed = std::get_if<InterruptionConfirmed>(&each))
                what = u"interrupted %1"_s.arg(confirmed->utterance);
            else if (const auto *ends = std::get_if<EndTurn>(&each))
                what = u"end %1 %2"_s.arg(ends->utterance).arg(ends->earlier.reveal()).trimmed();
            else
                what = u"silent %1"_s.arg(std::get<CallerSilent>(each).stage);
            decided.append(u"%1 "_s.arg(toMs(m_now)) + what);
        }
    }

    Instant m_now{};
    bool m_woken = false;
};

} // namespace

class TestTurnKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_evening = Evening(); }
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
    void inAnyOrderNoUtteranceEndsTwiceAndNoPauseLasts();

private:
    void decidedIs(const QStringList &expected) { QCOMPARE(m_evening.decided, expected); }
    void says(Span from, Span until, int utterance, const char *words) // and is heard at once
    {
        m_evening.began(from + 100ms);
        m_evening.hears(until + 40ms, utterance, words);
        m_evening.quiet(until + 180ms, 180);
    }
    Evening m_evening;
};

void TestTurnKeeper::aWholeAnswerEndsTheTurnAfter200Ms()
{
    m_evening.asked("date");
    says(1s, 2s, 1, "on tuesday");
    m_evening.runTo(5s);
    decidedIs({u"2200 end 1"_s});
}

void TestTurnKeeper::whatWasHeardBeforeTheSilenceMayNotBeTheLast()
{
    m_evening.asked("date");
    m_evening.began(1s);
    m_evening.hears(1'900ms, 1, "on tuesday");
    m_evening.quiet(2'180ms, 180);
    m_evening.hears(2'220ms, 1, "on tuesday or");
    m_evening.runTo(3s);
    decidedIs({});
    m_evening.quiet(3s, 0);
    m_evening.hears(3'300ms, 1, "on tuesday or wednesday");
    m_evening.quiet(3'580ms, 180);
    m_evening.runTo(5s);
    decidedIs({u"4050 end 1"_s}); // which of them must be asked, so nothing is whole
}

void TestTurnKeeper::anOpenSentenceWaitsLonger()
{
    says(1s, 3s, 1, "I would like to book an appointment");
    m_evening.ended(3'500ms);
    m_evening.hears(3'550ms, 1, "I would like to book an appointment", true);
    m_evening.runTo(5s);
    decidedIs({u"3650 end 1"_s});
}

void TestTurnKeeper::aHangingOneWaitsLongestAcrossUtterances()
{
    m_evening.asked("date");
    says(1s, 1'500ms, 1, "on");
    m_evening.ended(2'000ms);
    m_evening.hears(2'050ms, 1, "on", true);
    says(2'400ms, 3'000ms, 2, "thursday");
    m_evening.runTo(5s);
    decidedIs({u"3200 end 2 on"_s});
    m_evening = Evening();
    says(1s, 1'500ms, 1, "my name is");
    m_evening.runTo(5s);
    decidedIs({u"3000 end 1"_s});
}

void TestTurnKeeper::speakingOnKeepsTheTurn()
{
    says(1s, 2s, 1, "I have a question");
    m_evening.quiet(2'400ms, 0);
    m_evening.hears(2'800ms, 1, "I have a question about my bill");
    m_evening.quiet(3'180ms, 180);
    m_evening.runTo(5s);
    decidedIs({u"3650 end 1"_s});
}

void TestTurnKeeper::digitsThatAreTooFewWait()
{
    m_evening.asked("phone");
    says(1s, 2s, 1, "six one seven");
    m_evening.ended(2'500ms);
    says(2'900ms, 4s, 2, "five five five two one two three");
    m_evening.runTo(9s);
    decidedIs({u"4200 end 2 six one seven"_s});
}

void TestTurnKeeper::onsetPausesAndWordsInterrupt()
{
    m_evening.speaks(0s, "We are open from eight to five on weekdays.");
    m_evening.began(1s);
    m_evening.hears(1'400ms, 1, "excuse me");
    m_evening.hears(2'200ms, 1, "excuse me I need to cancel please");
    m_evening.quiet(2'380ms, 180);
    m_evening.runTo(4s);
    decidedIs({u"1000 pause"_s, u"1400 interrupted 1"_s, u"2400 end 1"_s});
}

void TestTurnKeeper::aCoughLetsItGoOn()
{
    m_evening.speaks(0s, "We are open from eight to five on weekdays.");
    m_evening.began(1s);
    m_evening.quiet(1'400ms, 180);
    m_evening.ended(1'720ms);
    m_evening.hears(1'750ms, 1, "", true);
    m_evening.done(4s);
    m_evening.runTo(9s);
    decidedIs({u"1000 pause"_s, u"1700 resume"_s});
}

void TestTurnKeeper::listeningAloudLetsItGoOnAndIsNoAnswer()
{
    for (const char *words : {"mm hm", "okay", "right", "uh huh", "yeah", "the"}) {
        m_evening = Evening();
        m_evening.asked("date");
        m_evening.speaks(0s, "We are open from eight to five on weekdays.");
        m_evening.began(1s);
        m_evening.hears(1'300ms, 1, words);
        m_evening.quiet(1'480ms, 180);
        m_evening.ended(1'800ms);
        m_evening.hears(1'850ms, 1, words, true);
        m_evening.done(4s);
        says(5s, 6s, 2, "on tuesday");
        m_evening.runTo(8s);
        decidedIs({u"1000 pause"_s, u"1480 resume"_s, u"6200 end 2"_s});
    }
}

void TestTurnKeeper::yesToAQuestionIsNoBackchannel()
{
    m_evening.asked("confirm");
    m_evening.speaks(0s, "Tuesday at ten with Doctor Ruiz. Is that right?");
    m_evening.began(1s);
    m_evening.hears(1'300ms, 1, "yes");
    m_evening.quiet(1'480ms, 180);
    m_evening.runTo(3s);
    decidedIs({u"1000 pause"_s, u"1300 interrupted 1"_s, u"1500 end 1"_s});
}

void TestTurnKeeper::itsOwnWordsInterruptNothing()
{
    m_evening.speaks(0s, "If this is an emergency, please dial nine one one.");
    m_evening.began(1s);
    m_evening.hears(1'300ms, 1, "nine one one");
    m_evening.quiet(1'480ms, 180); // silent as soon as the assistant was
    m_evening.ended(1'800ms);
    m_evening.hears(1'850ms, 1, "nine one one", true);
    m_evening.done(3s);
    m_evening.runTo(8s);
    decidedIs({u"1000 pause"_s, u"1700 resume"_s});
}

void TestTurnKeeper::aChoiceSaidOverItsOfferInterrupts()
{
    m_evening.asked("offer");
    m_evening.speaks(0s, "I have Tuesday at ten, or Thursday at two.");
    m_evening.began(1s);
    m_evening.hears(1'300ms, 1, "tuesday");
    m_evening.hears(1'500ms, 1, "tuesday at ten"); // still speaking when no echo could be
    m_evening.runTo(1'650ms);
    m_evening.quiet(1'780ms, 180);
    m_evening.runTo(4s);
    QCOMPARE(m_evening.decided.size(), 3);
    QVERIFY(m_evening.decided[1].endsWith(u"interrupted 1"_s));
    QVERIFY(m_evening.decided[2].endsWith(u"end 1"_s));
}

void TestTurnKeeper::wordsThatComeLateStillInterrupt()
{
    m_evening.speaks(0s, "We are open from eight to five on weekdays.");
    m_evening.began(1s);
    m_evening.hears(2s, 1, "stop please");
    m_evening.quiet(2'180ms, 180);
    m_evening.runTo(4s);
    decidedIs({u"1000 pause"_s, u"1700 resume"_s, u"2000 interrupted 1"_s, u"2200 end 1"_s});
}

void TestTurnKeeper::oneNoiseDoesNotPauseItAgainAndAgain()
{
    m_evening.speaks(0s, "We are open from eight to five on weekdays.");
    m_evening.began(1s);
    for (Span at = 2s; at < 8s; at += 500ms)
        m_evening.quiet(at, 180), m_evening.quiet(at + 100ms, 0);
    m_evening.runTo(9s);
    decidedIs({u"1000 pause"_s, u"1700 resume"_s, u"2100 pause"_s, u"2800 resume"_s});
}

void TestTurnKeeper::speechThatRunsIntoTheReplyInterruptsIt()
{
    m_evening.asked("date");
    says(1s, 2s, 1, "on tuesday");
    m_evening.quiet(2'300ms, 0);
    m_evening.hears(2'700ms, 2, "no on wednesday");
    m_evening.speaks(2'800ms, "Tuesday it is.");
    m_evening.quiet(3'180ms, 180);
    m_evening.runTo(5s);
    decidedIs({u"2200 end 1"_s, u"2800 interrupted 2"_s, u"3300 end 2"_s});
}

void TestTurnKeeper::anAssistantThatIsDoneWhilePausedIsReleased()
{
    m_evening.speaks(0s, "Good bye.");
    m_evening.began(1s);
    m_evening.done(1'100ms);
    decidedIs({u"1000 pause"_s, u"1100 resume"_s});
}

void TestTurnKeeper::whoeverTalksOnIsAnsweredInTheEnd()
{
    m_evening.began(1s);
    for (int step = 1; step < 100; ++step)
        m_evening.hears(1s + step * 200ms, step < 80 ? 1 : 2, "and then he said");
    QCOMPARE(m_evening.decided.size(), 1);
    QCOMPARE(m_evening.decided[0], u"16200 end 1"_s);
}

void TestTurnKeeper::babbleIsNobodyAndSilenceIsCounted()
{
    m_evening.speaks(0s, "How may I help you?");
    m_evening.done(2s);
    m_evening.began(2'500ms);
    m_evening.runTo(30s);
    QVERIFY(!m_evening.decided.isEmpty());
    QCOMPARE(m_evening.decided[0], u"23500 silent 1"_s);
}

void TestTurnKeeper::silenceIsToldInStagesUntilSomethingIsSaid()
{
    m_evening.speaks(0s, "How may I help you?");
    m_evening.done(2s);
    m_evening.speaks(8'100ms, "Are you still there?");
    m_evening.done(9s);
    m_evening.runTo(60s);
    decidedIs({u"8000 silent 1"_s, u"19000 silent 2"_s, u"29000 silent 3"_s});
    says(61s, 62s, 1, "yes please");
    m_evening.ended(62'500ms);
    m_evening.speaks(63s, "Good.");
    m_evening.done(64s);
    m_evening.runTo(71s);
    QCOMPARE(m_evening.decided.last(), u"70000 silent 1"_s);
}

void TestTurnKeeper::whileTheReplyIsMadeNobodyIsCalledSilent()
{
    says(1s, 2s, 1, "a person please");
    m_evening.runTo(60s);
    decidedIs({u"2200 end 1"_s});
}

void TestTurnKeeper::wordsTakenBackAreNoTurn()
{
    m_evening.began(1s);
    m_evening.hears(1'500ms, 1, "of course");
    m_evening.quiet(1'800ms, 180);
    m_evening.hears(1'900ms, 1, "", true);
    m_evening.runTo(9s);
    decidedIs({});
}

void TestTurnKeeper::inAnyOrderNoUtteranceEndsTwiceAndNoPauseLasts()
{
    const char *words[]{
        "",          "yes", "on", "mm hm", "on tuesday", "open from eight", "a person please", "six one seven",
        "excuse me", "the"};
    const char *keys[]{"", "confirm", "date", "phone", "offer"};
    for (unsigned seed = 1; seed <= 60; ++seed) {
        std::mt19937 random(seed);
        const auto upTo = [&](int most) { return int(random() % unsigned(most + 1)); };
        Evening evening;
        Span now = 0s;
        int utterance = 1;
        for (int step = 0; step < 300; ++step) {
            now += Span{upTo(3) ? upTo(300) : upTo(4'000)};
            switch (upTo(7)) {
            case 0:
                evening.began(now);
                break;
            case 1:
                evening.ended(now);
                break;
            case 2:
                evening.quiet(now, upTo(1) ? 0 : 180);
                break;
            case 3:
                evening.speaks(now, "We are open from eight to five.");
                break;
            case 4:
                evening.done(now);
                break;
            case 5:
                evening.asked(keys[upTo(4)]);
                break;
            default:
                utterance += upTo(4) == 0;
                evening.hears(now, utterance - (upTo(5) == 0), words[upTo(9)], upTo(1));
            }
        }
        evening.runTo(now + 60s);
        int ended = 0, pausedAt = -1;
        for (const QString &each : std::as_const(evening.decided)) {
            const QStringList parts = each.split(u' ');
            const int at = parts[0].toInt();
            const QByteArray said = "seed " + QByteArray::number(seed) + ": " + evening.decided.join(u'\n').toLatin1();
            if (pausedAt >= 0)
                QVERIFY2(at <= pausedAt + 700, said.constData());
            if (parts[1] == "pause"_L1) {
                QVERIFY2(pausedAt < 0, said.constData());
                pausedAt = at;
            } else if (parts[1] == "resume"_L1 || parts[1] == "interrupted"_L1) {
                pausedAt = -1;
            } else if (parts[1] == "end"_L1) {
                QVERIFY2(parts[2].toInt() > ended, said.constData());
                ended = parts[2].toInt();
            }
        }
        QCOMPARE(pausedAt, -1);
    }
}

QTEST_APPLESS_MAIN(TestTurnKeeper)
#include "test_turn_keeper.moc"
