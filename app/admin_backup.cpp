#include "app/admin_store.h"
#include "store/store_backup.h"

#include <QFileInfo>

namespace nightbell {

// Takes no lock: the store may be backed up while the program runs.
Result<> backUpStore(const BackUp &task, const AdminPlace &place)
{
    if (const QFileInfo there(task.file); there.exists() || there.isSymLink())
        return Problem{Problem::Kind::Invalid, // a wrong argument
                       say(QT_TRANSLATE_NOOP("Admin", "%1 is there already. Name another file.")).arg(task.file)};
    const auto store = openForAdmin(place, StoreUse::ReadOnly);
    if (!store)
        return store.problem();
    const auto written = backUp(*store.value().database, task.file);
    if (!written) {
        const char *words = written.problem().kind == Problem::Kind::Full
            ? QT_TRANSLATE_NOOP("Admin", "No backup was made (%1). Free some space, or name another place.")
            : QT_TRANSLATE_NOOP("Admin", "No backup was made (%1). See to the place of the file, or to the store.");
        return Problem{written.problem().kind, say(words).arg(written.problem().detail)};
    }
    print(stdout,
          say(QT_TRANSLATE_NOOP("Admin", "The backup is in %1. Rows: %2. Bytes: %3."))
              .arg(task.file)
              .arg(written.value().rows)
              .arg(QFileInfo(task.file).size()));
    print(stdout,
          say(QT_TRANSLATE_NOOP("Admin", "Not part of it: clinic.json and nightbell.ini. Keep copies of them too.")));
    return {};
}

} // namespace nightbell
