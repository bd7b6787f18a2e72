// Nothing that was acknowledged is lost when the process dies: killed at random moments, and at every single operation
// of a commit, with an outside list of what was acknowledged. NIGHTBELL_KILLS sets how often.
#include "scripted/full_store.h"
#include "scripted/journal_child.h"

#include "store/rebuild.h"
#include "store/sqlite_database.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace nightbell::crash;

namespace {

constexpr int killsAnywhere = 300; // in the time that CI has
constexpr int killsOfAStore = 30;  // then a new one is begun
constexpr int operationsOfACommit = 60;

int killsWanted()
{
    const int wanted = qEnvironmentVariableIntValue("NIGHTBELL_KILLS");
    return wanted > 0 ? wanted : killsAnywhere;
}

} // namespace

class TestKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsLostWhenTheProcessDiesAtARandomMoment();
    void nothingIsLostWhenTheProcessDiesAtAnyStepOfACommit();
    void nothingIsLostWhenTheProcessDiesWhileTheStoreIsAway();
    void cleanupTestCase();

private:
    void beginStore();
    void killOnce(const Death &death);
    void collect(const QByteArray &lines);
    void everythingAcknowledgedIsThere();
    void theStoreIsWhole();

    std::unique_ptr<QTemporaryDir> m_folder;
    ScriptedSecrets m_secrets;
    QHash<qint64, QString> m_acknowledged; // position → words, of this store
    qint64 m_verified = 0, m_run = 0;
    qint64 m_kills = 0, m_inAll = 0, m_spilled = 0;
    QRandomGenerator m_chance{20260101};
};

void TestKill::initTestCase() { beginStore(); }

void TestKill::beginStore()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets.kept.clear();
    m_acknowledged.clear();
    m_verified = 0;
    QVERIFY(openStore(m_folder->path(), m_secrets).ok());
}

void TestKill::killOnce(const Death &death)
{
    if (m_kills && m_kills % killsOfAStore == 0) {
        theStoreIsWhole();
        beginStore();
    }
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), argumentsFor(++m_run, m_folder->path(), m_secrets, death));
    QVERIFY(child.waitForStarted());
    if (death.atOperation == 0) {
        QVERIFY(child.waitForReadyRead());                // it works
        child.waitForFinished(int(m_chance.bounded(60))); // a random moment, not a wait for anything
        child.kill();
    }
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    ++m_kills;
    collect(child.readAllStandardOutput());
    everythingAcknowledgedIsThere();
}

void TestKill::collect(const QByteArray &lines)
{
    const QList<QByteArray> all = lines.split('\n');
    for (const QByteArray &line : all.first(all.size() - 1)) { // the last one was cut by the kill, or is empty
        const QList<QByteArray> words = line.split(' ');
        QCOMPARE(words.size(), 3);
        m_acknowledged.insert(words[0].toLongLong(), wordsOf(m_run, words[1].toLongLong()));
        m_spilled += words[2] == "spill";
        ++m_inAll;
    }
}

void TestKill::everythingAcknowledgedIsThere()
{
    {
        auto journal = openJournal(m_folder->path(), m_secrets);
        QVERIFY2(journal.ok(), qPrintable(journal ? QString() : journal.problem().detail));
        journal.value()->close(); // what waits in the spill goes into the store
        QCOMPARE(journal.value()->behind().inSpill, 0);
    }
    auto store = openStore(m_folder->path(), m_secrets);
    QVERIFY(store.ok());
    const auto found = entriesAfter(*store.value().database, *store.value().keys, storeEngine, m_verified, 1'000'000);
    QVERIFY2(found.ok(), qPrintable(found ? QString() : found.problem().detail));
    for (const JournalEntry &entry : found.value()) {
        QCOMPARE(entry.position, ++m_verified); // no gap, nothing torn
        const QString words = m_acknowledged.take(entry.position);
        if (const auto *heard = std::get_if<Heard>(&entry.event.what); heard && !words.isEmpty())
            QCOMPARE(heard->words.reveal(), words);
    }
    QVERIFY2(m_acknowledged.isEmpty(),
             qPrintable(QStringLiteral("%1 acknowledged events are lost").arg(m_acknowledged.size())));
}

void TestKill::theStoreIsWhole()
{
    auto store = openStore(m_folder->path(), m_secrets);
    QVERIFY(store.ok());
    Database &database = *store.value().database;
    const auto integrity = database.run(QStringLiteral("PRAGMA integrity_check"), {});
    QVERIFY(integrity.ok());
    QCOMPARE(integrity.value().rows.at(0).at(0).toString(), QStringLiteral("ok"));
    const QString calls = QStringLiteral(
        "SELECT id, clinic, branch, engine, status, phase, created_ms, updated_ms, ended_ms FROM call ORDER BY id");
    const QString sessions =
        QStringLiteral("SELECT call, state, caller, verified, dropped_ms, expires_ms FROM session ORDER BY call");
    const auto before = database.run(calls), sessionsBefore = database.run(sessions);
    QVERIFY(rebuild(store.value(), [](const RebuildProgress &) {}).ok());
    QCOMPARE(database.run(calls).value().rows, before.value().rows);
    QCOMPARE(database.run(sessions).value().rows, sessionsBefore.value().rows);
}

void TestKill::nothingIsLostWhenTheProcessDiesAtARandomMoment()
{
    for (int kill = 0; kill < killsWanted() / 2; ++kill) {
        killOnce({});
        if (QTest::currentTestFailed())
            return;
    }
}

void TestKill::nothingIsLostWhenTheProcessDiesAtAnyStepOfACommit()
{
    for (int kill = 0; kill < killsWanted() * 2 / 5; ++kill) {
        killOnce({.atOperation = 20 + kill / 2 % operationsOfACommit, .afterwards = kill % 2 == 1});
        if (QTest::currentTestFailed())
            return;
    }
}

void TestKill::nothingIsLostWhenTheProcessDiesWhileTheStoreIsAway()
{
    for (int kill = 0; kill < killsWanted() / 10; ++kill) {
        killOnce({.storeAway = true});
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(m_spilled > 0);
}

void TestKill::cleanupTestCase()
{
    theStoreIsWhole();
    qInfo("killed %lld times; %lld events were acknowledged (%lld of them in the spill), none lost, none torn, "
          "integrity ok",
          m_kills, m_inAll, m_spilled);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == QStringLiteral("--write"))
        return writeUntilKilled(app.arguments());
    TestKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_kill.moc"
