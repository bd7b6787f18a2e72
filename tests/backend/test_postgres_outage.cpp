#include "scripted/real_postgres.h"
#include "store/postgres_database.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

using namespace nightbell;

namespace {

constexpr qint64 quicklyMs = 2'000;

qint64 count(Database &database)
{
    const auto found = database.run(QStringLiteral("SELECT COUNT(*) FROM note WHERE id <> ?"), {QString()});
    return found ? found.value().rows.at(0).at(0).toLongLong() : -1;
}

Result<SqlRows> put(Database &database, const char *id)
{
    return database.run(QStringLiteral("INSERT INTO note (id) VALUES (?)"), {QString::fromLatin1(id)});
}

} // namespace

class TestPostgresOutage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aServerThatIsAwayIsUnreachableQuickly();
    void aServerThatNeverAnswersIsGivenUp();
    void aLossInsideATransactionSpoilsAllOfIt();
    void aLossBeforeTheCommitWasSentIsNotInDoubt();
    void aLossDuringTheCommitIsInDoubt();
    void aServerThatCameBackIsUsedAgain();
    void aTransactionBegunAfterARestartNeverNoticesIt();
    void settingsAreAppliedAgainAfterARestart();
    void anEndedSessionIsUnreachableAndThenReplaced();

private:
    std::unique_ptr<Database> open();

    RealPostgres m_postgres;
    QString m_name;
};

void TestPostgresOutage::initTestCase() { QVERIFY2(m_postgres.start(), qPrintable(m_postgres.failure())); }

void TestPostgresOutage::init()
{
    QVERIFY2(m_postgres.start(), qPrintable(m_postgres.failure()));
    m_name = m_postgres.createDatabase();
    QVERIFY(open()->run(QStringLiteral("CREATE TABLE note (id TEXT PRIMARY KEY)")));
}

std::unique_ptr<Database> TestPostgresOutage::open()
{
    auto opened = openPostgres({m_postgres.url(m_name), {}, {ClinicId(QStringLiteral("lakeside"))}});
    return opened ? std::move(opened).value() : nullptr;
}

void TestPostgresOutage::aServerThatIsAwayIsUnreachableQuickly()
{
    const auto database = open();
    m_postgres.kill();
    QElapsedTimer clock;
    clock.start();
    const auto run = put(*database, "a");
    const auto begun = database->begin();
    const auto opened = openPostgres({m_postgres.url(m_name), {}, {}});
    QVERIFY(clock.elapsed() < quicklyMs);
    QVERIFY(!run && !begun && !opened);
    QCOMPARE(run.problem().kind, Problem::Kind::Unreachable);
    QCOMPARE(begun.problem().kind, Problem::Kind::Unreachable);
    QCOMPARE(opened.problem().kind, Problem::Kind::Unreachable);
}

void TestPostgresOutage::aServerThatNeverAnswersIsGivenUp()
{
    QTcpServer silent; // the kernel accepts for it
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QElapsedTimer clock;
    clock.start();
    const auto opened = openPostgres(
        {QStringLiteral("postgresql://me@127.0.0.1:%1/db?connect_timeout=2").arg(silent.serverPort()), {}, {}});
    QVERIFY(!opened);
    QCOMPARE(opened.problem().kind, Problem::Kind::Unreachable);
    QVERIFY(clock.elapsed() < 2 * quicklyMs);
}

void TestPostgresOutage::aLossInsideATransactionSpoilsAllOfIt()
{
    const auto database = open();
    QVERIFY(database->begin());
    QVERIFY(put(*database, "a"));
    m_postgres.kill();
    QVERIFY(m_postgres.start());
    for (const char *id : {"b", "c"}) {
        const auto lost = put(*database, id);
        QVERIFY(!lost); // c must not slip in alone over a new connection
        QCOMPARE(lost.problem().kind, Problem::Kind::Unreachable);
    }
    database->rollBack();
    QCOMPARE(count(*database), 0);
}

void TestPostgresOutage::aLossBeforeTheCommitWasSentIsNotInDoubt()
{
    const auto database = open();
    QVERIFY(database->begin());
    m_postgres.kill();
    QVERIFY(!put(*database, "a"));
    const Result<> kept = database->commit();
    QVERIFY(!kept);
    QCOMPARE(kept.problem().kind, Problem::Kind::Unreachable);
}

void TestPostgresOutage::aLossDuringTheCommitIsInDoubt()
{
    const auto database = open();
    QVERIFY(database->begin());
    QVERIFY(put(*database, "a"));
    m_postgres.kill();
    const Result<> kept = database->commit();
    QVERIFY(!kept);
    QCOMPARE(kept.problem().kind, Problem::Kind::InDoubt);
    QVERIFY(m_postgres.start());
    QVERIFY(inTransaction(*database, [&] { return put(*database, "b"); }));
}

void TestPostgresOutage::aServerThatCameBackIsUsedAgain()
{
    const auto database = open();
    QVERIFY(put(*database, "a"));
    m_postgres.kill();
    QVERIFY(!put(*database, "b"));
    QVERIFY(!put(*database, "b"));
    QVERIFY(m_postgres.start());
    QVERIFY(put(*database, "b"));
    QCOMPARE(count(*database), 2);
}

void TestPostgresOutage::aTransactionBegunAfterARestartNeverNoticesIt()
{
    const auto database = open();
    QVERIFY(put(*database, "a"));
    m_postgres.stop();
    QVERIFY(m_postgres.start());
    QVERIFY(inTransaction(*database, [&] { return put(*database, "b"); }));
    QCOMPARE(count(*database), 2);
}

void TestPostgresOutage::settingsAreAppliedAgainAfterARestart()
{
    const auto database = open();
    QVERIFY(database->showClinics({ClinicId(QStringLiteral("hill")), ClinicId(QStringLiteral("dale"))}));
    m_postgres.stop();
    QVERIFY(m_postgres.start());
    QVERIFY(database->begin());
    const auto found =
        database->run(QStringLiteral("SELECT current_setting('nightbell.clinics'), current_setting('lock_timeout')"));
    QVERIFY(found);
    QCOMPARE(found.value().rows, (QList<SqlValues>{{QStringLiteral("hill,dale"), QStringLiteral("5s")}}));
    QVERIFY(database->commit());
}

void TestPostgresOutage::anEndedSessionIsUnreachableAndThenReplaced()
{
    const auto database = open();
    const auto owner = openPostgres({m_postgres.ownerUrl(m_name), {}, {}});
    QVERIFY(owner);
    QVERIFY(database->begin());
    QVERIFY(owner.value()->run(QStringLiteral("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE "
                                              "usename = 'plain' AND pid <> pg_backend_pid()")));
    const auto lost = put(*database, "a");
    QVERIFY(!lost);
    QCOMPARE(lost.problem().kind, Problem::Kind::Unreachable);
    database->rollBack();
    QVERIFY(put(*database, "a"));
}

QTEST_GUILESS_MAIN(TestPostgresOutage)
#include "test_postgres_outage.moc"
