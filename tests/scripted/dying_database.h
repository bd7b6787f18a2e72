// A database at whose n-th operation the process dies, as by kill -9: right before the operation, or right after it.
#pragma once

#include "store/database.h"

#include <csignal>
#include <type_traits>
#include <unistd.h>

namespace nightbell {

class DyingDatabase : public Database
{
public:
    DyingDatabase(std::unique_ptr<Database> real, int diesAt, bool afterwards)
        : m_real(std::move(real))
        , m_left(diesAt)
        , m_afterwards(afterwards)
    { }

    Dialect dialect() const override { return m_real->dialect(); }
    Result<SqlRows> run(const QString &sql, const SqlValues &values) override
    {
        return around([&] { return m_real->run(sql, values); });
    }
    Result<> begin() override
    {
        return around([&] { return m_real->begin(); });
    }
    Result<> commit() override
    {
        return around([&] { return m_real->commit(); });
    }
    void rollBack() override { m_real->rollBack(); }

private:
    template<class Work> std::invoke_result_t<Work> around(Work work)
    {
        const bool now = --m_left == 0;
        if (now && !m_afterwards)
            ::kill(::getpid(), SIGKILL);
        auto answer = work();
        if (now)
            ::kill(::getpid(), SIGKILL);
        return answer;
    }

    std::unique_ptr<Database> m_real;
    int m_left;
    bool m_afterwards;
};

} // namespace nightbell
