// The one small door to a SQL database. Both back ends speak the same SQL text (BIGINT, TEXT, BYTEA; ? for a value;
// ON CONFLICT), so everything above this door is written once. An object belongs to the thread that opened it.
#pragma once

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
    qint64 changed = 0; // rows inserted, updated or deleted
};

class Database
{
public:
    enum class Dialect { Sqlite, Postgres };

    virtual ~Database() = default;

    virtual Dialect dialect() const = 0;
    virtual Result<SqlRows> run(const QString &sql, const SqlValues &values = {}) = 0;
    virtual Result<> begin() = 0; // takes the write lock at once
    virtual Result<> commit() = 0;
    virtual void rollBack() = 0;
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
