#include "scripted/each_store.h"
#include "store/schema.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <future>

using namespace nightbell;

namespace {

QList<SqlValues> ask(Database &database, const char *sql)
{
    const auto found = database.run(QString::fromLatin1(sql));
    if (!found)
        qFatal("%s", qPrintable(found.problem().detail));
    return found.value().rows;
}

// Everything the schema consists of, in a fixed order.
QList<SqlValues> catalog(Database &database)
{
    if (database.dialect() == Database::Dialect::Sqlite)
        return ask(database, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name");
    return ask(database,
               "SELECT table_name, column_name, data_type, is_nullable, column_default "
               "FROM information_schema.columns WHERE table_schema = 'public' "
               "ORDER BY table_name, ordinal_position")
        + ask(database, "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname")
        + ask(database, "SELECT tablename, policyname, cmd, qual FROM pg_policies ORDER BY tablename, policyname");
}

} // namespace

class TestMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFreshStoreGetsTheSchemaOfThisProgram_data() { EachStore::rows(); }
    void aFreshStoreGetsTheSchemaOfThisProgram();
    void migratingTwiceChangesNothing_data() { EachStore::rows(); }
    void migratingTwiceChangesNothing();
    void aNewerSchemaIsRefusedUntouched_data() { EachStore::rows(); }
    void aNewerSchemaIsRefusedUntouched();
    void aMigrationThatFailsLeavesNothing_data() { EachStore::rows(); }
    void aMigrationThatFailsLeavesNothing();
    void enginesThatMigrateAtOnceAllSucceed_data() { EachStore::rows(); }
    void enginesThatMigrateAtOnceAllSucceed();
    void everyVersionHasAnOldStoreKept();
    void anOldStoreMigratesToWhatAFreshOneIs_data();
    void anOldStoreMigratesToWhatAFreshOneIs();

private:
    static QString oldStore(int version);

    EachStore m_stores;
};

void TestMigrations::aFreshStoreGetsTheSchemaOfThisProgram()
{
    const auto database = m_stores.empty();
    QCOMPARE(schemaVersionOf(*database).value(), 0);
    QVERIFY(migrate(*database));
    QCOMPARE(schemaVersionOf(*database).value(), schemaVersion());
    ask(*database, "SELECT id, epoch, lease_until_ms, adopted_by FROM engine");
}

void TestMigrations::migratingTwiceChangesNothing()
{
    const auto database = m_stores.fresh();
    const auto before = catalog(*database);
    QVERIFY(before.size() > 10);
    QVERIFY(migrate(*database));
    QCOMPARE(catalog(*database), before);
    QCOMPARE(ask(*database, "SELECT COUNT(*) FROM schema_step").at(0).at(0).toInt(), schemaVersion());
}

void TestMigrations::aNewerSchemaIsRefusedUntouched()
{
    const auto database = m_stores.empty();
    QCOMPARE(schemaVersionOf(*database).value(), 0);
    ask(*database, "INSERT INTO schema_step (number) VALUES (999)");
    const auto before = catalog(*database);
    const Result<> refused = migrate(*database);
    QVERIFY(!refused);
    QCOMPARE(refused.problem().kind, Problem::Kind::Newer);
    QVERIFY(refused.problem().detail.contains(QStringLiteral("999")));
    QCOMPARE(catalog(*database), before);
    QCOMPARE(schemaVersionOf(*database).value(), 999);
}

void TestMigrations::aMigrationThatFailsLeavesNothing()
{
    const auto database = m_stores.empty();
    ask(*database, "CREATE TABLE lexicon (unexpected BIGINT)"); // the last table of step 1 is in the way
    const auto before = catalog(*database);
    QVERIFY(!migrate(*database));
    QCOMPARE(catalog(*database), before);
    ask(*database, "DROP TABLE lexicon");
    QVERIFY(migrate(*database));
}

void TestMigrations::enginesThatMigrateAtOnceAllSucceed()
{
    constexpr int engines = 4;
    const auto database = m_stores.empty();
    std::vector<std::future<Result<>>> done;
    for (int i = 0; i < engines; ++i)
        done.push_back(std::async(std::launch::async, [this] { return migrate(*m_stores.again()); }));
    for (auto &each : done) {
        const Result<> migrated = each.get();
        QVERIFY2(migrated, migrated ? "" : qPrintable(migrated.problem().detail));
    }
    const auto raced = catalog(*database);
    QCOMPARE(raced, catalog(*m_stores.fresh()));
}

QString TestMigrations::oldStore(int version)
{
    return QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/fixtures/store-v%1.sqlite.sql").arg(version);
}

void TestMigrations::everyVersionHasAnOldStoreKept()
{
    for (int version = 1; version <= schemaVersion(); ++version)
        QVERIFY2(QFile::exists(oldStore(version)), qPrintable(oldStore(version)));
}

void TestMigrations::anOldStoreMigratesToWhatAFreshOneIs_data()
{
    QTest::addColumn<QString>("store");
    QTest::addColumn<int>("version");
    for (int version = 1; version <= schemaVersion(); ++version)
        QTest::addRow("version %d", version) << QStringLiteral("sqlite") << version;
}

void TestMigrations::anOldStoreMigratesToWhatAFreshOneIs()
{
    QFETCH(const int, version);
    QFile dump(oldStore(version));
    QVERIFY(dump.open(QIODevice::ReadOnly));
    const auto fresh = catalog(*m_stores.fresh());

    const auto old = m_stores.empty();
    for (const QString &statement : QString::fromUtf8(dump.readAll()).split(QStringLiteral(";\n"), Qt::SkipEmptyParts))
        ask(*old, statement.toUtf8().constData());
    QCOMPARE(schemaVersionOf(*old).value(), version);
    QVERIFY(migrate(*old));
    QCOMPARE(catalog(*old), fresh);
    QCOMPARE(ask(*old, "SELECT engine, position, kind FROM journal ORDER BY position").size(), 3);
    QCOMPARE(ask(*old, "SELECT state, sealed FROM session"),
             (QList<SqlValues>{{QStringLiteral("open"), QByteArray("\x09")}}));
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "test_migrations.moc"
