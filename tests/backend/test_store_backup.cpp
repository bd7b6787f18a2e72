#include "scripted/scripted_store.h"
#include "store/postgres_database.h"
#include "store/schema.h"
#include "store/sqlite_database.h"
#include "store/store_backup.h"
#include "store/store_tables.h"

#include <QBuffer>
#include <QDir>
#include <QTest>
#include <QUuid>

using namespace nightbell;

namespace {

constexpr Instant start = instantFromMs(1'760'000'000'000);
const QString number = QStringLiteral("+493012345678");

CallId id(const char *text) { return CallId(QString::fromLatin1(text)); }

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

class TestStoreBackup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

private:
    std::unique_ptr<Database> freshOn(const QString &store);
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    EachStore m_stores;
    QTemporaryDir m_folder;
};

std::unique_ptr<Database> TestStoreBackup::freshOn(const QString &store)
{
    auto opened = store == u"postgres"
        ? openPostgres({m_stores.postgres().ownerUrl(m_stores.postgres().createDatabase()), {}, {}})
        : openSqlite(m_folder.filePath(QUuid::createUuid().toString(QUuid::WithoutBraces)));
    if (!opened || !migrate(*opened.value()))
        qFatal("no store");
    return std::move(opened).value();
}

void TestStoreBackup::noTableAndNoColumnIsForgotten()
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

void TestStoreBackup::aBackupIsRestoredAsItWas_data()
{
    QTest::addColumn<QString>("store");
    QTest::addColumn<QString>("into");
    for (const char *from : {"sqlite", "postgres"})
        for (const char *into : {"sqlite", "postgres"})
            QTest::addRow("%s into %s", from, into) << QString::fromLatin1(from) << QString::fromLatin1(into);
}

void TestStoreBackup::aBackupIsRestoredAsItWas()
{
    QFETCH(const QString, into);
    ScriptedStore store(m_stores);
    for (int i = 0; i < 120; ++i) // more than one page and one insert
        store.journal.drop(CallId(QStringLiteral("c%1").arg(i)), i % 3 ? number : QStringLiteral("anonymous"), start);
    store.run("INSERT INTO reader_cursor (reader, engine, position) VALUES ('calls', 'engine-1', 8)");
    const auto written = backUp(*store.database, path("store.backup"));
    QVERIFY2(written, written ? "" : qPrintable(written.problem().detail));
    QCOMPARE(written.value().rows, 960 + 3 * 120 + 1 + 1);

    const auto other = freshOn(into);
    const auto restored = restore(*other, path("store.backup"));
    QVERIFY2(restored, restored ? "" : qPrintable(restored.problem().detail));
    QVERIFY(restored.value() == written.value());
    QCOMPARE(everything(*other), everything(*store.database));
    KeyRing keys(*other, store.secrets);
    const auto report = check(*other, keys);
    QVERIFY2(report.value().sound(), printed(report.value()));
    QCOMPARE(report.value().entries, 960);
}

void TestStoreBackup::aBackupShowsOneMomentWhileOthersWrite()
{
    ScriptedStore store(m_stores);
    for (int i = 0; i < 60; ++i)
        store.journal.drop(CallId(QStringLiteral("a%1").arg(i)), number, start);
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
            store.journal.drop(CallId(QStringLiteral("z%1").arg(i)), number, start);
        wrote = true;
    };
    const auto written = writeBackup(*reader, file);
    QVERIFY2(written, written ? "" : qPrintable(written.problem().detail));
    QVERIFY(wrote);
    QCOMPARE(written.value().rows, 60 * (8 + 3) + 1);
    file.seek(0);
    QVERIFY(verifyBackup(file));
    QCOMPARE(store.database->run(QStringLiteral("SELECT COUNT(*) FROM session")).value().rows[0][0].toInt(), 70);
}

void TestStoreBackup::aBackupHoldsNoWordInTheClear()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*store.database, path("store.backup")));
    QFile file(path("store.backup"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray all = file.readAll();
    QVERIFY(all.contains("engine-1"));
    for (const char *planted : {"knee", "12345678", "Which day", "which-day"})
        QVERIFY2(!all.contains(planted), planted);
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
}

void TestStoreBackup::aBackupReplacesAnOlderOneOnlyWhole()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*store.database, path("kept.backup")));
    store.run("ALTER TABLE lexicon RENAME TO away");
    QVERIFY(!backUp(*store.database, path("kept.backup")));
    QFile file(path("kept.backup"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(verifyBackup(file).value().rows, 8 + 3 + 1);
    const QString nowhere = path("no/such/folder/x.backup");
    QCOMPARE(backUp(*store.database, nowhere).problem().kind, Problem::Kind::Unreachable);
    QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("kept.backup?*")}).size(), 0); // nothing half done
}

void TestStoreBackup::onAnotherMachineTheRecoveryKeyOpensIt()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*store.database, path("moved.backup")));
    const auto other = m_stores.fresh();
    QVERIFY(restore(*other, path("moved.backup")));
    ScriptedSecrets otherMachine;
    KeyRing keys(*other, otherMachine);
    QCOMPARE(keys.openOrCreate(store.journal.clinic()).problem().kind, Problem::Kind::NotFound);
    QVERIFY(keys.recover(store.journal.clinic(), store.recoveryKey));
    const auto entries = entriesOfCall(*other, keys, id("c1"));
    QVERIFY(entries);
    QVERIFY(entries.value() == store.journal.entries());
}

void TestStoreBackup::aStoreWithRowsIsNotOverwrittenUnlessTold()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*store.database, path("over.backup")));
    const auto before = everything(*store.database);
    store.journal.drop(id("c2"), number, start);
    const auto after = everything(*store.database);
    QCOMPARE(restore(*store.database, path("over.backup")).problem().kind, Problem::Kind::Refused);
    QCOMPARE(everything(*store.database), after);
    QVERIFY(restore(*store.database, path("over.backup"), RestoreOver::Anything));
    QCOMPARE(everything(*store.database), before);
}

void TestStoreBackup::aDamagedBackupChangesNothing()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*store.database, path("whole.backup")));
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

void TestStoreBackup::aRestoreThatFailsHalfwayChangesNothing()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    const auto before = everything(*store.database);
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
    QVERIFY(!restore(*store.database, path("twice.backup"), RestoreOver::Anything));
    QCOMPARE(everything(*store.database), before);
}

void TestStoreBackup::onPostgresTheRestoredRowsBelongToTheirClinic()
{
    ScriptedStore store(m_stores);
    store.journal.drop(id("c1"), number, start);
    QVERIFY(backUp(*store.database, path("rows.backup")));
    const auto bound = m_stores.fresh({ClinicId(QStringLiteral("elm"))});
    QVERIFY(restore(*bound, path("rows.backup")));
    QCOMPARE(everything(*bound), everything(*store.database));
    const auto elm = m_stores.again({ClinicId(QStringLiteral("elm"))});
    QVERIFY(elm->run(QStringLiteral("SELECT 1 FROM journal")).value().rows.isEmpty());
    QCOMPARE(restore(*elm, path("rows.backup")).problem().kind, Problem::Kind::Refused);
}

QTEST_GUILESS_MAIN(TestStoreBackup)
#include "test_store_backup.moc"
