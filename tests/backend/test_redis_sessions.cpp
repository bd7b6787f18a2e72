#include "scripted/log_catcher.h"
#include "scripted/real_redis.h"
#include "scripted/scripted_journal.h"
#include "scripted/scripted_secrets.h"
#include "store/cached_sessions.h"
#include "store/redis_session_cache.h"
#include "store/schema.h"
#include "store/sqlite_database.h"

#include <QElapsedTimer>
#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

constexpr Instant start = instantFromMs(1'760'000'000'000);
const QString number = QStringLiteral("+493012345678");

CallId id(const char *text) { return CallId(QString::fromLatin1(text)); }

std::unique_ptr<Database> freshStore()
{
    auto opened = openSqlite(QStringLiteral(":memory:"));
    if (!opened || !migrate(*opened.value()))
        qFatal("no store");
    return std::move(opened).value();
}

// One engine's sessions, in front of a Redis server.
struct Desk
{
    std::unique_ptr<Database> database = freshStore();
    ScriptedSecrets secrets;
    KeyRing keys{*database, secrets};
    ScriptedJournal journal{*database, keys, QStringLiteral("oak")};
    SessionBook book{*database};
    std::unique_ptr<SessionCache> cache;
    CachedSessions sessions;

    explicit Desk(const QString &url, const QByteArray &password = {})
        : cache((keepPassword(password), openRedisSessions(url, secrets).value().release()))
        , sessions(book, keys, cache.get())
    {
        if (!keys.openOrCreate(journal.clinic()))
            qFatal("no keys");
    }
    void keepPassword(const QByteArray &password)
    {
        if (!password.isEmpty())
            secrets.kept.insert(redisPasswordName, password);
    }
    void drop(const char *call, Instant at = start)
    {
        journal.drop(id(call), number, at);
        QVERIFY(sessions.refresh(id(call), at));
    }
    std::optional<WaitingSession> find(Instant now = start, const QString &by = number)
    {
        const auto found = sessions.find(journal.clinic(), markOfNumber(by), now);
        if (!found)
            qFatal("%s", qPrintable(found.problem().detail));
        return found.value();
    }
};

} // namespace

class TestRedisSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_redis.start(), qPrintable(m_redis.failure())); }
    void init()
    {
        QVERIFY(m_redis.start());
        asked({"FLUSHALL"});
    }

    void aDroppedCallIsFoundInTheCache();
    void nothingInTheCacheTellsOfTheCaller();
    void anEntryLivesAsLongAsItsSession();
    void theCacheIsFilledFromTheStoreInBatches();
    void whatIsOverLeavesTheCache_data();
    void whatIsOverLeavesTheCache();
    void theOlderSessionComesBackWhenTheNewerIsOver();
    void aStaleEntryResurrectsNothing();
    void aCacheThatForgotIsFilledFromTheStoreAsItIsAsked();
    void whatNoEngineWroteIsNotBelieved_data();
    void whatNoEngineWroteIsNotBelieved();
    void theCacheMayGoBeforeAnyStep_data();
    void theCacheMayGoBeforeAnyStep();
    void aLinkThatTheServerClosedWhileItRestedIsNoLoss();
    void aCacheThatHangsCostsOneShortWait();
    void thePasswordComesFromTheSecretStore();

private:
    QByteArray asked(const RedisCommand &command)
    {
        RedisLink link({QStringLiteral("127.0.0.1"), m_redis.port(), 0}, {}, {1s, 1s});
        const auto answers = link.exchange({command});
        return answers ? answers.value().first().bytes : QByteArray("unreachable");
    }
    QByteArray counted() { return asked({"EVAL", "return tostring(redis.call('DBSIZE'))", "0"}); }

    RealRedis m_redis;
};

void TestRedisSessions::aDroppedCallIsFoundInTheCache()
{
    Desk desk(m_redis.url());
    desk.drop("c1");
    const auto found = desk.find();
    QVERIFY(found);
    QCOMPARE(desk.sessions.counts().found, 1);
    QCOMPARE(desk.sessions.counts().missed, 0);
    QVERIFY(found == desk.book.find(found->caller, start).value());
    QVERIFY(found->afterVerification(SessionVerified{id("c2")}, desk.keys));
    QVERIFY(!desk.find(start, QStringLiteral("+493087654321")));
}

void TestRedisSessions::nothingInTheCacheTellsOfTheCaller()
{
    Desk desk(m_redis.url());
    desk.drop("c1");
    const QByteArray key = asked({"RANDOMKEY"});
    QVERIFY(key.startsWith("nightbell:session:"));
    const QByteArray all = key + asked({"GET", key});
    QVERIFY(all.size() > 100);
    for (const QByteArray &planted : {QByteArray("3012345678"), QByteArray("knee"), QByteArray("k\0n\0e\0e", 7),
                                      QByteArray("which-day"), QByteArray("oak")})
        QVERIFY2(!all.contains(planted), planted);
}

void TestRedisSessions::anEntryLivesAsLongAsItsSession()
{
    Desk desk(m_redis.url());
    desk.drop("c1");
    const qint64 lives =
        asked({"EVAL", "return tostring(redis.call('PTTL', redis.call('RANDOMKEY')))", "0"}).toLongLong();
    QVERIFY2(lives > 3'500'000 && lives <= 3'600'000, qPrintable(QString::number(lives)));
    QVERIFY(!desk.find(start + 1h)); // by the caller's clock it is over, whatever the cache still holds
    desk.drop("c2", start - 2h);
    QCOMPARE(desk.find()->call, id("c1"));
}

void TestRedisSessions::theCacheIsFilledFromTheStoreInBatches()
{
    Desk desk(m_redis.url());
    constexpr int callers = 450;
    const auto numberOf = [](int i) { return QStringLiteral("+4930%1").arg(1'000'000 + i); };
    for (int i = 0; i < callers; ++i)
        desk.journal.drop(CallId(QString::number(i)), numberOf(i), start);
    desk.journal.drop(id("over"), number, start - 2h);
    desk.journal.drop(id("newer"), numberOf(7), start + 1s);
    QVERIFY(desk.sessions.needsFilling());
    int batches = 1;
    while (desk.sessions.fillSome(start + 2s).value())
        ++batches;
    QVERIFY(batches > 1);
    QVERIFY(!desk.sessions.needsFilling());
    QCOMPARE(counted(), QByteArray::number(callers));
    for (int i = 0; i < callers; ++i)
        QCOMPARE(desk.find(start + 2s, numberOf(i))->call, i == 7 ? id("newer") : CallId(QString::number(i)));
    QCOMPARE(desk.sessions.counts().missed, 0);
}

void TestRedisSessions::whatIsOverLeavesTheCache_data()
{
    QTest::addColumn<bool>("resumed");
    QTest::addColumn<int>("end");
    QTest::newRow("resumed") << true << -1;
    QTest::newRow("completed") << false << int(SessionEnd::Completed);
    QTest::newRow("expired") << false << int(SessionEnd::Expired);
}

void TestRedisSessions::whatIsOverLeavesTheCache()
{
    QFETCH(const bool, resumed);
    QFETCH(const int, end);
    Desk desk(m_redis.url());
    desk.drop("c1");
    QCOMPARE(counted(), QByteArray("1"));
    if (resumed) {
        QVERIFY(desk.sessions.resume(*desk.find(), id("c2"), start));
    } else {
        desk.journal.write(id("c1"), start, {SessionClosed{SessionEnd(end)}});
        QVERIFY(desk.sessions.refresh(id("c1"), start));
    }
    QCOMPARE(counted(), QByteArray("0"));
    QVERIFY(!desk.find());
}

void TestRedisSessions::theOlderSessionComesBackWhenTheNewerIsOver()
{
    Desk desk(m_redis.url());
    desk.drop("older");
    desk.drop("newer", start + 1s);
    QCOMPARE(desk.find(start + 2s)->call, id("newer"));
    QVERIFY(desk.sessions.resume(*desk.find(start + 2s), id("c3"), start + 2s));
    QCOMPARE(desk.find(start + 3s)->call, id("older"));
    QCOMPARE(desk.sessions.counts().missed, 0);
}

void TestRedisSessions::aStaleEntryResurrectsNothing()
{
    Desk desk(m_redis.url());
    desk.drop("c1");
    QVERIFY(desk.book.resume(id("c1"), id("elsewhere"), start)); // another engine, and its message to the cache is lost
    const auto stale = desk.find();
    QVERIFY(stale);
    QCOMPARE(desk.sessions.resume(*stale, id("c2"), start).problem().kind, Problem::Kind::Refused);
    QCOMPARE(counted(), QByteArray("0"));
    QVERIFY(!desk.find());
}

void TestRedisSessions::aCacheThatForgotIsFilledFromTheStoreAsItIsAsked()
{
    Desk desk(m_redis.url());
    desk.drop("c1");
    asked({"FLUSHALL"});
    QCOMPARE(desk.find()->call, id("c1"));
    QCOMPARE(desk.sessions.counts().missed, 1);
    QCOMPARE(desk.find()->call, id("c1"));
    QCOMPARE(desk.sessions.counts().found, 1);
}

void TestRedisSessions::whatNoEngineWroteIsNotBelieved_data()
{
    QTest::addColumn<QString>("what");
    for (const char *each : {"garbage", "nothing", "cut", "changed", "of another caller", "a list"})
        QTest::newRow(each) << QString::fromLatin1(each);
}

void TestRedisSessions::whatNoEngineWroteIsNotBelieved()
{
    QFETCH(const QString, what);
    Desk desk(m_redis.url());
    desk.drop("c1");
    const QByteArray key = asked({"RANDOMKEY"}), value = asked({"GET", key});
    QByteArray changed = value;
    changed[value.size() / 2] = char(changed[value.size() / 2] ^ 1);
    asked({"FLUSHALL"});
    desk.journal.drop(id("other"), QStringLiteral("+493087654321"), start);
    QVERIFY(desk.sessions.refresh(id("other"), start));
    const QByteArray ofAnother = asked({"GET", asked({"RANDOMKEY"})});
    if (what == u"a list")
        asked({"LPUSH", key, value});
    else
        asked({"SET", key,
               what == u"garbage"       ? QByteArray("hello")
                   : what == u"nothing" ? QByteArray()
                   : what == u"cut"     ? value.chopped(1)
                   : what == u"changed" ? changed
                                        : ofAnother});
    LogCatcher log;
    QCOMPARE(desk.find()->call, id("c1"));
    QCOMPARE(desk.sessions.counts().wrong, 1);
    QCOMPARE(desk.sessions.counts().missed, 1);
    QCOMPARE(desk.find()->call, id("c1")); // put right
    QCOMPARE(desk.sessions.counts().wrong, 1);
    QVERIFY(log.lines("cache is").isEmpty());
}

void TestRedisSessions::theCacheMayGoBeforeAnyStep_data()
{
    QTest::addColumn<int>("step");
    QTest::newRow("never there") << 0;
    QTest::newRow("before the fill") << 1;
    QTest::newRow("before the drop") << 2;
    QTest::newRow("before the look-up") << 3;
    QTest::newRow("before the resumption") << 4;
    QTest::newRow("before the completion") << 5;
}

void TestRedisSessions::theCacheMayGoBeforeAnyStep()
{
    QFETCH(const int, step);
    LogCatcher log;
    Desk desk(m_redis.url());
    const auto reach = [&](int now) {
        if (now == step)
            m_redis.kill();
    };
    reach(0);
    if (step > 0)
        QVERIFY(!desk.find()); // the link is open
    reach(1);
    QVERIFY(desk.sessions.fillSome(start));
    reach(2);
    desk.drop("c1");
    reach(3);
    const auto found = desk.find();
    QVERIFY(found);
    reach(4);
    QVERIFY(desk.sessions.resume(*found, id("c2"), start));
    desk.journal.write(id("c1"), start, {SessionResumed{id("c2")}, SessionClosed{SessionEnd::Completed}});
    reach(5);
    QVERIFY(desk.sessions.refresh(id("c1"), start));
    QVERIFY(!desk.find());
    QVERIFY(!desk.find(start + 1min));
    QCOMPARE(log.lines("the session cache is gone").size(), 1);

    QVERIFY(m_redis.start());
    QVERIFY(!desk.find(start + 10min));
    QVERIFY(desk.sessions.needsFilling()); // it came back empty
    desk.drop("c3", start + 10min);
    QCOMPARE(counted(), QByteArray("1"));
    QCOMPARE(log.lines("the session cache is back").size(), 1);
    QCOMPARE(log.lines("the session cache is gone").size(), 1);
    QVERIFY(log.lines("3012345678").isEmpty());
}

void TestRedisSessions::aLinkThatTheServerClosedWhileItRestedIsNoLoss()
{
    LogCatcher log;
    Desk desk(m_redis.url());
    desk.drop("c1");
    asked({"CLIENT", "KILL", "TYPE", "normal"});
    QCOMPARE(desk.find()->call, id("c1"));
    QCOMPARE(desk.sessions.counts().found, 1);
    QCOMPARE(desk.sessions.counts().failures, 0);
    QVERIFY(log.lines("the session cache").isEmpty());
}

void TestRedisSessions::aCacheThatHangsCostsOneShortWait()
{
    Desk desk(m_redis.url());
    desk.drop("c1");
    m_redis.hold();
    LogCatcher log;
    QElapsedTimer passed;
    passed.start();
    for (int i = 0; i < 100; ++i)
        QCOMPARE(desk.find(start + Span(i))->call, id("c1"));
    const qint64 waitedMs = passed.elapsed();
    m_redis.goOn();
    QVERIFY2(waitedMs < 1'000, qPrintable(QString::number(waitedMs)));
    QCOMPARE(desk.sessions.counts().failures, 1);
    QCOMPARE(log.lines("the session cache is gone").size(), 1);
    QCOMPARE(desk.find(start + 1s)->call, id("c1")); // its late answer was not taken for this one's
    QCOMPARE(log.lines("the session cache is back").size(), 1);
}

void TestRedisSessions::thePasswordComesFromTheSecretStore()
{
    RealRedis guarded("open sesame");
    QVERIFY2(guarded.start(), qPrintable(guarded.failure()));
    Desk let(guarded.url(), "open sesame");
    let.drop("c1");
    QCOMPARE(let.find()->call, id("c1"));
    QCOMPARE(let.sessions.counts().found, 1);

    LogCatcher log;
    Desk refused(guarded.url(), "wrong");
    refused.drop("c1");
    QCOMPARE(refused.find()->call, id("c1"));
    QCOMPARE(log.lines("the session cache is gone").size(), 1);
    QVERIFY(log.lines("wrong").isEmpty());

    ScriptedSecrets locked;
    locked.answersWith = Problem{Problem::Kind::Locked, {}};
    QCOMPARE(openRedisSessions(guarded.url(), locked).problem().kind, Problem::Kind::Locked);
}

QTEST_GUILESS_MAIN(TestRedisSessions)
#include "test_redis_sessions.moc"
