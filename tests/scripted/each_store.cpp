#include "scripted/each_store.h"

#include "store/postgres_database.h"
#include "store/schema.h"
#include "store/sqlite_database.h"

#include <QTest>

namespace nightbell {
namespace {

bool everyTest = false;

bool onPostgres()
{
    if (everyTest) {
        QFETCH_GLOBAL(const QString, store);
        return store == u"postgres";
    }
    QFETCH(const QString, store);
    return store == u"postgres";
}

} // namespace

void EachStore::rows()
{
    postgresRow();
    QTest::newRow("sqlite") << QStringLiteral("sqlite");
}

void EachStore::rowsOfEveryTest()
{
    everyTest = true;
    rows();
}

void EachStore::postgresRow()
{
    QTest::addColumn<QString>("store");
    QTest::newRow("postgres") << QStringLiteral("postgres");
}

RealPostgres &EachStore::postgres()
{
    if (!m_postgres.start())
        qFatal("%s", qPrintable(m_postgres.failure()));
    return m_postgres;
}

std::unique_ptr<Database> EachStore::empty(const QList<ClinicId> &clinics)
{
    m_last =
        onPostgres() ? postgres().createDatabase() : m_folder.filePath(QStringLiteral("store_%1.sqlite").arg(++m_made));
    return again(clinics);
}

std::unique_ptr<Database> EachStore::fresh(const QList<ClinicId> &clinics)
{
    const auto maker = empty({ClinicId(QStringLiteral("maker"))}); // the plain role, so that the tables are its own
    if (const Result<> migrated = migrate(*maker); !migrated)
        qFatal("%s", qPrintable(migrated.problem().detail));
    return again(clinics);
}

std::unique_ptr<Database> EachStore::again(const QList<ClinicId> &clinics)
{
    auto opened = !onPostgres() ? openSqlite(m_last)
        : clinics.isEmpty()     ? openPostgres({postgres().ownerUrl(m_last), {}, {}})
                                : openPostgres({postgres().url(m_last), {}, clinics});
    if (!opened)
        qFatal("%s", qPrintable(opened.problem().detail));
    return std::move(opened).value();
}

} // namespace nightbell
