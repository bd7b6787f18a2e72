#include "store/store_export.h"

namespace nightbell {

Result<qint64> exportCall(Database &database, KeyRing &keys, const CallId &call, QIODevice &to)
{
    const auto row = database.run(QStringLiteral("SELECT clinic FROM journal WHERE call = ? LIMIT 1"), {call.text()});
    if (!row)
        return row.problem();
    if (row.value().rows.isEmpty())
        return Problem{Problem::Kind::Invalid, QStringLiteral("there is no call %1").arg(call.text())};
    if (const auto opened = keys.open(ClinicId(row.value().rows[0][0].toString())); !opened)
        return opened.problem();
    const auto entries = entriesOfCall(database, keys, call);
    if (!entries)
        return entries.problem();
    if (entries.value().isEmpty())
        return Problem{Problem::Kind::NotFound,
                       QStringLiteral("the words of call %1 were destroyed with its key").arg(call.text())};
    for (const JournalEntry &entry : entries.value()) {
        const QByteArray line = toJson(entry.event) + '\n';
        if (to.write(line) != line.size())
            return Problem{Problem::Kind::Full, QStringLiteral("cannot write the export: ") + to.errorString()};
    }
    return entries.value().size();
}

} // namespace nightbell
