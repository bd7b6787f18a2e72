#include "scripted/real_postgres.h"
#include "store/postgres_database.h"
#include "store/schema.h"

#include <QTest>

using namespace nightbell;

namespace {

const ClinicId lakeside(QStringLiteral("lakeside"));
const ClinicId hill(QStringLiteral("hill"));

Result<SqlRows> raise(Database &database, const char *id, const ClinicId &clinic)
{
    return database.run(QStringLiteral("INSERT INTO escalation (id, call, clinic, gravity, state, raised_ms) "
                                       "VALUES (?, 'c', ?, 'urgent', 'open', 1)"),
                        {QString::fromLatin1(id), clinic.text()});
}

QStringList seen(Database &database)
{
    QStringList ids;
    const auto found = database.run(QStringLiteral("SELECT id FROM escalation ORDER BY id"));
    for (const SqlValues &row : found ? found.value().rows : QList<SqlValues>())
        ids << row[0].toString();
    return ids;
}

qint64 changed(const Result<SqlRows> &done) { return done ? done.value().changed : -1; }

} // namespace

class TestRowSecurity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aClinicSeesItsOwnRowsOnly();
    void aClinicCannotWriteForAnother();
    void aClinicCannotChangeOrDeleteTheRowsOfAnother();
    void aConnectionWithoutClinicsSeesNothing();
    void aConnectionOfTwoClinicsSeesBoth();
    void clinicsCanBeShownLater();
    void theOwnerOfTheTablesIsBoundToo();
    void everyTableWithAClinicIsProtected();
    void aTableOfALaterStepIsProtectedToo();
    void aSuperuserIsNotBound();

private:
    std::unique_ptr<Database> open(const QString &url, const QList<ClinicId> &clinics);

    RealPostgres m_postgres;
    QString m_name;
};

void TestRowSecurity::initTestCase() { QVERIFY2(m_postgres.start(), qPrintable(m_postgres.failure())); }

// The owner's role makes the tables; "plain" and "second" are two engines' roles that merely use them.
void TestRowSecurity::init()
{
    m_name = m_postgres.createDatabase();
    const auto owner = open(m_postgres.ownerUrl(m_name), {});
    QVERIFY(migrate(*owner));
    QVERIFY(owner->run(
        QStringLiteral("DO $$ BEGIN CREATE ROLE second LOGIN; EXCEPTION WHEN duplicate_object THEN END $$")));
    QVERIFY(owner->run(
        QStringLiteral("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO plain, second")));
    QVERIFY(raise(*open(m_postgres.url(m_name), {lakeside}), "of lakeside", lakeside));
    QString second = m_postgres.url(m_name);
    second.replace(QStringLiteral("plain@"), QStringLiteral("second@"));
    QVERIFY(raise(*open(second, {hill}), "of hill", hill));
}

std::unique_ptr<Database> TestRowSecurity::open(const QString &url, const QList<ClinicId> &clinics)
{
    auto opened = openPostgres({url, {}, clinics});
    if (!opened)
        qFatal("%s", qPrintable(opened.problem().detail));
    return std::move(opened).value();
}

void TestRowSecurity::aClinicSeesItsOwnRowsOnly()
{
    QCOMPARE(seen(*open(m_postgres.url(m_name), {lakeside})), QStringList{QStringLiteral("of lakeside")});
    QCOMPARE(seen(*open(m_postgres.url(m_name), {hill})), QStringList{QStringLiteral("of hill")});
}

void TestRowSecurity::aClinicCannotWriteForAnother()
{
    const auto refused = raise(*open(m_postgres.url(m_name), {lakeside}), "smuggled", hill);
    QVERIFY(!refused);
    QCOMPARE(refused.problem().kind, Problem::Kind::Refused);
    QVERIFY(!refused.problem().detail.contains(QStringLiteral("smuggled")));
}

void TestRowSecurity::aClinicCannotChangeOrDeleteTheRowsOfAnother()
{
    const auto database = open(m_postgres.url(m_name), {lakeside});
    QCOMPARE(changed(database->run(QStringLiteral("UPDATE escalation SET state = 'closed' WHERE id = 'of hill'"))), 0);
    QCOMPARE(changed(database->run(QStringLiteral("DELETE FROM escalation WHERE id = 'of hill'"))), 0);
    QVERIFY(!database->run(QStringLiteral("UPDATE escalation SET clinic = 'hill'"))); // nor give its own away
    QCOMPARE(seen(*open(m_postgres.url(m_name), {hill})), QStringList{QStringLiteral("of hill")});
}

void TestRowSecurity::aConnectionWithoutClinicsSeesNothing()
{
    const auto database = open(m_postgres.url(m_name), {});
    QCOMPARE(seen(*database), QStringList());
    QVERIFY(!raise(*database, "nobody's", lakeside));
}

void TestRowSecurity::aConnectionOfTwoClinicsSeesBoth()
{
    QCOMPARE(seen(*open(m_postgres.url(m_name), {hill, lakeside})).size(), 2);
}

void TestRowSecurity::clinicsCanBeShownLater()
{
    const auto database = open(m_postgres.url(m_name), {lakeside});
    QVERIFY(database->showClinics({hill}));
    QCOMPARE(seen(*database), QStringList{QStringLiteral("of hill")});
}

void TestRowSecurity::theOwnerOfTheTablesIsBoundToo()
{
    m_name = m_postgres.createDatabase();
    const auto database = open(m_postgres.url(m_name), {lakeside});
    QVERIFY(migrate(*database)); // plain owns these
    QVERIFY(raise(*database, "of lakeside", lakeside));
    QVERIFY(!raise(*database, "of hill", hill));
    QCOMPARE(seen(*open(m_postgres.url(m_name), {hill})), QStringList());
}

void TestRowSecurity::everyTableWithAClinicIsProtected()
{
    const auto owner = open(m_postgres.ownerUrl(m_name), {});
    const auto tables = owner->run(QStringLiteral(R"(
SELECT relname, relrowsecurity AND relforcerowsecurity, (SELECT COUNT(*) FROM pg_policy WHERE polrelid = pg_class.oid)
FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attname = 'clinic')"));
    QVERIFY(tables);
    QVERIFY(tables.value().rows.size() >= 8);
    for (const SqlValues &row : tables.value().rows) {
        QVERIFY2(row[1].toLongLong() == 1, qPrintable(row[0].toString()));
        QCOMPARE(row[2].toLongLong(), 1);
    }
}

void TestRowSecurity::aTableOfALaterStepIsProtectedToo()
{
    const auto owner = open(m_postgres.ownerUrl(m_name), {});
    QVERIFY(owner->run(QStringLiteral("CREATE TABLE later (clinic TEXT NOT NULL)")));
    QVERIFY(owner->run(QStringLiteral("INSERT INTO later (clinic) VALUES ('hill')")));
    QVERIFY(owner->run(QStringLiteral("GRANT SELECT ON later TO plain")));
    QVERIFY(migrate(*owner));
    const auto found = open(m_postgres.url(m_name), {lakeside})->run(QStringLiteral("SELECT clinic FROM later"));
    QVERIFY(found);
    QCOMPARE(found.value().rows.size(), 0);
}

void TestRowSecurity::aSuperuserIsNotBound()
{
    QCOMPARE(seen(*open(m_postgres.ownerUrl(m_name), {lakeside})).size(), 2);
}

QTEST_GUILESS_MAIN(TestRowSecurity)
#include "test_row_security.moc"
