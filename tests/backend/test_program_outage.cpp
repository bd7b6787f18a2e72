// The whole program, built and started, on a real PostgreSQL and a real Redis that go away under it while calls come
// in. NIGHTBELL_OUTAGE_SECONDS makes the database stay away that long, with a call after the other all the time; for
// more than a few minutes QTEST_FUNCTION_TIMEOUT (milliseconds) has to grow with it.
#include "scripted/built_program.h"
#include "scripted/free_ports.h"
#include "scripted/phone_caller.h"
#include "scripted/real_postgres.h"
#include "scripted/real_redis.h"
#include "settings/secret_folder.h"
#include "store/journal_rows.h"
#include "store/open_store_database.h"

#include <QElapsedTimer>

using namespace nightbell;
using scripted::PhoneCaller;

namespace {

constexpr int answeredWithinMs = 3'000, caughtUpWithinMs = 60'000;
const ClinicId clinic(u"clinic"_s);

} // namespace

class TestProgramOutage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aDatabaseThatGoesAwayCostsNoCallAndNoEvent();
    void aDatabaseThatHangsCostsNoCallAndNoEvent();
    void aSessionCacheThatIsAwayIsToldOnceAndNothingWaitsForIt();

private:
    void startProgram();
    void begin(PhoneCaller &caller);
    void end(PhoneCaller &caller);
    void takeACall();
    void endProgram();
    qsizetype told(const char *words) const { return contents(m_folder->filePath(u"nightbell.log"_s)).count(words); }
    void everythingIsInTheJournalOnce();

    RealPostgres m_postgres;
    RealRedis m_redis;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_url;
    quint16 m_port = 0;
    std::unique_ptr<Program> m_program;
    int m_calls = 0;
};

void TestProgramOutage::init()
{
    QVERIFY2(m_postgres.start(), qPrintable(m_postgres.failure()));
    QVERIFY2(m_redis.start(), qPrintable(m_redis.failure()));
    m_folder = std::make_unique<QTemporaryDir>();
    m_url = m_postgres.url(m_postgres.createDatabase());
    m_port = scripted::freeSipPort();
    m_calls = 0;
}

void TestProgramOutage::cleanup()
{
    m_program.reset();
    if (QTest::currentTestFailed())
        qInfo().noquote() << contents(m_folder->filePath(u"nightbell.log"_s));
}

void TestProgramOutage::startProgram()
{
    m_program = std::make_unique<Program>(QStringList{
        u"--headless"_s, u"--set"_s, u"speech.transcriber=none"_s, u"--data"_s, m_folder->path(), u"--set"_s,
        u"secrets.from=folder"_s, u"--set"_s, u"store.url="_s + m_url, u"--set"_s, u"sessions.redis="_s + m_redis.url(),
        u"--set"_s, u"sip.listen=127.0.0.1:%1"_s.arg(m_port), u"--set"_s, u"rtp.ports=28000-28999"_s});
    QString lines;
    QTRY_VERIFY_WITH_TIMEOUT((lines += m_program->output()).contains(u"Calls are taken"_s), patienceMs);
}

void TestProgramOutage::begin(PhoneCaller &caller)
{
    ++m_calls;
    caller.invite();
    QTRY_VERIFY_WITH_TIMEOUT(caller.answered(), answeredWithinMs);
    caller.acknowledge();
    QTRY_VERIFY_WITH_TIMEOUT(!caller.packets.isEmpty(), answeredWithinMs);
}

void TestProgramOutage::end(PhoneCaller &caller)
{
    caller.hangUp();
    QTRY_VERIFY_WITH_TIMEOUT(caller.codes("BYE").contains(200), answeredWithinMs);
}

void TestProgramOutage::takeACall()
{
    PhoneCaller caller(m_port);
    begin(caller);
    if (!QTest::currentTestFailed())
        end(caller);
}

void TestProgramOutage::endProgram()
{
    m_program->signal(SIGTERM);
    QCOMPARE(m_program->code(), 0);
}

void TestProgramOutage::everythingIsInTheJournalOnce()
{
    SecretFolder secrets(m_folder->filePath(u"secrets"_s), SecretFolder::Use::Own);
    const auto database = openStoreDatabase(m_url, m_folder->path(), secrets, {clinic});
    QVERIFY(database);
    KeyRing keys(*database.value(), secrets);
    QVERIFY(keys.openOrCreate(clinic));
    const auto engine = database.value()->run(u"SELECT DISTINCT engine FROM journal"_s);
    QCOMPARE(engine.value().rows.size(), 1);
    const auto entries =
        entriesAfter(*database.value(), keys, EngineId(engine.value().rows[0][0].toString()), 0, 1'000'000);
    QVERIFY(entries);
    QHash<CallId, QStringList> calls;
    qint64 position = 0;
    for (const JournalEntry &entry : entries.value()) {
        QCOMPARE(entry.position, ++position); // none is lost
        calls[entry.event.call] << kindOf(entry.event.what);
    }
    QCOMPARE(calls.size(), m_calls);
    for (const QStringList &kinds : std::as_const(calls)) {
        QCOMPARE(kinds.first(), u"initiated"_s);
        for (const QString &once : {u"initiated"_s, u"answered"_s, u"said"_s, u"played"_s, u"ended"_s})
            QCOMPARE(kinds.count(once), 1);
        QVERIFY(kinds.indexOf(u"answered"_s) < kinds.indexOf(u"said"_s));
        QVERIFY(kinds.indexOf(u"said"_s) < kinds.indexOf(u"played"_s)); // how much, which is known after the end
    }
    qInfo("%lld calls, %lld events, none lost, none twice", qint64(calls.size()), position);
}

void TestProgramOutage::aDatabaseThatGoesAwayCostsNoCallAndNoEvent()
{
    startProgram();
    takeACall();
    PhoneCaller during(m_port); // begins with the database and ends without it
    begin(during);
    m_postgres.stop();
    const qsizetype heard = during.packets.size();
    QTRY_VERIFY(during.packets.size() > heard);
    end(during);
    QElapsedTimer away;
    away.start();
    do
        takeACall();
    while (!QTest::currentTestFailed()
           && away.elapsed() < 1'000 * qEnvironmentVariableIntValue("NIGHTBELL_OUTAGE_SECONDS"));
    QTRY_COMPARE(told("the store is away or behind"), 1);
    QCOMPARE(told("has everything again"), 0);

    QVERIFY2(m_postgres.start(), qPrintable(m_postgres.failure()));
    takeACall();
    QTRY_COMPARE_WITH_TIMEOUT(told("has everything again"), 1, caughtUpWithinMs);
    takeACall();
    endProgram();
    QCOMPARE(told("the store is away or behind"), 1);
    everythingIsInTheJournalOnce();
}

void TestProgramOutage::aDatabaseThatHangsCostsNoCallAndNoEvent()
{
    startProgram();
    takeACall();
    m_postgres.hold();
    for (int calls = 0; calls < 3; ++calls)
        takeACall();
    QTRY_COMPARE_WITH_TIMEOUT(told("the store is away or behind"), 1, 10'000); // its own patience and one try more
    m_postgres.goOn();
    QTRY_COMPARE_WITH_TIMEOUT(told("has everything again"), 1, caughtUpWithinMs);
    endProgram();
    everythingIsInTheJournalOnce();
}

void TestProgramOutage::aSessionCacheThatIsAwayIsToldOnceAndNothingWaitsForIt()
{
    constexpr int noticedWithinMs = 40'000; // the longest pause between two tries, and a round of the session desk
    m_redis.stop();
    startProgram();
    QTRY_COMPARE(told("the session cache is gone"), 1);
    takeACall();
    QVERIFY2(m_redis.start(), qPrintable(m_redis.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(told("the session cache is back"), 1, noticedWithinMs);
    m_redis.kill();
    takeACall();
    QTRY_COMPARE_WITH_TIMEOUT(told("the session cache is gone"), 2, noticedWithinMs);
    takeACall();
    endProgram();
    QCOMPARE(told("the session cache is gone"), 2);
    everythingIsInTheJournalOnce();
}

QTEST_GUILESS_MAIN(TestProgramOutage)
#include "test_program_outage.moc"
