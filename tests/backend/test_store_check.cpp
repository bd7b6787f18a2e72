#include "scripted/scripted_store.h"
#include "store/schema.h"
#include "store/search_index.h"
#include "store/sqlite_database.h"
#include "store/store_export.h"

#include <QBuffer>
#include <QTest>

using namespace nightbell;

namespace {

using Fault = Finding::Fault;

constexpr Instant start = instantFromMs(1'760'000'000'000);
const QString number = QStringLiteral("+493012345678");

CallId id(const char *text) { return CallId(QString::fromLatin1(text)); }

Finding found(Fault fault, const char *where) { return {fault, QString::fromLatin1(where)}; }

} // namespace

class TestStoreCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSoundStoreHasNoFindings_data() { m_stores.rows(); }
    void aSoundStoreHasNoFindings();
    void aChangedByteIsFoundWhereItIs_data() { m_stores.rows(); }
    void aChangedByteIsFoundWhereItIs();
    void anEntryMovedToAnotherPlaceIsFound_data() { m_stores.rows(); }
    void anEntryMovedToAnotherPlaceIsFound();
    void aDamagedIndexIsFound_data() { m_stores.rows(); }
    void aDamagedIndexIsFound();
    void missingEntriesAreFound_data() { m_stores.rows(); }
    void missingEntriesAreFound();
    void rowsThatTheJournalDoesNotBearOutAreFound_data() { m_stores.rows(); }
    void rowsThatTheJournalDoesNotBearOutAreFound();
    void callRowsThatTheJournalDoesNotBearOutAreFound_data() { m_stores.rows(); }
    void callRowsThatTheJournalDoesNotBearOutAreFound();
    void aCallWithoutItsKeyIsFoundUnlessItsRowsWentToo_data() { m_stores.rows(); }
    void aCallWithoutItsKeyIsFoundUnlessItsRowsWentToo();
    void aReaderBehindTheEndIsFound_data() { m_stores.rows(); }
    void aReaderBehindTheEndIsFound();
    void withoutKeysItIsToldWhatCouldNotBeVerified_data() { m_stores.rows(); }
    void withoutKeysItIsToldWhatCouldNotBeVerified();
    void findingsAreCountedButBounded_data() { m_stores.rows(); }
    void findingsAreCountedButBounded();
    void aDamagedFileOfSqliteIsFound();
    void aCallIsExportedInTheClear_data() { m_stores.rows(); }
    void aCallIsExportedInTheClear();

private:
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    EachStore m_stores;
    QTemporaryDir m_folder;
};

void TestStoreCheck::aSoundStoreHasNoFindings()
{
    ScriptedStore store(m_stores);
    QVERIFY(store.checked().sound());
    store.journal.drop(id("c1"), number, start);
    store.journal.drop(id("c2"), QStringLiteral("anonymous"), start);
    store.journal.write(id("c1"), start, {SessionVerified{id("c2")}, SessionResumed{id("c2")}});
    const CheckReport report = store.checked();
    QVERIFY2(report.sound() && report.notVerifiable == 0, printed(report));
    QCOMPARE(report.calls, 2);
    QCOMPARE(report.entries, store.journal.entries().size());
}

void TestStoreCheck::aChangedByteIsFoundWhereItIs()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    store.journal.drop(id("c2"), number, start);
    const auto spoil = [&](const char *column, const char *table, const char *where) {
        const QString from = QStringLiteral(" FROM %1 WHERE %2").arg(QLatin1String(table), QLatin1String(where));
        QByteArray bytes = store.database->run(QStringLiteral("SELECT ") + QLatin1String(column) + from)
                               .value()
                               .rows[0][0]
                               .toByteArray();
        bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
        QVERIFY(store.database->run(QStringLiteral("UPDATE %1 SET %2 = ? WHERE %3")
                                        .arg(QLatin1String(table), QLatin1String(column), QLatin1String(where)),
                                    {bytes}));
    };
    spoil("sealed", "session", "call = 'c2'");
    QCOMPARE(store.checked().findings, QList{found(Fault::SealBroken, "session of call c2")});
    spoil("body", "journal", "position = 3");
    QCOMPARE(store.checked().findings,
             (QList{found(Fault::SealBroken, "journal engine-1/3"), found(Fault::SealBroken, "session of call c2")}));
    spoil("wrapped", "call_key", "call = 'c1'");
    const CheckReport report = store.checked();
    QCOMPARE(report.findings,
             (QList{found(Fault::SealBroken, "key of call c1"), found(Fault::SealBroken, "session of call c2")}));
    QCOMPARE(report.damages, 2);
    QVERIFY(printed(report).contains("key of call c1"));
    QVERIFY(!printed(report).contains("knee"));
}

void TestStoreCheck::anEntryMovedToAnotherPlaceIsFound()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    store.run("UPDATE journal SET body = (SELECT body FROM journal WHERE position = 4) WHERE position = 5");
    QCOMPARE(store.checked().findings, QList{found(Fault::SealBroken, "journal engine-1/5")});
}

void TestStoreCheck::aDamagedIndexIsFound()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    SearchIndex index(*store.database, store.keys);
    QVERIFY(index.indexNext(EngineId(QStringLiteral("engine-1")), 100));
    QVERIFY2(store.checked().sound(), printed(store.checked()));
    QVERIFY(store.database->run(QStringLiteral("UPDATE posting SET sealed = ?"), {QByteArray(60, 'x')}));
    QVERIFY(store.database->run(QStringLiteral("UPDATE lexicon SET sealed = ?"), {QByteArray(60, 'x')}));
    const QList<Finding> findings = store.checked().findings;
    QVERIFY(findings.size() > 2);
    QVERIFY(findings.contains(found(Fault::SealBroken, "search index of clinic oak, engine-1/4")));
    QVERIFY(findings.contains(found(Fault::SealBroken, "word list of clinic oak")));
}

void TestStoreCheck::missingEntriesAreFound()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    store.run("DELETE FROM journal WHERE position IN (1, 4, 5)");
    const QList<Finding> findings = store.checked().findings;
    QVERIFY(findings.contains(found(Fault::GapInStream, "journal engine-1/1")));
    QVERIFY(findings.contains(found(Fault::GapInStream, "journal engine-1/4")));
}

void TestStoreCheck::rowsThatTheJournalDoesNotBearOutAreFound()
{
    ScriptedStore store(m_stores);
    for (const char *each : {"c1", "c2", "c3", "c4"})
        store.journal.drop(id(each), number, start);
    store.run("UPDATE session SET state = 'completed' WHERE call = 'c1'");
    store.run("UPDATE session SET caller = NULL WHERE call = 'c2'");
    store.run("DELETE FROM session WHERE call = 'c3'");
    store.run("UPDATE session SET call = 'c9' WHERE call = 'c4'");
    QCOMPARE(store.checked().findings,
             (QList{found(Fault::RowDiffers, "session of call c9"), found(Fault::RowDiffers, "session of call c1"),
                    found(Fault::RowDiffers, "session of call c2"), found(Fault::RowDiffers, "session of call c3"),
                    found(Fault::RowDiffers, "session of call c4")}));
}

void TestStoreCheck::callRowsThatTheJournalDoesNotBearOutAreFound()
{
    ScriptedStore store(m_stores);
    const Initiated initiated{.clinic = store.journal.clinic()};
    for (const char *each : {"c1", "c2", "c3", "c4"})
        store.journal.write(id(each), start,
                            {initiated, Escalated{EscalationId(QStringLiteral("e of ") + QString::fromLatin1(each))},
                             Ended{EndCause::CallerHungUp}});
    QVERIFY2(store.checked().sound(), printed(store.checked()));
    store.run("UPDATE call SET status = 'ringing' WHERE id = 'c1'");
    store.run("DELETE FROM call WHERE id = 'c2'");
    store.run("UPDATE call SET summary = (SELECT summary FROM call WHERE id = 'c1') WHERE id = 'c3'");
    store.run("UPDATE escalation SET state = 'resolved' WHERE call = 'c4'");
    QCOMPARE(store.checked().findings,
             (QList{found(Fault::RowDiffers, "row of call c1"), found(Fault::RowDiffers, "row of call c2"),
                    found(Fault::SealBroken, "row of call c3"), found(Fault::RowDiffers, "escalation of call c4")}));
}

void TestStoreCheck::aCallWithoutItsKeyIsFoundUnlessItsRowsWentToo()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    store.journal.drop(id("c2"), number, start);
    QVERIFY(store.keys.destroyCallKey(id("c1")));
    QVERIFY(store.keys.destroyCallKey(id("c2")));
    store.run("DELETE FROM call WHERE id = 'c1'");
    store.run("DELETE FROM session WHERE call = 'c1'");
    QCOMPARE(store.checked().findings, QList{found(Fault::KeyMissing, "call c2")});
}

void TestStoreCheck::aReaderBehindTheEndIsFound()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    store.run("INSERT INTO reader_cursor (reader, engine, position) VALUES ('calls', 'engine-1', 8), "
              "('mail', 'engine-1', 9), ('calls', 'engine-2', 1)");
    const QList<Finding> findings = store.checked().findings;
    QCOMPARE(findings.size(), 2);
    QVERIFY(findings.contains(found(Fault::CursorBeyond, "reader mail of engine-1")));
    QVERIFY(findings.contains(found(Fault::CursorBeyond, "reader calls of engine-2")));
}

void TestStoreCheck::withoutKeysItIsToldWhatCouldNotBeVerified()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    store.run("DELETE FROM journal WHERE position = 2");
    store.secrets.kept.clear();
    CheckReport report = store.checked();
    QCOMPARE(report.findings,
             (QList{found(Fault::NotVerifiable, "keys of clinic oak"), found(Fault::GapInStream, "journal engine-1/2"),
                    found(Fault::NotVerifiable, "call c1")}));
    QCOMPARE(report.notVerifiable, 2);
    QCOMPARE(report.damages, 1);
    QVERIFY(store.secrets.kept.isEmpty()); // nothing was made
    store.secrets.answersWith = Problem{Problem::Kind::Locked, {}};
    report = store.checked();
    QCOMPARE(report.notVerifiable, 2);
}

void TestStoreCheck::findingsAreCountedButBounded()
{
    ScriptedStore store(m_stores);
    QList<Happening> many{Initiated{.clinic = store.journal.clinic()}};
    for (int i = 0; i < 500; ++i)
        many << TurnMoved{i};
    store.journal.write(id("c1"), start, many);
    store.run("UPDATE journal SET body = (SELECT body FROM journal WHERE position = 1) WHERE position > 1");
    const CheckReport report = store.checked();
    QCOMPARE(report.damages, 500);
    QCOMPARE(report.findings.size(), CheckReport::findingsAtMost);
}

void TestStoreCheck::aDamagedFileOfSqliteIsFound()
{
    const QString file = path("damaged.sqlite");
    ScriptedSecrets secrets;
    {
        const auto database = openSqlite(file).value().release();
        const std::unique_ptr<Database> owned(database);
        QVERIFY(migrate(*database));
        KeyRing keys(*database, secrets);
        QVERIFY(keys.openOrCreate(ClinicId(QStringLiteral("oak"))));
        ScriptedJournal journal(*database, keys, QStringLiteral("oak"));
        for (int i = 0; i < 200; ++i)
            journal.drop(CallId(QString::number(i)), number, start);
        QVERIFY(database->run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
    }
    QFile bytes(file);
    QVERIFY(bytes.open(QIODevice::ReadWrite));
    bytes.seek(bytes.size() / 2 / 4096 * 4096);
    bytes.write(QByteArray(4096, '\x5a'));
    bytes.close();
    const auto database = openSqlite(file).value().release();
    const std::unique_ptr<Database> owned(database);
    KeyRing keys(*database, secrets);
    const auto report = check(*database, keys);
    QVERIFY(report);
    QVERIFY(!report.value().sound());
    QCOMPARE(report.value().findings.first().fault, Fault::FileDamaged);
}

void TestStoreCheck::aCallIsExportedInTheClear()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    store.journal.drop(id("c2"), number, start);
    QBuffer out;
    QVERIFY(out.open(QIODevice::WriteOnly));
    KeyRing keys(*store.database, store.secrets);
    QCOMPARE(exportCall(*store.database, keys, id("c1"), out).value(), 8);
    QList<QByteArray> lines = out.data().split('\n');
    QVERIFY(lines.takeLast().isEmpty());
    for (qsizetype i = 0; i < lines.size(); ++i)
        QVERIFY(eventFromJson(lines[i]).value() == store.journal.entries()[i].event);
    QVERIFY(out.data().contains("my knee hurts"));
    QCOMPARE(exportCall(*store.database, keys, id("nothing"), out).problem().kind, Problem::Kind::Invalid);
    QVERIFY(keys.destroyCallKey(id("c2")));
    QCOMPARE(exportCall(*store.database, keys, id("c2"), out).problem().kind, Problem::Kind::NotFound);
}

QTEST_GUILESS_MAIN(TestStoreCheck)
#include "test_store_check.moc"
