// Tokens per source in virtual time, and how sources are told apart and forgotten.
#include "line/source_ledger.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

class TestSourceLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondsWorthMayComeAtOnce();
    void timeFillsTheBucketAgain();
    void oneSourceDoesNotSpendForAnother();
    void anIPv6SenderIsItsNetwork();
    void theSourceLongestUnheardOfIsForgotten();
};

namespace {
SourceKey key(const char *address) { return sourceKey(QHostAddress(QString::fromLatin1(address))); }
const DoorTime noon = DoorTime(12h);
} // namespace

void TestSourceLedger::aSecondsWorthMayComeAtOnce()
{
    SourceLedger ledger(5, 10);
    for (int each = 0; each < 5; ++each)
        QVERIFY(ledger.spend(key("192.0.2.1"), noon));
    QVERIFY(!ledger.spend(key("192.0.2.1"), noon));
    QVERIFY(!ledger.spend(key("::ffff:192.0.2.1"), noon)); // the same sender
}

void TestSourceLedger::timeFillsTheBucketAgain()
{
    SourceLedger ledger(5, 10);
    int served = 0;
    for (auto now = noon; now < noon + 10s; now += 1ms)
        served += ledger.spend(key("192.0.2.1"), now);
    QVERIFY2(served >= 53 && served <= 55, qPrintable(QString::number(served)));
    for (int each = 0; each < 5; ++each)
        QVERIFY(ledger.spend(key("192.0.2.1"), noon + 1h));
    QVERIFY(!ledger.spend(key("192.0.2.1"), noon + 1h)); // an hour fills no more than a second
}

void TestSourceLedger::oneSourceDoesNotSpendForAnother()
{
    SourceLedger ledger(1, 10);
    QVERIFY(ledger.spend(key("192.0.2.1"), noon));
    QVERIFY(ledger.spend(key("192.0.2.2"), noon));
    QVERIFY(!ledger.spend(key("192.0.2.1"), noon));
}

void TestSourceLedger::anIPv6SenderIsItsNetwork()
{
    QCOMPARE(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
    QVERIFY(!(key("2001:db8:1:2::1") == key("2001:db8:1:3::1")));
    QVERIFY(!(key("::1") == key("0.0.0.1")));
}

void TestSourceLedger::theSourceLongestUnheardOfIsForgotten()
{
    SourceTable<int> table(2);
    table.of(key("192.0.2.1")) = 1;
    table.of(key("192.0.2.2")) = 2;
    table.of(key("192.0.2.1"));
    table.of(key("192.0.2.3")) = 3;
    QCOMPARE(table.size(), std::size_t(2));
    QVERIFY(table.find(key("192.0.2.1")));
    QVERIFY(!table.find(key("192.0.2.2")));
    table.forget(key("192.0.2.1"));
    QCOMPARE(table.size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(TestSourceLedger)
#include "test_source_ledger.moc"
