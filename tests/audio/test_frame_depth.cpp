// Two clocks that differ, in virtual time: nothing goes missing for long, and what waits stays short.
#include "audio/frame_depth.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using Step = FrameDepth::Step;

namespace {

constexpr double tickMs = 20;

struct Outcome
{
    int missed = 0;  // ticks of the sound thread that found nothing
    int deepest = 0; // in the last tenth of the time
    FrameDepth::Counts counts;
};

// A device that gives burst frames at once, its clock fast by `partsPerMillion`, into a ring that is read every 20 ms.
Outcome speak(int ticks, double partsPerMillion, int burst, bool quiet)
{
    FrameDepth depth;
    Outcome outcome;
    int waiting = 0;
    double nextBurstMs = 7;
    const double burstMs = burst * tickMs / (1 + partsPerMillion / 1e6);
    for (int tick = 0; tick < ticks; ++tick) {
        for (; nextBurstMs <= tick * tickMs; nextBurstMs += burstMs)
            for (int frame = 0; frame < burst; ++frame) {
                const Step step = depth.next(std::size_t(waiting), quiet);
                waiting += step == Step::Fill ? 2 : step == Step::Pass ? 1 : 0;
            }
        if (tick > ticks - ticks / 10)
            outcome.deepest = std::max(outcome.deepest, waiting);
        outcome.missed += waiting == 0 && tick > 200;
        waiting -= waiting > 0;
    }
    outcome.counts = depth.counts();
    return outcome;
}

FrameDepth settled()
{
    FrameDepth depth;
    for (int frame = 0; frame < FrameDepth::framesWatchedAtFirst; ++frame)
        (void)depth.next(1, true);
    return depth;
}

} // namespace

class TestFrameDepth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyRingGetsOneFrameInReserve();
    void oneReserveStays();
    void theBurstOfTheBeginningIsDroppedEarly();
    void aReserveTooManyIsDroppedWhereNobodySpeaks();
    void aWordIsCutOnlyAfterLongPatience();
    void tooMuchIsDroppedAtOnce();
    void whatCameBeforeAnybodyListenedIsNotWaitedFor();
    void aGapIsCountedOnceHoweverLong();
    void clocksThatDifferMeetForAnHour_data();
    void clocksThatDifferMeetForAnHour();
};

void TestFrameDepth::anEmptyRingGetsOneFrameInReserve()
{
    FrameDepth depth;
    QCOMPARE(depth.next(0, false), Step::Fill);
    QCOMPARE(depth.next(1, false), Step::Pass);
    QCOMPARE(depth.counts().gaps, 0u); // the beginning is none
}

void TestFrameDepth::oneReserveStays()
{
    FrameDepth depth;
    for (int frame = 0; frame < 10 * FrameDepth::framesWatched; ++frame)
        QCOMPARE(depth.next(frame % 3 == 0 ? 1 : 3, true), Step::Pass);
}

void TestFrameDepth::theBurstOfTheBeginningIsDroppedEarly()
{
    FrameDepth depth;
    int passed = 0;
    while (depth.next(2, true) == Step::Pass)
        ++passed;
    QCOMPARE(passed, FrameDepth::framesWatchedAtFirst - 1);
}

void TestFrameDepth::aReserveTooManyIsDroppedWhereNobodySpeaks()
{
    FrameDepth depth = settled();
    for (int frame = 1; frame < FrameDepth::framesWatched; ++frame)
        QCOMPARE(depth.next(3, true), Step::Pass);
    QCOMPARE(depth.next(3, false), Step::Pass);
    QCOMPARE(depth.next(3, true), Step::Drop);
    QCOMPARE(depth.next(2, true), Step::Drop);
    QCOMPARE(depth.next(1, true), Step::Pass);
    QCOMPARE(depth.counts().dropped, 2u);
}

void TestFrameDepth::aWordIsCutOnlyAfterLongPatience()
{
    FrameDepth depth = settled();
    int passed = 0;
    while (depth.next(2, false) == Step::Pass)
        ++passed;
    QCOMPARE(passed, FrameDepth::framesWatched + FrameDepth::framesOfPatience - 2);
}

void TestFrameDepth::tooMuchIsDroppedAtOnce()
{
    FrameDepth depth;
    QCOMPARE(depth.next(1, false), Step::Pass);
    QCOMPARE(depth.next(FrameDepth::framesAtMost, false), Step::Pass);
    QCOMPARE(depth.next(FrameDepth::framesAtMost + 1, false), Step::Drop);
}

void TestFrameDepth::whatCameBeforeAnybodyListenedIsNotWaitedFor()
{
    FrameDepth depth;
    QCOMPARE(depth.next(FrameDepth::framesAtFirst + 1, false), Step::Drop);
    QCOMPARE(depth.next(FrameDepth::framesAtFirst, false), Step::Pass);
    QCOMPARE(depth.next(FrameDepth::framesAtFirst + 1, false), Step::Pass);
}

void TestFrameDepth::aGapIsCountedOnceHoweverLong()
{
    FrameDepth depth;
    (void)depth.next(1, false);
    for (int frame = 0; frame < 50; ++frame)
        (void)depth.next(0, false);
    QCOMPARE(depth.counts().gaps, 1u);
}

void TestFrameDepth::clocksThatDifferMeetForAnHour_data()
{
    QTest::addColumn<double>("partsPerMillion");
    QTest::addColumn<int>("burst");
    QTest::addColumn<bool>("quiet");
    for (const double ppm : {-300.0, -20.0, 0.0, 20.0, 300.0})
        for (const int burst : {1, 2, 4})
            for (const bool quiet : {true, false})
                QTest::addRow("%+.0f ppm, %d at once, %s", ppm, burst, quiet ? "quiet" : "speech")
                    << ppm << burst << quiet;
}

void TestFrameDepth::clocksThatDifferMeetForAnHour()
{
    QFETCH(double, partsPerMillion);
    QFETCH(int, burst);
    QFETCH(bool, quiet);
    const int hour = 3'600 * 50;
    const Outcome outcome = speak(hour, partsPerMillion, burst, quiet);
    // What the clocks differ by in an hour, and some frames until the depth is found.
    const int differ = int(std::abs(partsPerMillion) / 1e6 * hour) + 4;
    QVERIFY2(outcome.missed <= differ, qPrintable(QString::number(outcome.missed)));
    QVERIFY2(int(outcome.counts.dropped) <= 2 * differ, qPrintable(QString::number(outcome.counts.dropped)));
    QVERIFY2(outcome.deepest <= burst + 3, qPrintable(QString::number(outcome.deepest)));
}

QTEST_APPLESS_MAIN(TestFrameDepth)
#include "test_frame_depth.moc"
