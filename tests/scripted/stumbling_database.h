// A real database that fails at a chosen step: every begin, statement and commit counts as one. The test keeps the
// Stumbles, on the thread of the database.
#pragma once

#include "store/database.h"

#include <memory>
#include <utility>

namespace nightbell {

struct Stumbles
{
    enum class Commit { Fails, InDoubtButDone, InDoubtAndNotDone }; // how a commit stumbles
    int steps = 0;
    int commits = 0;         // that succeeded
    int at = 0;              // the step that fails, counted from 1; 0 = none
    bool lasting = false;    // it and all that follow
    bool nextCommit = false; // the next commit fails, whichever step that is
    Commit commit = Commit::Fails;
    Problem problem{Problem::Kind::Unreachable, QStringLiteral("the database went away")};

    void after(int more) { at = steps + more; }
    bool next() { return ++steps == at || (lasting && at && steps > at); }
};

class StumblingDatabase : public Database
{
public:
    StumblingDatabase(std::unique_ptr<Database> real, std::shared_ptr<Stumbles> stumbles)
        : m_real(std::move(real))
        , m_stumbles(std::move(stumbles))
    { }

    Dialect dialect() const override { return m_real->dialect(); }
    Result<SqlRows> run(const QString &sql, const SqlValues &values) override
    {
        return m_stumbles->next() ? m_stumbles->problem : m_real->run(sql, values);
    }
    Result<> begin() override { return m_stumbles->next() ? m_stumbles->problem : m_real->begin(); }
    Result<> commit() override
    {
        if (!m_stumbles->next() && !std::exchange(m_stumbles->nextCommit, false)) {
            ++m_stumbles->commits;
            return m_real->commit();
        }
        if (m_stumbles->commit == Stumbles::Commit::InDoubtButDone)
            (void)m_real->commit();
        else
            m_real->rollBack();
        const bool inDoubt = m_stumbles->commit != Stumbles::Commit::Fails;
        return inDoubt ? Problem{Problem::Kind::InDoubt, QStringLiteral("lost while committing")} : m_stumbles->problem;
    }
    void rollBack() override { m_real->rollBack(); }
    Result<> showClinics(const QList<ClinicId> &clinics) override { return m_real->showClinics(clinics); }

private:
    std::unique_ptr<Database> m_real;
    std::shared_ptr<Stumbles> m_stumbles;
};

} // namespace nightbell
