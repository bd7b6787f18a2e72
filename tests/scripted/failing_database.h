// A database that can fail at the n-th change, as if the process had died there.
#pragma once

#include "store/database.h"

#include <limits>

namespace nightbell {

class FailingDatabase : public Database
{
public:
    explicit FailingDatabase(Database &real) : m_real(real) { }

    int changesAllowed = std::numeric_limits<int>::max(); // statements that write, and commits

    Dialect dialect() const override { return m_real.dialect(); }
    Result<SqlRows> run(const QString &sql, const SqlValues &values) override
    {
        if (!sql.startsWith(QLatin1String("SELECT")) && changesAllowed-- <= 0)
            return gone();
        return m_real.run(sql, values);
    }
    Result<> begin() override { return m_real.begin(); }
    Result<> commit() override
    {
        if (changesAllowed-- > 0)
            return m_real.commit();
        m_real.rollBack();
        return gone();
    }
    void rollBack() override { m_real.rollBack(); }

private:
    static Problem gone() { return {Problem::Kind::Unreachable, QStringLiteral("the database went away")}; }

    Database &m_real;
};

} // namespace nightbell
