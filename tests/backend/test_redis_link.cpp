#include "scripted/rogue_server.h"
#include "store/redis_link.h"

#include <QElapsedTimer>
#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

class TestRedisLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aServerThatMisbehavesIsLeftInTime_data();
    void aServerThatMisbehavesIsLeftInTime();
    void anAddressIsUnderstoodOrRefused_data();
    void anAddressIsUnderstoodOrRefused();
};

void TestRedisLink::aServerThatMisbehavesIsLeftInTime_data()
{
    using Manner = RogueServer::Manner;
    QTest::addColumn<int>("manner");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("resets") << int(Manner::Resets) << QByteArray();
    QTest::newRow("says nothing") << int(Manner::Speaks) << QByteArray();
    QTest::newRow("speaks another protocol") << int(Manner::Speaks) << QByteArray("220 smtp.example ready\r\n");
    QTest::newRow("stops in the middle") << int(Manner::Speaks) << QByteArray("$100\r\nabc");
    QTest::newRow("promises too much") << int(Manner::Speaks) << QByteArray("$99999999999\r\nabc");
    QTest::newRow("nests without end") << int(Manner::Speaks) << QByteArray("*1\r\n").repeated(100);
    QTest::newRow("trickles") << int(Manner::Trickles) << QByteArray("$1000000\r\n") + QByteArray(1'000'000, 'x');
}

void TestRedisLink::aServerThatMisbehavesIsLeftInTime()
{
    QFETCH(const int, manner);
    QFETCH(const QByteArray, words);
    RogueServer rogue(RogueServer::Manner(manner), words);
    RedisLink link({QStringLiteral("127.0.0.1"), rogue.port(), 0}, {}, {200ms, 200ms});
    QElapsedTimer passed;
    passed.start();
    for (int i = 0; i < 2; ++i) {
        const Problem::Kind kind = link.exchange({{"GET", "x"}}).problem().kind;
        QVERIFY(kind == Problem::Kind::Unreachable || kind == Problem::Kind::TimedOut);
    }
    QVERIFY2(passed.elapsed() < 2'000, qPrintable(QString::number(passed.elapsed())));
}

void TestRedisLink::anAddressIsUnderstoodOrRefused_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<int>("database");
    const auto good = [](const char *url, const char *host, int port, int number) {
        QTest::newRow(url) << QString::fromLatin1(host) << port << number;
    };
    good("redis://cache", "cache", 6379, 0);
    good("redis://cache.example:7000/", "cache.example", 7000, 0);
    good("redis://127.0.0.1:7000/3", "127.0.0.1", 7000, 3);
    good("redis://[::1]:7000/3", "::1", 7000, 3);
    for (const char *bad : {"", "cache", "http://cache", "redis://", "redis://:secret@cache", "redis://me@cache",
                            "redis://cache/x", "redis://cache/-1", "redis://cache/1?db=2", "redis://cache:99999"})
        QTest::newRow(*bad ? bad : "empty") << QString() << 0 << 0;
}

void TestRedisLink::anAddressIsUnderstoodOrRefused()
{
    QFETCH(const QString, host);
    const QByteArray tag = QTest::currentDataTag();
    const auto address = redisAddress(tag == "empty" ? QString() : QString::fromLatin1(tag));
    if (host.isEmpty()) {
        QCOMPARE(address.problem().kind, Problem::Kind::Invalid);
        QVERIFY(!address.problem().detail.contains(u"secret@"));
        return;
    }
    QFETCH(const int, port);
    QFETCH(const int, database);
    QVERIFY(address);
    QVERIFY((address.value() == RedisAddress{host, port, database}));
}

QTEST_GUILESS_MAIN(TestRedisLink)
#include "test_redis_link.moc"
