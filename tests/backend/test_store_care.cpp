#include "scripted/each_store.h"
#include "scripted/scripted_journal.h"
#include "scripted/scripted_secrets.h"
#include "store/postgres_database.h"
#include "store/schema.h"
#include "store/search_index.h"
#include "store/sqlite_database.h"
#include "store/store_backup.h"
#include "store/store_check.h"
#include "store/store_export.h"
#include "store/store_tables.h"

#include <QBuffer>
#include <QDir>
#include <QTest>
#include <QUuid>

using namespace nightbell;

namespace {

using Fault = Finding::Fault;

constexpr Instant start = instantFromMs(1'760'000'000'000);
const QString number = QStringLiteral("+493012345678");

CallId id(const char *text) { return CallId(QString::fromLatin1(text)); }

struct House
{
    std::unique_ptr<Database> database;
    ScriptedSecrets secrets;
    KeyRing keys;
    ScriptedJournal journal;
    PrivateText recoveryKey;

    explicit House(EachStore &stores)
        : database(stores.fresh())
        , keys(*database, secrets)
        , journal(*database, keys, QStringLiteral("oak"))
    {
        recoveryKey = keys.openOrCreate(journal.clinic()).value();
    }
    void run(const char *sql)
    {
        const auto done = database->run(QString::fromLatin1(sql));
        QVERIFY2(done, done ? "" : qPrintable(done.problem().detail));
    }
    CheckReport checked()
    {
        KeyRing fresh(*database, secrets); // as the command starts: nothing remembered
        const auto report = check(*database, fresh);
        if (!report)
            qFatal("%s", qPrintable(report.problem().detail));
        return report.value();
    }
};

Finding found(Fault fault, const char *where) { return {fault, QString::fromLatin1(where)}; }

QByteArray printed(const CheckReport &report)
{
    QStringList lines;
    for (const Finding &each : report.findings)
        lines << wordsFor(each);
    return lines.join(u'\n').toUtf8();
}

// Everything in every table, in the order of the keys.
QList<SqlValues> everything(Database &database)
{
    QList<SqlValues> rows;
    for (const char *sql :
         {"SELECT engine, position, clinic, call, kind, at_ms, body FROM journal ORDER BY engine, position",
          "SELECT call, clinic, generation, wrapped FROM call_key ORDER BY call",
          "SELECT clinic, generation, index_key, recovery_public, for_recovery FROM clinic_key",
          "SELECT call, clinic, state, caller, verified, dropped_ms, expires_ms, resumed_by, sealed FROM session "
          "ORDER BY call",
          "SELECT id, clinic, branch, engine, direction, status, phase, provider, provider_call, caller, created_ms, "
          "updated_ms, ended_ms, summary FROM call ORDER BY id",
          "SELECT id, call, clinic, gravity, state, staff, raised_ms, claimed_ms, closed_ms FROM escalation ORDER BY "
          "id",
          "SELECT reader, engine, position FROM reader_cursor"}) {
        const auto found = database.run(QString::fromLatin1(sql));
        rows << (found ? found.value().rows : QList<SqlValues>{{found.problem().detail}});
    }
    return rows;
}

} // namespace

class TestStoreCare : public QObject
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
    void noTableAndNoColumnIsForgotten();
    void aBackupIsRestoredAsItWas_data();
    void aBackupIsRestoredAsItWas();
    void aBackupShowsOneMomentWhileOthersWrite_data() { m_stores.rows(); }
    void aBackupShowsOneMomentWhileOthersWrite();
    void aBackupHoldsNoWordInTheClear_data() { m_stores.rows(); }
    void aBackupHoldsNoWordInTheClear();
    void aBackupReplacesAnOlderOneOnlyWhole_data() { m_stores.rows(); }
    void aBackupReplacesAnOlderOneOnlyWhole();
    void onAnotherMachineTheRecoveryKeyOpensIt_data() { m_stores.rows(); }
    void onAnotherMachineTheRecoveryKeyOpensIt();
    void aStoreWithRowsIsNotOverwrittenUnlessTold_data() { m_stores.rows(); }
    void aStoreWithRowsIsNotOverwrittenUnlessTold();
    void aDamagedBackupChangesNothing_data() { m_stores.rows(); }
    void aDamagedBackupChangesNothing();
    void aRestoreThatFailsHalfwayChangesNothing_data() { m_stores.rows(); }
    void aRestoreThatFailsHalfwayChangesNothing();
    void onPostgresTheRestoredRowsBelongToTheirClinic_data() { m_stores.postgresRow(); }
    void onPostgresTheRestoredRowsBelongToTheirClinic();
    void aCallIsExportedInTheClear_data() { m_stores.rows(); }
    void aCallIsExportedInTheClear();

private:
    std::unique_ptr<Database> freshOn(const QString &store);
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    EachStore m_stores;
    QTemporaryDir m_folder;
};

std::unique_ptr<Database> TestStoreCare::freshOn(const QString &store)
{
    auto opened = store == u"postgres"
        ? openPostgres({m_stores.postgres().ownerUrl(m_stores.postgres().createDatabase()), {}, {}})
        : openSqlite(m_folder.filePath(QUuid::createUuid().toString(QUuid::WithoutBraces)));
    if (!opened || !migrate(*opened.value()))
        qFatal("no store");
    return std::move(opened).value();
}

void TestStoreCare::aSoundStoreHasNoFindings()
{
    House house(m_stores);
    QVERIFY(house.checked().sound());
    house.journal.drop(id("c1"), number, start);
    house.journal.drop(id("c2"), QStringLiteral("anonymous"), start);
    house.journal.write(id("c1"), start, {SessionVerified{id("c2")}, SessionResumed{id("c2")}});
    const CheckReport report = house.checked();
    QVERIFY2(report.sound() && report.notVerifiable == 0, printed(report));
    QCOMPARE(report.calls, 2);
    QCOMPARE(report.entries, house.journal.entries().size());
}

void TestStoreCare::aChangedByteIsFoundWhereItIs()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    house.journal.drop(id("c2"), number, start);
    const auto spoil = [&](const char *column, const char *table, const char *where) {
        const QString from = QStringLiteral(" FROM %1 WHERE %2").arg(QLatin1String(table), QLatin1String(where));
        QByteArray bytes = house.database->run(QStringLiteral("SELECT ") + QLatin1String(column) + from)
                               .value()
                               .rows[0][0]
                               .toByteArray();
        bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
        QVERIFY(house.database->run(QStringLiteral("UPDATE %1 SET %2 = ? WHERE %3")
                                        .arg(QLatin1String(table), QLatin1String(column), QLatin1String(where)),
                                    {bytes}));
    };
    spoil("sealed", "session", "call = 'c2'");
    QCOMPARE(house.checked().findings, QList{found(Fault::SealBroken, "session of call c2")});
    spoil("body", "journal", "position = 3");
    QCOMPARE(house.checked().findings,
             (QList{found(Fault::SealBroken, "journal engine-1/3"), found(Fault::SealBroken, "session of call c2")}));
    spoil("wrapped", "call_key", "call = 'c1'");
    const CheckReport report = house.checked();
    QCOMPARE(report.findings,
             (QList{found(Fault::SealBroken, "key of call c1"), found(Fault::SealBroken, "session of call c2")}));
    QCOMPARE(report.damages, 2);
    QVERIFY(printed(report).contains("key of call c1"));
    QVERIFY(!printed(report).contains("knee"));
}

void TestStoreCare::anEntryMovedToAnotherPlaceIsFound()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    house.run("UPDATE journal SET body = (SELECT body FROM journal WHERE position = 4) WHERE position = 5");
    QCOMPARE(house.checked().findings, QList{found(Fault::SealBroken, "journal engine-1/5")});
}

void TestStoreCare::aDamagedIndexIsFound()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    SearchIndex index(*house.database, house.keys);
    QVERIFY(index.indexNext(EngineId(QStringLiteral("engine-1")), 100));
    QVERIFY2(house.checked().sound(), printed(house.checked()));
    QVERIFY(house.database->run(QStringLiteral("UPDATE posting SET sealed = ?"), {QByteArray(60, 'x')}));
    QVERIFY(house.database->run(QStringLiteral("UPDATE lexicon SET sealed = ?"), {QByteArray(60, 'x')}));
    const QList<Finding> findings = house.checked().findings;
    QVERIFY(findings.size() > 2);
    QVERIFY(findings.contains(found(Fault::SealBroken, "search index of clinic oak, engine-1/4")));
    QVERIFY(findings.contains(found(Fault::SealBroken, "word list of clinic oak")));
}

void TestStoreCare::missingEntriesAreFound()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    house.run("DELETE FROM journal WHERE position IN (1, 4, 5)");
    const QList<Finding> findings = house.checked().findings;
    QVERIFY(findings.contains(found(Fault::GapInStream, "journal engine-1/1")));
    QVERIFY(findings.contains(found(Fault::GapInStream, "journal engine-1/4")));
}

void TestStoreCare::rowsThatTheJournalDoesNotBearOutAreFound()
{
    House house(m_stores);
    for (const char *each : {"c1", "c2", "c3", "c4"})
        house.journal.drop(id(each), number, start);
    house.run("UPDATE session SET state = 'completed' WHERE call = 'c1'");
    house.run("UPDATE session SET caller = NULL WHERE call = 'c2'");
    house.run("DELETE FROM session WHERE call = 'c3'");
    house.run("UPDATE session SET call = 'c9' WHERE call = 'c4'");
    QCOMPARE(house.checked().findings,
             (QList{found(Fault::RowDiffers, "session of call c9"), found(Fault::RowDiffers, "session of call c1"),
                    found(Fault::RowDiffers, "session of call c2"), found(Fault::RowDiffers, "session of call c3"),
                    found(Fault::RowDiffers, "session of call c4")}));
}

void TestStoreCare::callRowsThatTheJournalDoesNotBearOutAreFound()
{
    House house(m_stores);
    const Initiated initiated{.clinic = house.journal.clinic()};
    for (const char *each : {"c1", "c2", "c3", "c4"})
        house.journal.write(id(each), start,
                            {initiated, Escalated{EscalationId(QStringLiteral("e of ") + QString::fromLatin1(each))},
                             Ended{EndCause::CallerHungUp}});
    QVERIFY2(house.checked().sound(), printed(house.checked()));
    house.run("UPDATE call SET status = 'ringing' WHERE id = 'c1'");
    house.run("DELETE FROM call WHERE id = 'c2'");
    house.run("UPDATE call SET summary = (SELECT summary FROM call WHERE id = 'c1') WHERE id = 'c3'");
    house.run("UPDATE escalation SET state = 'resolved' WHERE call = 'c4'");
    QCOMPARE(house.checked().findings,
             (QList{found(Fault::RowDiffers, "row of call c1"), found(Fault::RowDiffers, "row of call c2"),
                    found(Fault::SealBroken, "row of call c3"), found(Fault::RowDiffers, "escalation of call c4")}));
}

void TestStoreCare::aCallWithoutItsKeyIsFoundUnlessItsRowsWentToo()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    house.journal.drop(id("c2"), number, start);
    QVERIFY(house.keys.destroyCallKey(id("c1")));
    QVERIFY(house.keys.destroyCallKey(id("c2")));
    house.run("DELETE FROM call WHERE id = 'c1'");
    house.run("DELETE FROM session WHERE call = 'c1'");
    QCOMPARE(house.checked().findings, QList{found(Fault::KeyMissing, "call c2")});
}

void TestStoreCare::aReaderBehindTheEndIsFound()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    house.run("INSERT INTO reader_cursor (reader, engine, position) VALUES ('calls', 'engine-1', 8), "
              "('mail', 'engine-1', 9), ('calls', 'engine-2', 1)");
    const QList<Finding> findings = house.checked().findings;
    QCOMPARE(findings.size(), 2);
    QVERIFY(findings.contains(found(Fault::CursorBeyond, "reader mail of engine-1")));
    QVERIFY(findings.contains(found(Fault::CursorBeyond, "reader calls of engine-2")));
}

void TestStoreCare::withoutKeysItIsToldWhatCouldNotBeVerified()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    house.run("DELETE FROM journal WHERE position = 2");
    house.secrets.kept.clear();
    CheckReport report = house.checked();
    QCOMPARE(report.findings,
             (QList{found(Fault::NotVerifiable, "keys of clinic oak"), found(Fault::GapInStream, "journal engine-1/2"),
                    found(Fault::NotVerifiable, "call c1")}));
    QCOMPARE(report.notVerifiable, 2);
    QCOMPARE(report.damages, 1);
    QVERIFY(house.secrets.kept.isEmpty()); // nothing was made
    house.secrets.answersWith = Problem{Problem::Kind::Locked, {}};
    report = house.checked();
    QCOMPARE(report.notVerifiable, 2);
}

void TestStoreCare::findingsAreCountedButBounded()
{
    House house(m_stores);
    QList<Happening> many{Initiated{.clinic = house.journal.clinic()}};
    for (int i = 0; i < 500; ++i)
        many << TurnMoved{i};
    house.journal.write(id("c1"), start, many);
    house.run("UPDATE journal SET body = (SELECT body FROM journal WHERE position = 1) WHERE position > 1");
    const CheckReport report = house.checked();
    QCOMPARE(report.damages, 500);
    QCOMPARE(report.findings.size(), CheckReport::findingsAtMost);
}

void TestStoreCare::aDamagedFileOfSqliteIsFound()
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

void TestStoreCare::noTableAndNoColumnIsForgotten()
{
    const auto database = freshOn(QStringLiteral("sqlite"));
    const auto tables = database->run(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT "
                                                     "IN ('schema_step') AND name NOT LIKE 'sqlite_%'"));
    QCOMPARE(storeTables().size(), tables.value().rows.size());
    for (const StoreTable &known : storeTables()) {
        const auto columns = database->run(QStringLiteral("PRAGMA table_info(%1)").arg(known.name));
        QStringList names, key;
        for (const SqlValues &row : columns.value().rows) {
            names << row[1].toString();
            if (row[5].toInt() > 0)
                key << row[1].toString();
        }
        QCOMPARE(known.columns, names);
        QCOMPARE(known.columns.first(known.keyColumns), key);
    }
}

void TestStoreCare::aBackupIsRestoredAsItWas_data()
{
    QTest::addColumn<QString>("store");
    QTest::addColumn<QString>("into");
    for (const char *from : {"sqlite", "postgres"})
        for (const char *into : {"sqlite", "postgres"})
            QTest::addRow("%s into %s", from, into) << QString::fromLatin1(from) << QString::fromLatin1(into);
}

void TestStoreCare::aBackupIsRestoredAsItWas()
{
    QFETCH(const QString, into);
    House house(m_stores);
    for (int i = 0; i < 120; ++i) // more than one page and one insert
        house.journal.drop(CallId(QStringLiteral("c%1").arg(i)), i % 3 ? number : QStringLiteral("anonymous"), start);
    house.run("INSERT INTO reader_cursor (reader, engine, position) VALUES ('calls', 'engine-1', 8)");
    const auto written = backUp(*house.database, path("store.backup"));
    QVERIFY2(written, written ? "" : qPrintable(written.problem().detail));
    QCOMPARE(written.value().rows, 960 + 3 * 120 + 1 + 1);

    const auto other = freshOn(into);
    const auto restored = restore(*other, path("store.backup"));
    QVERIFY2(restored, restored ? "" : qPrintable(restored.problem().detail));
    QVERIFY(restored.value() == written.value());
    QCOMPARE(everything(*other), everything(*house.database));
    KeyRing keys(*other, house.secrets);
    const auto report = check(*other, keys);
    QVERIFY2(report.value().sound(), printed(report.value()));
    QCOMPARE(report.value().entries, 960);
}

void TestStoreCare::aBackupShowsOneMomentWhileOthersWrite()
{
    House house(m_stores);
    for (int i = 0; i < 60; ++i)
        house.journal.drop(CallId(QStringLiteral("a%1").arg(i)), number, start);
    const auto reader = m_stores.again();
    // The file's own growth is the moment at which the writer goes on: between two pages of the same backup.
    class WritingInBetween : public QBuffer
    {
    public:
        std::function<void()> meanwhile;

    protected:
        qint64 writeData(const char *bytes, qint64 length) override
        {
            if (pos() > 20'000 && meanwhile)
                std::exchange(meanwhile, {})();
            return QBuffer::writeData(bytes, length);
        }
    } file;
    QVERIFY(file.open(QIODevice::ReadWrite));
    bool wrote = false;
    file.meanwhile = [&] {
        for (int i = 0; i < 10; ++i)
            house.journal.drop(CallId(QStringLiteral("z%1").arg(i)), number, start);
        wrote = true;
    };
    const auto written = writeBackup(*reader, file);
    QVERIFY2(written, written ? "" : qPrintable(written.problem().detail));
    QVERIFY(wrote);
    QCOMPARE(written.value().rows, 60 * (8 + 3) + 1);
    file.seek(0);
    QVERIFY(verifyBackup(file));
    QCOMPARE(house.database->run(QStringLiteral("SELECT COUNT(*) FROM session")).value().rows[0][0].toInt(), 70);
}

void TestStoreCare::aBackupHoldsNoWordInTheClear()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*house.database, path("store.backup")));
    QFile file(path("store.backup"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray all = file.readAll();
    QVERIFY(all.contains("engine-1"));
    for (const char *planted : {"knee", "12345678", "Which day", "which-day"})
        QVERIFY2(!all.contains(planted), planted);
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
}

void TestStoreCare::aBackupReplacesAnOlderOneOnlyWhole()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*house.database, path("kept.backup")));
    house.run("ALTER TABLE lexicon RENAME TO away");
    QVERIFY(!backUp(*house.database, path("kept.backup")));
    QFile file(path("kept.backup"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(verifyBackup(file).value().rows, 8 + 3 + 1);
    const QString nowhere = path("no/such/folder/x.backup");
    QCOMPARE(backUp(*house.database, nowhere).problem().kind, Problem::Kind::Unreachable);
    QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("kept.backup?*")}).size(), 0); // nothing half done
}

void TestStoreCare::onAnotherMachineTheRecoveryKeyOpensIt()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*house.database, path("moved.backup")));
    const auto other = m_stores.fresh();
    QVERIFY(restore(*other, path("moved.backup")));
    ScriptedSecrets otherMachine;
    KeyRing keys(*other, otherMachine);
    QCOMPARE(keys.openOrCreate(house.journal.clinic()).problem().kind, Problem::Kind::NotFound);
    QVERIFY(keys.recover(house.journal.clinic(), house.recoveryKey));
    const auto entries = entriesOfCall(*other, keys, id("c1"));
    QVERIFY(entries);
    QVERIFY(entries.value() == house.journal.entries());
}

void TestStoreCare::aStoreWithRowsIsNotOverwrittenUnlessTold()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*house.database, path("over.backup")));
    const auto before = everything(*house.database);
    house.journal.drop(id("c2"), number, start);
    const auto after = everything(*house.database);
    QCOMPARE(restore(*house.database, path("over.backup")).problem().kind, Problem::Kind::Refused);
    QCOMPARE(everything(*house.database), after);
    QVERIFY(restore(*house.database, path("over.backup"), RestoreOver::Anything));
    QCOMPARE(everything(*house.database), before);
}

void TestStoreCare::aDamagedBackupChangesNothing()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*house.database, path("whole.backup")));
    QFile whole(path("whole.backup"));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    const auto other = m_stores.fresh();
    const auto refused = [&](const QByteArray &changed) {
        QFile file(path("damaged.backup"));
        if (!file.open(QIODevice::WriteOnly) || file.write(changed) != changed.size())
            return Problem::Kind::Invalid;
        file.close();
        const auto done = restore(*other, path("damaged.backup"));
        return done ? Problem::Kind::Invalid : done.problem().kind;
    };
    for (qsizetype at = 0; at < bytes.size(); at += 101) {
        QByteArray changed = bytes;
        changed[at] = char(changed[at] ^ 4);
        const Problem::Kind kind = refused(changed);
        QVERIFY2(kind == Problem::Kind::Damaged || (kind == Problem::Kind::Newer && at < 12),
                 qPrintable(QString::number(at)));
        QCOMPARE(refused(bytes.first(at)), Problem::Kind::Damaged);
    }
    QCOMPARE(refused(bytes + 'x'), Problem::Kind::Damaged);
    QByteArray later = bytes;
    later[11] = 2;
    QCOMPARE(refused(later), Problem::Kind::Newer);
    QBuffer laterSchema;
    QVERIFY(laterSchema.open(QIODevice::WriteOnly));
    BackupWriter writer(laterSchema);
    QVERIFY(writer.begin(schemaVersion() + 1));
    QVERIFY(writer.close());
    QCOMPARE(refused(laterSchema.data()), Problem::Kind::Newer);
    QVERIFY(everything(*other).isEmpty());
    QCOMPARE(restore(*other, path("nothing.backup")).problem().kind, Problem::Kind::NotFound);
}

void TestStoreCare::aRestoreThatFailsHalfwayChangesNothing()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    const auto before = everything(*house.database);
    QFile file(path("twice.backup")); // whole by its sums, but with the same row twice
    QVERIFY(file.open(QIODevice::WriteOnly));
    BackupWriter writer(file);
    QVERIFY(writer.begin(schemaVersion()));
    QVERIFY(writer.table({QStringLiteral("reader_cursor"),
                          {QStringLiteral("reader"), QStringLiteral("engine"), QStringLiteral("position")}}));
    for (int i = 0; i < 2; ++i)
        QVERIFY(writer.row({QStringLiteral("calls"), QStringLiteral("engine-1"), qint64(1)}));
    QVERIFY(writer.close());
    file.close();
    QVERIFY(!restore(*house.database, path("twice.backup"), RestoreOver::Anything));
    QCOMPARE(everything(*house.database), before);
}

void TestStoreCare::onPostgresTheRestoredRowsBelongToTheirClinic()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*house.database, path("rows.backup")));
    const auto bound = m_stores.fresh({ClinicId(QStringLiteral("elm"))});
    QVERIFY(restore(*bound, path("rows.backup")));
    QCOMPARE(everything(*bound), everything(*house.database));
    const auto elm = m_stores.again({ClinicId(QStringLiteral("elm"))});
    QVERIFY(elm->run(QStringLiteral("SELECT 1 FROM journal")).value().rows.isEmpty());
    QCOMPARE(restore(*elm, path("rows.backup")).problem().kind, Problem::Kind::Refused);
}

void TestStoreCare::aCallIsExportedInTheClear()
{
    House house(m_stores);
    house.journal.drop(id("c1"), number, start);
    house.journal.drop(id("c2"), number, start);
    QBuffer out;
    QVERIFY(out.open(QIODevice::WriteOnly));
    KeyRing keys(*house.database, house.secrets);
    QCOMPARE(exportCall(*house.database, keys, id("c1"), out).value(), 8);
    QList<QByteArray> lines = out.data().split('\n');
    QVERIFY(lines.takeLast().isEmpty());
    for (qsizetype i = 0; i < lines.size(); ++i)
        QVERIFY(eventFromJson(lines[i]).value() == house.journal.entries()[i].event);
    QVERIFY(out.data().contains("my knee hurts"));
    QCOMPARE(exportCall(*house.database, keys, id("nothing"), out).problem().kind, Problem::Kind::NotFound);
    QVERIFY(keys.destroyCallKey(id("c2")));
    QCOMPARE(exportCall(*house.database, keys, id("c2"), out).problem().kind, Problem::Kind::NotFound);
}

QTEST_GUILESS_MAIN(TestStoreCare)
#include "test_store_care.moc"
