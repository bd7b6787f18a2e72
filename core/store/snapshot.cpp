#include "store/snapshot.h"

namespace nightbell {

Result<> beginSnapshot(Database &database)
{
    if (database.dialect() == Database::Dialect::Sqlite) { // a reader's BEGIN: takes no lock, sees one moment
        const auto begun = database.run(QStringLiteral("BEGIN"));
        return begun ? Result<>() : Result<>(begun.problem());
    }
    if (const Result<> begun = database.begin(); !begun)
        return begun;
    const auto set = database.run(QStringLiteral("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"));
    if (!set)
        database.rollBack();
    return set ? Result<>() : Result<>(set.problem());
}

} // namespace nightbell
