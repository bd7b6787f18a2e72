// Sentences with a hesitation inside, of many lengths: how often the turn is taken away in it, and how long the end of
// a sentence is waited for. The recogniser of this test is a fifth of a second behind, as the offline one is.
#include "speech/turn_keeper.h"

#include <QTest>

#include <array>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

struct Hesitation
{
    const char *key;
    const char *before;
    const char *after;
};

constexpr Hesitation hesitations[]{
    {"confirm", "yes", "that is right"},
    {"confirm", "no", "it is on tuesday"},
    {"confirm", "yes but", "can it be later"},
    {"confirm", "um", "yes"},
    {"offer", "the first", "one please"},
    {"offer", "thursday", "at two"},
    {"offer", "on", "thursday please"},
    {"date", "next tuesday", "in the morning"},
    {"date", "it would have to be", "friday"},
    {"date", "on", "monday"},
    {"date", "maybe the", "third of october"},
    {"time", "at", "ten thirty"},
    {"name", "my name is", "peter hughes"},
    {"name", "peter", "hughes"},
    {"name", "it's", "maria gonzalez"},
    {"name", "mary ann", "johnson"},
    {"dob", "march third", "nineteen eighty five"},
    {"dob", "the third of march", "nineteen eighty five"},
    {"dob", "march", "third nineteen eighty five"},
    {"dob", "I was born on", "march third nineteen eighty five"},
    {"phone", "six one seven", "five five five two one two three"},
    {"phone", "six one seven five five five", "two one two three"},
    {"phone", "my number is", "six one seven five five five two one two three"},
    {"phone", "six one seven five five five two one", "two three"},
    {"", "I would like to book", "an appointment"},
    {"", "I would like to", "see a doctor"},
    {"", "I have a question", "about my bill"},
    {"", "my knee hurts and", "I cannot walk"},
    {"", "can you tell me when", "you are open"},
    {"", "I need a refill of my", "blood pressure medicine"},
    {"", "I called yesterday", "and nobody called me back"},
    {"", "is doctor ruiz", "in today"},
    {"", "I want to cancel", "my appointment on friday"},
    {"", "hello", "I would like to book a flu shot"},
    {"", "it is about my", "mother"},
};

constexpr Span perWord = 300ms;
constexpr Span behind = 60ms; // the recogniser, after the sound it judges
constexpr Span step = 20ms;

// Says both parts with such a pause; answers when the turn ended, from the end of the sentence on, or less than nothing
// if that was in the pause.
Span endOf(const Hesitation &said, Span pause)
{
    TurnKeeper keeper;
    keeper.asked({.key = QString::fromLatin1(said.key),
                  .choices = {},
                  .region = QStringLiteral("US"),
                  .moment = {QDate(2026, 9, 14), QTime(9, 30), QTimeZone("America/New_York")}});
    const QStringList before = QString::fromLatin1(said.before).split(u' '),
                      after = QString::fromLatin1(said.after).split(u' ');
    const Span pauseFrom = perWord * before.size(), goesOn = pauseFrom + pause, end = goesOn + perWord * after.size();
    const auto speaksAt = [&](Span at) { return at >= 0ms && (at < pauseFrom || (at >= goesOn && at < end)); };
    const auto wordsAt = [&](Span at, Span from) { // whole words since then
        QStringList words;
        for (int i = 0; i < before.size(); ++i)
            if (perWord * i >= from && perWord * (i + 1) <= at)
                words << before[i];
        for (int i = 0; i < after.size(); ++i)
            if (goesOn + perWord * (i + 1) <= at)
                words << after[i];
        return PrivateText(words.join(u' '));
    };
    bool open = false;
    int utterance = 0;
    Span quiet{}, from{};
    for (Span at = 0ms; at < end + 5s; at += step) {
        const Instant now{at};
        TurnDecisions decisions = keeper.wake(now);
        quiet = speaksAt(at) ? 0ms : quiet + step;
        if (!open && speaksAt(at) && speaksAt(at - 100ms)) {
            open = true, ++utterance, from = at - 200ms;
            decisions += keeper.callerBegan(now);
        } else if (open && (quiet == 180ms || quiet == 500ms)) {
            decisions += keeper.callerQuiet(int(quiet.count()), now);
        } else if (open && quiet == 0ms && !speaksAt(at - step)) {
            decisions += keeper.callerQuiet(0, now);
        }
        if (open && (at - from) % 200ms == 0ms)
            decisions += keeper.heard(utterance, wordsAt(at - behind, from), false, now);
        if (open && quiet == 500ms) {
            open = false;
            decisions += keeper.callerEnded(now);
            decisions += keeper.heard(utterance, wordsAt(at, from), true, now);
        }
        for (const TurnDecision &each : std::as_const(decisions))
            if (std::holds_alternative<EndTurn>(each))
                return at < goesOn ? -1ms : at - end;
    }
    return 10s; // never
}

} // namespace

class TestTurnPauses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewSentencesAreCutInTheirPauses();
    void theEndOfASentenceIsNotWaitedForLong();
};

void TestTurnPauses::fewSentencesAreCutInTheirPauses()
{
    const std::array<std::pair<Span, double>, 6> bars{
        {{200ms, 0.1}, {300ms, 0.15}, {500ms, 0.15}, {700ms, 0.4}, {1'000ms, 0.4}, {1'200ms, 0.4}}};
    bool within = true;
    for (const auto &[pause, atMost] : bars) {
        int cut = 0;
        for (const Hesitation &each : hesitations)
            cut += endOf(each, pause) < 0ms;
        qInfo("a pause of %4d ms: %2d of %zu sentences cut", int(pause.count()), cut, std::size(hesitations));
        within &= cut <= atMost * double(std::size(hesitations));
    }
    QVERIFY(within);
}

void TestTurnPauses::theEndOfASentenceIsNotWaitedForLong()
{
    std::vector<int> waits;
    for (const Hesitation &each : hesitations)
        waits.push_back(int(endOf(each, 0ms).count()));
    std::ranges::sort(waits);
    const int median = waits[waits.size() / 2], tail = waits[waits.size() * 95 / 100];
    qInfo("the end of a sentence: p50 %d ms, p95 %d ms", median, tail);
    QVERIFY(median <= 320);
    QVERIFY(tail <= 700);
    QVERIFY(waits.front() >= 0);
}

QTEST_APPLESS_MAIN(TestTurnPauses)
#include "test_turn_pauses.moc"
