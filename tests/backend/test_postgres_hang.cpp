// A server that hangs: its machine still confirms what it is sent, so that nothing but our own patience ends the wait.
#include "scripted/full_store.h"
#include "scripted/real_postgres.h"
#include "store/postgres_database.h"
#include "store/store_plan.h"

#include <QElapsedTimer>
#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

const QString oneMore = QStringLiteral("INSERT INTO note (id) VALUES (?)");

} // namespace

class TestPostgresHang : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_postgres.start(), qPrintable(m_postgres.failure())); }
    void init() { m_name = m_postgres.createDatabase(); }
    void cleanup() { m_postgres.goOn(); }
    void aHungServerIsGivenUpInTime();
    void aCommitThatIsNotAnsweredIsInDoubt();
    void aServerThatAnswersIsWaitedForAsOftenAsAsked();
    void whileTheServerHangsEventsAreKeptOnThisMachineAndComeInOrderAfterwards();

private:
    std::unique_ptr<Database> open()
    {
        auto opened = openPostgres({m_postgres.url(m_name), {}, {storeClinic}});
        return opened ? std::move(opened).value() : nullptr;
    }

    RealPostgres m_postgres;
    QString m_name;
};

void TestPostgresHang::aHungServerIsGivenUpInTime()
{
    const auto database = open();
    QVERIFY(database->run(QStringLiteral("CREATE TABLE note (id TEXT PRIMARY KEY)")));
    database->answerWithin(300ms);
    m_postgres.hold();
    QElapsedTimer clock;
    clock.start();
    const auto lost = database->run(oneMore, {QStringLiteral("a")});
    QVERIFY2(clock.elapsed() >= 290 && clock.elapsed() < 2'000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(!lost);
    QCOMPARE(lost.problem().kind, Problem::Kind::Unreachable);
    QVERIFY2(lost.problem().detail.contains(QStringLiteral("no answer in time")), qPrintable(lost.problem().detail));
    m_postgres.goOn();
    QVERIFY(database->run(oneMore, {QStringLiteral("b")}));
}

void TestPostgresHang::aCommitThatIsNotAnsweredIsInDoubt()
{
    const auto database = open();
    QVERIFY(database->run(QStringLiteral("CREATE TABLE note (id TEXT PRIMARY KEY)")));
    database->answerWithin(300ms);
    QVERIFY(database->begin());
    QVERIFY(database->run(oneMore, {QStringLiteral("a")}));
    m_postgres.hold();
    const Result<> kept = database->commit();
    QVERIFY(!kept);
    QCOMPARE(kept.problem().kind, Problem::Kind::InDoubt);
}

void TestPostgresHang::aServerThatAnswersIsWaitedForAsOftenAsAsked()
{
    const auto database = open();
    database->answerWithin(400ms);
    for (int i = 0; i < 8; ++i) // together longer than the patience
        QVERIFY(database->run(QStringLiteral("SELECT pg_sleep(0.15)")));
    QVERIFY(!database->run(QStringLiteral("SELECT pg_sleep(2)")));
}

void TestPostgresHang::whileTheServerHangsEventsAreKeptOnThisMachineAndComeInOrderAfterwards()
{
    QTemporaryDir folder;
    ScriptedSecrets secrets;
    auto opened = openFullJournal(
        [this]() -> Result<std::unique_ptr<Database>> {
            auto database = open();
            database->answerWithin(writerWaits);
            return database;
        },
        secrets, folder.filePath(QStringLiteral("spill")));
    QVERIFY(opened);
    Journal &journal = *opened.value();
    const CallId call(QStringLiteral("c1"));
    const auto append = [&](const Happening &what) {
        return journal.append(storeClinic, {call, wallClock(), what, {}});
    };
    QVERIFY(append(Initiated{.clinic = storeClinic}).result().value().where == Receipt::Where::Store);
    m_postgres.hold();
    QElapsedTimer clock;
    clock.start();
    QList<QFuture<Result<Receipt>>> receipts;
    for (int turn = 1; turn <= 20; ++turn)
        receipts << append(TurnMoved{turn});
    for (const auto &receipt : std::as_const(receipts))
        QVERIFY(receipt.result().value().where == Receipt::Where::Spill);
    // Waited for once, however many events came.
    QVERIFY2(clock.elapsed() < (2 * writerWaits).count(), qPrintable(QString::number(clock.elapsed())));
    m_postgres.goOn();
    QTRY_VERIFY_WITH_TIMEOUT(!journal.behind().since, 30'000);
    journal.close();
    auto store = furnish(open(), secrets);
    const auto entries = entriesAfter(*store.value().database, *store.value().keys, storeEngine, 0, 100);
    QCOMPARE(entries.value().size(), 21);
    for (qsizetype i = 1; i < 21; ++i) {
        QCOMPARE(entries.value()[i].position, i + 1);
        QCOMPARE(std::get<TurnMoved>(entries.value()[i].event.what).turn, int(i));
    }
}

QTEST_GUILESS_MAIN(TestPostgresHang)
#include "test_postgres_hang.moc"
