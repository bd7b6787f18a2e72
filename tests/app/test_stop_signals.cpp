#include "app/stop_signals.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace nightbell;

class TestStopSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSignalArrivesInTheLoop_data();
    void aSignalArrivesInTheLoop();
    void oneThatComesTwiceAtOnceIsOneWish();
    void afterwardsSignalsKeepTheirUsualMeaning();
};

namespace {

bool hasUsualMeaning(int number)
{
    struct sigaction action = {};
    sigaction(number, nullptr, &action);
    return action.sa_handler == SIG_DFL;
}

} // namespace

void TestStopSignals::aSignalArrivesInTheLoop_data()
{
    QTest::addColumn<int>("number");
    QTest::addRow("SIGTERM") << SIGTERM;
    QTest::addRow("SIGINT") << SIGINT;
}

void TestStopSignals::aSignalArrivesInTheLoop()
{
    QFETCH(int, number);
    StopSignals signals;
    QSignalSpy asked(&signals, &StopSignals::stopAsked);
    QCOMPARE(std::raise(number), 0);
    QCOMPARE(asked.count(), 0); // not inside the signal itself
    QTRY_COMPARE(asked.count(), 1);
}

void TestStopSignals::oneThatComesTwiceAtOnceIsOneWish()
{
    StopSignals signals;
    QSignalSpy asked(&signals, &StopSignals::stopAsked);
    QCOMPARE(std::raise(SIGTERM), 0);
    QCOMPARE(std::raise(SIGTERM), 0); // would end the test, had it been a second wish
    QTRY_VERIFY(asked.count() > 0);
}

void TestStopSignals::afterwardsSignalsKeepTheirUsualMeaning()
{
    {
        const StopSignals signals;
        QVERIFY(!hasUsualMeaning(SIGINT));
    }
    QVERIFY(hasUsualMeaning(SIGINT));
    QVERIFY(hasUsualMeaning(SIGTERM));
}

QTEST_GUILESS_MAIN(TestStopSignals)
#include "test_stop_signals.moc"
