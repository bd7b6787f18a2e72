// A real database beside which something happens once: right after a statement that holds certain words has answered.
#pragma once

#include "store/database.h"

#include <functional>
#include <utility>

namespace nightbell {

class WatchedDatabase : public Database
{
public:
    WatchedDatabase(std::unique_ptr<Database> real, QString words, std::function<void()> meanwhile)
        : m_real(std::move(real))
        , m_words(std::move(words))
        , m_meanwhile(std::move(meanwhile))
    { }

    Dialect dialect() const override { return m_real->dialect(); }
    Result<SqlRows> run(const QString &sql, const SqlValues &values) override
    {
        auto answer = m_real->run(sql, values);
        if (sql.contains(m_words))
            if (const auto meanwhile = std::exchange(m_meanwhile, {}))
                meanwhile();
        return answer;
    }
    Result<> begin() override { return m_real->begin(); }
    Result<> commit() override { return m_real->commit(); }
    void rollBack() override { m_real->rollBack(); }

private:
    std::unique_ptr<Database> m_real;
    QString m_words;
    std::function<void()> m_meanwhile;
};

} // namespace nightbell
