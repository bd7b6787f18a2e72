#include "scripted/each_store.h"
#include "scripted/failing_database.h"
#include "scripted/scripted_lines.h"
#include "scripted/scripted_secrets.h"
#include "store/retention.h"
#include "store/schema.h"
#include "store/sqlite_database.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;

namespace {

const ClinicId rosewood(QStringLiteral("rosewood"));
const CallId kept(QStringLiteral("call-kept")), old(QStringLiteral("call-old"));

template<class T> QString why(const Result<T> &result) { return result ? QString() : result.problem().detail; }

} // namespace

class TestRetention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingFindsAForgottenCall_data() { m_stores.rows(); }
    void nothingFindsAForgottenCall();
    void aCallIsForgottenBeforeItIsIndexed_data() { m_stores.rows(); }
    void aCallIsForgottenBeforeItIsIndexed();
    void aCallThatWentOnElsewhereIsForgottenInBothStreams_data() { m_stores.rows(); }
    void aCallThatWentOnElsewhereIsForgottenInBothStreams();
    void forgettingStoppedAnywhereForgetsNothing_data() { m_stores.rows(); }
    void forgettingStoppedAnywhereForgetsNothing();
    void aCallWithADamagedEntryIsForgottenAllTheSame_data() { m_stores.rows(); }
    void aCallWithADamagedEntryIsForgottenAllTheSame();
    void aLiveCallIsNotForgotten_data() { m_stores.rows(); }
    void aLiveCallIsNotForgotten();
    void theOldestEndedCallsComeFirst_data() { m_stores.rows(); }
    void theOldestEndedCallsComeFirst();
    void theBytesOfTheKeyAreGoneFromTheFile();

private:
    qint64 count(const QString &table, const CallId &call);
    void callRow(const CallId &call, qint64 createdMs, std::optional<qint64> endedMs);
    void indexAll(int atMost = 100);
    qsizetype found(QStringView query);

    EachStore m_stores;
    std::unique_ptr<Database> m_database;
    ScriptedSecrets m_secrets;
    std::unique_ptr<KeyRing> m_keys;
    std::unique_ptr<SearchIndex> m_index;
    std::unique_ptr<ScriptedLines> m_lines;
};

void TestRetention::init()
{
    if (!QTest::currentDataTag())
        return; // opens its own file
    m_database = m_stores.fresh();
    m_secrets = {};
    m_keys = std::make_unique<KeyRing>(*m_database, m_secrets);
    QVERIFY(m_keys->openOrCreate(rosewood).ok());
    m_index = std::make_unique<SearchIndex>(*m_database, *m_keys);
    m_lines = std::make_unique<ScriptedLines>(*m_database, *m_keys);
    for (const CallId &call : {kept, old})
        QVERIFY(m_lines->begins(call).ok());
    for (int i = 0; i < 10; ++i) {
        QVERIFY(m_lines->hears(old, QStringLiteral("pain secret%1 secret").arg(i)).ok());
        QVERIFY(m_lines->hears(kept, QStringLiteral("pain shared%1").arg(i)).ok());
    }
    callRow(old, 1000, 2000);
    callRow(kept, 1000, 9000);
}

void TestRetention::callRow(const CallId &call, qint64 createdMs, std::optional<qint64> endedMs)
{
    const auto done = m_database->run(
        QStringLiteral("INSERT INTO call (id, clinic, branch, engine, direction, status, phase, provider, created_ms, "
                       "updated_ms, ended_ms, summary) VALUES (?, ?, '', '', '', '', '', '', ?, ?, ?, ?)"),
        {call.text(), rosewood.text(), createdMs, createdMs, endedMs ? QVariant(*endedMs) : QVariant(),
         QByteArray("sealed")});
    QVERIFY2(done.ok(), qPrintable(why(done)));
}

qint64 TestRetention::count(const QString &table, const CallId &call)
{
    const QString column = table == u"call" ? QStringLiteral("id") : QStringLiteral("call");
    return m_database->run(QStringLiteral("SELECT COUNT(*) FROM %1 WHERE %2 = ?").arg(table, column), {call.text()})
        .value()
        .rows[0][0]
        .toLongLong();
}

void TestRetention::indexAll(int atMost)
{
    for (;;) {
        const auto moved = m_index->indexNext(m_lines->engine, atMost);
        QVERIFY2(moved.ok(), qPrintable(why(moved)));
        if (moved.value() == 0)
            return;
    }
}

qsizetype TestRetention::found(QStringView query)
{
    const auto page = m_index->search(rosewood, query, 100);
    return page ? page.value().lines.size() : -1;
}

void TestRetention::nothingFindsAForgottenCall()
{
    indexAll(3);
    QVERIFY(m_database
                ->run(QStringLiteral("INSERT INTO session (call, clinic, state, verified, dropped_ms, expires_ms, "
                                     "sealed) VALUES (?, ?, 'open', 0, 0, 0, ?)"),
                      {old.text(), rosewood.text(), QByteArray("sealed")})
                .ok());
    QVERIFY(m_database
                ->run(QStringLiteral("INSERT INTO escalation (id, call, clinic, gravity, state, raised_ms) VALUES "
                                     "('e', ?, ?, 'asks', 'resolved', 0)"),
                      {old.text(), rosewood.text()})
                .ok());
    QCOMPARE(found(u"sec*"), 10);
    Retention retention(*m_database, *m_keys, *m_index);
    const Result<> forgotten = retention.forget(old);
    QVERIFY2(forgotten.ok(), qPrintable(why(forgotten)));
    for (const QString &table :
         {QStringLiteral("call"), QStringLiteral("session"), QStringLiteral("escalation"), QStringLiteral("call_key")})
        QCOMPARE(count(table, old), 0);
    QCOMPARE(count(QStringLiteral("call"), kept), 1);
    QCOMPARE(m_keys->callKey(old).problem().kind, Problem::Kind::NotFound);
    QVERIFY(entriesOfCall(*m_database, *m_keys, old).value().isEmpty());
    SearchIndex fresh(*m_database, *m_keys);
    for (SearchIndex *index : {m_index.get(), &fresh}) {
        QCOMPARE(index->search(rosewood, u"sec*", 100).value().lines.size(), 0);
        QCOMPARE(index->search(rosewood, u"pain secret3", 100).value().lines.size(), 0);
        QCOMPARE(index->search(rosewood, u"pain", 100).value().lines.size(), 10);
        QCOMPARE(index->search(rosewood, u"\"pain shared3\"", 100).value().lines.size(), 1);
        QCOMPARE(index->search(rosewood, u"sha*", 100).value().lines.size(), 10);
    }
    // Not one posting or word is left of it: pain, shared0 to shared9 and every line remain.
    QCOMPARE(m_database->run(QStringLiteral("SELECT COUNT(*) FROM lexicon")).value().rows[0][0].toInt(), 11);
    QCOMPARE(m_database->run(QStringLiteral("SELECT COUNT(DISTINCT term) FROM posting")).value().rows[0][0].toInt(),
             12);
    QVERIFY(retention.forget(old).ok()); // a second time: nothing left to do
    QVERIFY(m_lines->hears(kept, QStringLiteral("pain again")).ok());
    indexAll();
    QCOMPARE(found(u"pain"), 11);
}

void TestRetention::aCallIsForgottenBeforeItIsIndexed()
{
    QVERIFY(m_index->indexNext(m_lines->engine, 7).ok());
    QVERIFY(Retention(*m_database, *m_keys, *m_index).forget(old).ok());
    QCOMPARE(found(u"secret"), 0);
    QCOMPARE(found(u"pain"), 10);
    indexAll(4);
    QCOMPARE(found(u"sec*"), 0);
    QCOMPARE(found(u"pain"), 10);
    QCOMPARE(m_index->indexNext(m_lines->engine, 4).value(), 0);
}

void TestRetention::aCallThatWentOnElsewhereIsForgottenInBothStreams()
{
    indexAll();
    m_lines->engine = EngineId(QStringLiteral("engine-b"));
    QVERIFY(m_lines->hears(old, QStringLiteral("secret elsewhere")).ok());
    QVERIFY(m_lines->hears(kept, QStringLiteral("elsewhere")).ok());
    indexAll();
    QCOMPARE(found(u"elsewhere"), 2);
    QVERIFY(Retention(*m_database, *m_keys, *m_index).forget(old).ok());
    QCOMPARE(found(u"elsewhere"), 1);
    QCOMPARE(found(u"secret*"), 0);
}

void TestRetention::forgettingStoppedAnywhereForgetsNothing()
{
    QVERIFY(m_database->run(QStringLiteral("DELETE FROM journal WHERE position > 6")).ok());
    indexAll();
    for (int allowed = 0;; ++allowed) {
        FailingDatabase failing(*m_database);
        KeyRing keys(failing, m_secrets);
        QVERIFY(keys.openOrCreate(rosewood).ok());
        SearchIndex index(failing, keys);
        failing.changesAllowed = allowed;
        if (Retention(failing, keys, index).forget(old))
            break;
        QCOMPARE(found(u"secret"), 2);
        QCOMPARE(found(u"pain"), 4);
        QCOMPARE(count(QStringLiteral("call"), old), 1);
        QVERIFY(keys.callKey(old).ok());
    }
    QCOMPARE(found(u"secret"), 0);
    QCOMPARE(found(u"pain"), 2);
}

void TestRetention::aCallWithADamagedEntryIsForgottenAllTheSame()
{
    indexAll();
    QVERIFY(
        m_database->run(QStringLiteral("UPDATE journal SET body = ? WHERE position = 3"), {QByteArray("torn")}).ok());
    QVERIFY(!entriesOfCall(*m_database, *m_keys, old).ok());
    const Result<> forgotten = Retention(*m_database, *m_keys, *m_index).forget(old);
    QVERIFY2(forgotten.ok(), qPrintable(why(forgotten)));
    QCOMPARE(found(u"secret"), 0);
    QCOMPARE(found(u"pain"), 10);
}

void TestRetention::aLiveCallIsNotForgotten()
{
    const CallId live(QStringLiteral("call-live"));
    QVERIFY(m_lines->begins(live).ok());
    callRow(live, 500, std::nullopt);
    Retention retention(*m_database, *m_keys, *m_index);
    QCOMPARE(retention.forget(live).problem().kind, Problem::Kind::Refused);
    QVERIFY(m_keys->callKey(live).ok());
    QVERIFY(!retention.callsOlderThan(rosewood, instantFromMs(99'999), 10).value().contains(live));
}

void TestRetention::theOldestEndedCallsComeFirst()
{
    const CallId older(QStringLiteral("call-older"));
    callRow(older, 10, 20);
    Retention retention(*m_database, *m_keys, *m_index);
    QCOMPARE(retention.callsOlderThan(rosewood, instantFromMs(5000), 10).value(), (QList<CallId>{older, old}));
    QCOMPARE(retention.callsOlderThan(rosewood, instantFromMs(5000), 1).value(), QList<CallId>{older});
    QCOMPARE(retention.callsOlderThan(rosewood, instantFromMs(9001), 10).value(), (QList<CallId>{older, kept, old}));
    QVERIFY(retention.callsOlderThan(ClinicId(QStringLiteral("other")), instantFromMs(9001), 10).value().isEmpty());
}

void TestRetention::theBytesOfTheKeyAreGoneFromTheFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("store.sqlite"));
    const auto fileHas = [&](const QByteArray &bytes) {
        bool has = false;
        for (const char *suffix : {"", "-wal"}) {
            QFile file(path + QLatin1String(suffix));
            has = has || (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes));
        }
        return has;
    };
    auto database = std::move(openSqlite(path)).value();
    QVERIFY(migrate(*database).ok());
    ScriptedSecrets secrets;
    KeyRing keys(*database, secrets);
    QVERIFY(keys.openOrCreate(rosewood).ok());
    for (const CallId &call : {kept, old})
        QVERIFY(keys.newCallKey(rosewood, call).ok());
    const QString query = QStringLiteral("SELECT wrapped FROM call_key WHERE call = ?");
    const QByteArray wrapped = database->run(query, {old.text()}).value().rows[0][0].toByteArray();
    const QByteArray stays = database->run(query, {kept.text()}).value().rows[0][0].toByteArray();
    QVERIFY(fileHas(wrapped));
    SearchIndex index(*database, keys);
    Retention retention(*database, keys, index);
    QVERIFY(retention.forget(old).ok());
    const Result<> emptied = retention.emptyLog();
    QVERIFY2(emptied.ok(), qPrintable(why(emptied)));
    QVERIFY(!fileHas(wrapped));
    QVERIFY(fileHas(stays));
}

QTEST_GUILESS_MAIN(TestRetention)
#include "test_retention.moc"
