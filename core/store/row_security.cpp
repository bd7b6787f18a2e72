#include "store/row_security.h"

namespace nightbell {

Result<> protectRowsOfClinics(Database &database)
{
    if (database.dialect() != Database::Dialect::Postgres)
        return {};
    const auto bare = database.run(QStringLiteral(R"(
SELECT quote_ident(relname) FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND attname = 'clinic'
    AND NOT attisdropped AND NOT (relrowsecurity AND relforcerowsecurity))"));
    if (!bare)
        return bare.problem();
    for (const SqlValues &row : bare.value().rows)
        for (const char *rule : {"ALTER TABLE %1 ENABLE ROW LEVEL SECURITY", "ALTER TABLE %1 FORCE ROW LEVEL SECURITY",
                                 "CREATE POLICY of_clinic ON %1 USING ("
                                 "clinic = ANY (string_to_array(current_setting('nightbell.clinics', true), ',')))"})
            if (const auto done = database.run(QString::fromLatin1(rule).arg(row.at(0).toString())); !done)
                return done.problem();
    return {};
}

} // namespace nightbell
