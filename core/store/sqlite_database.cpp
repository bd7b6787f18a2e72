#include "store/sqlite_database.h"

#include "store/sql_values.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

#include <list>

namespace nightbell {
namespace {

constexpr std::size_t preparedAtMost = 64;

Problem::Kind kindOf(const QString &nativeCode)
{
    switch (nativeCode.toInt() & 0xff) { // the low byte is the primary code
    case 5:                              // BUSY
    case 6:                              // LOCKED
        return Problem::Kind::Locked;
    case 8:  // READONLY
    case 19: // CONSTRAINT
        return Problem::Kind::Refused;
    case 13: // FULL
        return Problem::Kind::Full;
    case 11: // CORRUPT
    case 26: // NOTADB
        return Problem::Kind::Damaged;
    case 10: // IOERR
    case 14: // CANTOPEN
        return Problem::Kind::Unreachable;
    default:
        return Problem::Kind::Invalid;
    }
}

// SQLite's own texts name tables and columns, never bound values.
Problem problemFrom(const QSqlError &error)
{
    return {kindOf(error.nativeErrorCode()),
            QStringLiteral("SQLite %1: %2").arg(error.nativeErrorCode(), error.databaseText())};
}

// Qt would write a null QString or QByteArray as NULL; here only an invalid value is NULL, anything else is empty.
QVariant bindable(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        return QString(QLatin1String(""));
    if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArray("");
    return value;
}

class SqliteDatabase : public Database
{
public:
    explicit SqliteDatabase(QString name) : m_name(std::move(name)) { }
    ~SqliteDatabase() override
    {
        m_prepared.clear();
        QSqlDatabase::database(m_name, false).close();
        QSqlDatabase::removeDatabase(m_name);
    }

    Dialect dialect() const override { return Dialect::Sqlite; }

    Result<> open(const QString &path, SqliteUse use)
    {
        auto connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        connection.setDatabaseName(path);
        QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
        if (use == SqliteUse::ReadOnly)
            options += QStringLiteral(";QSQLITE_OPEN_READONLY");
        connection.setConnectOptions(options);
        if (!connection.open())
            return problemFrom(connection.lastError());
        QList<QString> pragmas{QStringLiteral("PRAGMA foreign_keys=ON"), QStringLiteral("PRAGMA temp_store=MEMORY"),
                               QStringLiteral("PRAGMA secure_delete=ON")};
        if (use == SqliteUse::ReadWrite)
            pragmas << QStringLiteral("PRAGMA journal_mode=WAL") << QStringLiteral("PRAGMA synchronous=FULL");
        for (const QString &pragma : pragmas)
            if (Result<SqlRows> set = run(pragma, {}); !set)
                return set.problem();
        return {};
    }

    Result<SqlRows> run(const QString &sql, const SqlValues &values) override
    {
        if (const auto problem = unstorable(values))
            return *problem;
        QSqlQuery *query = prepared(sql);
        if (!query)
            return problemFrom(m_prepareError);
        for (int i = 0; i < values.size(); ++i)
            query->bindValue(i, bindable(values[i]));
        if (!query->exec()) {
            const Problem problem = problemFrom(query->lastError());
            query->finish();
            return problem;
        }
        SqlRows answer;
        const int columns = query->isSelect() ? int(query->record().count()) : 0;
        while (columns && query->next()) {
            SqlValues row;
            row.reserve(columns);
            for (int i = 0; i < columns; ++i)
                row << (query->isNull(i) ? QVariant() : query->value(i));
            answer.rows << std::move(row);
        }
        if (const QSqlError error = query->lastError(); error.type() != QSqlError::NoError) {
            query->finish();
            return problemFrom(error); // a damaged page shows itself only while stepping
        }
        answer.changed = columns ? answer.rows.size() : query->numRowsAffected();
        query->finish();
        return answer;
    }

    Result<> begin() override { return plain(QStringLiteral("BEGIN IMMEDIATE")); }
    Result<> commit() override
    {
        Result<> done = plain(QStringLiteral("COMMIT"));
        if (!done)
            rollBack();
        return done;
    }
    void rollBack() override { (void)plain(QStringLiteral("ROLLBACK")); }

private:
    struct Prepared
    {
        QString sql;
        std::unique_ptr<QSqlQuery> query;
    };

    Result<> plain(const QString &sql)
    {
        Result<SqlRows> done = run(sql, {});
        return done ? Result<>() : Result<>(done.problem());
    }

    QSqlQuery *prepared(const QString &sql)
    {
        for (auto each = m_prepared.begin(); each != m_prepared.end(); ++each)
            if (each->sql == sql) {
                m_prepared.splice(m_prepared.begin(), m_prepared, each); // most recent first
                return each->query.get();
            }
        auto query = std::make_unique<QSqlQuery>(QSqlDatabase::database(m_name, false));
        query->setForwardOnly(true);
        if (!query->prepare(sql)) {
            m_prepareError = query->lastError();
            return nullptr;
        }
        if (m_prepared.size() == preparedAtMost)
            m_prepared.pop_back();
        m_prepared.push_front({sql, std::move(query)});
        return m_prepared.front().query.get();
    }

    QString m_name;
    std::list<Prepared> m_prepared;
    QSqlError m_prepareError;
};

} // namespace

Result<std::unique_ptr<Database>> openSqlite(const QString &path, SqliteUse use)
{
    auto database = std::make_unique<SqliteDatabase>(QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (const Result<> opened = database->open(path, use); !opened)
        return opened.problem();
    return std::unique_ptr<Database>(std::move(database));
}

} // namespace nightbell
