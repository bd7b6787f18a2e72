#include "app/admin_store.h"
#include "store/store_export.h"

#include <QFile>

#include <cstdio>

namespace nightbell {

Result<> exportOneCall(const ExportCall &task, const AdminPlace &place)
{
    const auto store = openForAdmin(place, StoreUse::ReadWrite);
    if (!store)
        return store.problem();
    KeyRing keys(*store.value().database, *store.value().secrets);
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return Problem{Problem::Kind::Unreachable, out.errorString()};
    auto lines = exportCall(*store.value().database, keys, task.call, out);
    if (lines && std::fflush(stdout) != 0)
        lines = Problem{Problem::Kind::Full, QStringLiteral("standard output takes no more")};
    if (!lines)
        return Problem{lines.problem().kind,
                       say(QT_TRANSLATE_NOOP("Admin", "The call was not exported: %1.")).arg(lines.problem().detail)};
    return {};
}

} // namespace nightbell
