#include "store/back_off.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

class TestBackOff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itWaitsLongerAfterEachFailureUpToALimit();
    void onlyTheFirstFailureAndTheFirstSuccessAreNews();
    void aClockThatJumpsBackLocksNothingOut();
    void thePauseBeginsWhenTheWaitForTheAnswerEnds();
};

void TestBackOff::itWaitsLongerAfterEachFailureUpToALimit()
{
    BackOff wait(250ms, 1s);
    Instant now = instantFromMs(1'000'000);
    for (const Span expected : {250ms, 500ms, 1000ms, 1000ms}) {
        QVERIFY(wait.mayTry(now));
        wait.failed(now);
        QVERIFY(!wait.mayTry(now + expected - 1ms));
        now += expected;
    }
    wait.worked();
    wait.failed(now);
    QVERIFY(wait.mayTry(now + 250ms));
}

void TestBackOff::onlyTheFirstFailureAndTheFirstSuccessAreNews()
{
    BackOff wait(250ms, 1s);
    QVERIFY(!wait.worked());
    QVERIFY(wait.failed({}));
    QVERIFY(!wait.failed({}));
    QVERIFY(wait.away());
    QVERIFY(wait.worked());
    QVERIFY(!wait.worked());
}

void TestBackOff::aClockThatJumpsBackLocksNothingOut()
{
    BackOff wait(250ms, 1s);
    wait.failed(instantFromMs(1'000'000));
    QVERIFY(wait.mayTry(instantFromMs(5'000)));
}

void TestBackOff::thePauseBeginsWhenTheWaitForTheAnswerEnds()
{
    BackOff wait(250ms, 1s);
    const Instant asked = instantFromMs(1'000'000);
    wait.failed(asked);
    wait.waitedUntil(asked + 3s);
    QVERIFY(!wait.mayTry(asked + 3s + 249ms));
    wait.waitedUntil(asked + 4s); // nothing was asked since: it moves nothing
    QVERIFY(wait.mayTry(asked + 3s + 250ms));
}

QTEST_APPLESS_MAIN(TestBackOff)
#include "test_back_off.moc"
