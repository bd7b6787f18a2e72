#include "app/crowding_log.h"
#include "scripted/log_catcher.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

class TestCrowdingLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusedCallsAreToldAtOnceAndThenOnceAMinute();
    void aQuietLineIsNotTalkedAbout();
};

void TestCrowdingLog::refusedCallsAreToldAtOnceAndThenOnceAMinute()
{
    LogCatcher log;
    CrowdingLog crowding;
    const Instant begin = instantFromMs(1'760'000'000'000);
    for (Span since = 0s; since < 150s; since += 1s)
        crowding.look(1 + since / 1s, begin + since); // one more every second
    const QStringList lines = log.lines("all lines are taken");
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].contains(QStringLiteral("said: 1 ")));
    QVERIFY(lines[1].contains(QStringLiteral("said: 60 ")));
    QVERIFY(lines[2].contains(QStringLiteral("said: 60 ")));
    crowding.look(150, begin + 180s); // the rest of the last burst, though nobody is refused any more
    QVERIFY(log.lines("all lines are taken").last().contains(QStringLiteral("said: 29 ")));
}

void TestCrowdingLog::aQuietLineIsNotTalkedAbout()
{
    LogCatcher log;
    CrowdingLog crowding;
    for (int second = 0; second < 120; ++second)
        crowding.look(0, instantFromMs(1'000 * second));
    QVERIFY(log.lines("lines").isEmpty());
}

QTEST_GUILESS_MAIN(TestCrowdingLog)
#include "test_crowding_log.moc"
