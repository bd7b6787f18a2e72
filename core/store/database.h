// The one small door to a SQL database. Both back ends speak the same SQL text (BIGINT, TEXT, BYTEA; ? for a value;
// ON CONFLICT), so everything above this door is written once. An object belongs to the thread that opened it.
#pragma once

#include "ids.h"
#include "instant.h"
#include "result.h"

#include <QList>
#include <QString>
#include <QVariant>

#include <memory>

namespace nightbell {

using SqlValues = QList<QVariant>; // qint64, QString, QByteArray, double or an invalid QVariant for NULL

struct SqlRows
{
    QList<SqlValues> rows;
    qint64 changed = 0; // rows inserted, updated or deleted by this statement
};

class Database
{
public:
    enum class Dialect { Sqlite, Postgres };

    virtual ~Database() = default;

    virtual Dialect dialect() const = 0;
    virtual Result<SqlRows> run(const QString &sql, const SqlValues &values = {}) = 0;

    // SQLite takes its one write lock at once; PostgreSQL locks row by row. After a statement failed in a transaction,
    // only rollBack() is left.
    virtual Result<> begin() = 0;
    virtual Result<> commit() = 0;
    virtual void rollBack() = 0;

    // Only rows of these clinics can be seen or written from now on. SQLite, the store of one house, shows all.
    virtual Result<> showClinics(const QList<ClinicId> &) { return {}; }

    // From now on a server that has not answered a statement by then is given up: Unreachable, InDoubt from commit().
    // SQLite has no server.
    virtual void answerWithin(Span) { }
};

// Runs work between begin and commit; whatever it answers but success rolls back.
template<class Work> auto inTransaction(Database &database, Work work) -> decltype(work())
{
    if (const Result<> begun = database.begin(); !begun)
        return begun.problem();
    auto done = work();
    if (!done) {
        database.rollBack();
        return done;
    }
    if (const Result<> kept = database.commit(); !kept)
        return kept.problem();
    return done;
}

} // namespace nightbell
