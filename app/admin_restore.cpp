#include "app/admin_store.h"
#include "app/clinic_file_on_disk.h"
#include "app/data_folder.h"
#include "app/given_recovery_keys.h"
#include "app/store_words.h"
#include "store/open_store_database.h"
#include "store/store_backup.h"
#include "store/store_plan.h"

#include <QDateTime>
#include <QFile>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

Problem backupTrouble(const Problem &problem)
{
    const char *words = QT_TRANSLATE_NOOP("Admin", "The backup cannot be read (%1). Nothing was restored.");
    if (problem.kind == Problem::Kind::Damaged)
        words = QT_TRANSLATE_NOOP("Admin", "The backup is damaged (%1). Take another one; nothing was restored.");
    else if (problem.kind == Problem::Kind::Newer)
        words = QT_TRANSLATE_NOOP("Admin",
                                  "A newer version wrote the backup (%1). Install that version; nothing was restored.");
    return {problem.kind, say(words).arg(problem.detail)};
}

// To its end, before the store is touched.
Result<> isWhole(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return backupTrouble({Problem::Kind::NotFound, u"%1: %2"_s.arg(path, file.errorString())});
    const auto whole = verifyBackup(file);
    return whole ? Result<>() : Result<>(backupTrouble(whole.problem()));
}

Result<QList<FittingKey>> keysFor(const Restore &task)
{
    if (task.recoveryKeyFile.isEmpty())
        return QList<FittingKey>();
    const auto keys = readRecoveryKeys(task.recoveryKeyFile);
    return keys ? fitToBackup(keys.value(), task.file) : Result<QList<FittingKey>>(keys.problem());
}

struct Restored
{
    AdminStore store;
    BackupTotals totals;
};

Result<Restored> fill(const Restore &task, const AdminPlace &place)
{
    auto store = openForAdmin(place, StoreUse::ReadWrite, StoreMust::MayBeMade);
    if (!store)
        return store.problem();
    Database &database = *store.value().database;
    if (const Result<> alone = nobodyElseAtWork(database); !alone)
        return alone.problem();
    const auto totals = restore(database, task.file, task.force ? RestoreOver::Anything : RestoreOver::EmptyOnly);
    if (totals)
        return Restored{std::move(store).value(), totals.value()};
    if (totals.problem().kind == Problem::Kind::Refused && !task.force)
        return Problem{
            Problem::Kind::Refused,
            say(QT_TRANSLATE_NOOP("Admin", "Nothing was restored: %1. Add --force to overwrite what is there."))
                .arg(totals.problem().detail)};
    return storeTrouble(totals.problem());
}

QString momentForAName() { return QDateTime::currentDateTimeUtc().toString(u"yyyyMMddTHHmmsszzz"_s); }

// What waits is of the store that was replaced: written into the restored one, its positions could meet those of other
// events, which would hide it without a word.
Result<> putSpillAside(const QString &folder)
{
    for (const QString &path : {spillPath(folder), spillAsidePath(folder)}) {
        if (!QFile::exists(path))
            continue;
        const QString aside = u"%1.before-%2"_s.arg(path, momentForAName());
        if (!QFile::rename(path, aside))
            return Problem{
                Problem::Kind::Refused,
                say(QT_TRANSLATE_NOOP("Admin",
                                      "The backup is restored, but %1 cannot be renamed. Move it away before "
                                      "the program starts: it belongs to the store that was replaced."))
                    .arg(path)};
        print(stderr,
              say(QT_TRANSLATE_NOOP("Admin",
                                    "Events of the replaced store that had waited in %1 were put aside as %2. To have "
                                    "them written into the restored store, give the file its old name before the "
                                    "program starts."))
                  .arg(path, aside));
    }
    return {};
}

// A file too damaged to be emptied must not stand in the way of the backup that replaces it, nor be lost: somebody may
// still save from it what the backup has not.
bool putAside(const QString &store)
{
    const QString aside = u"%1.damaged-%2"_s.arg(store, momentForAName());
    for (const QString &part : {u"-wal"_s, u"-shm"_s}) // the store itself last: until then the next try begins anew
        if (QFile::exists(store + part) && !QFile::rename(store + part, aside + part))
            return false;
    if (!QFile::rename(store, aside))
        return false;
    print(stderr, say(QT_TRANSLATE_NOOP("Admin", "The damaged store was put aside as %1.")).arg(aside));
    return true;
}

Result<Restored> fillOrReplace(const Restore &task, const AdminPlace &place)
{
    auto filled = fill(task, place);
    if (filled || filled.problem().kind != Problem::Kind::Damaged || !task.force)
        return filled;
    const QString file = storeFile(place.settings.text("store.url"), place.folder);
    if (file.isEmpty() || !putAside(file))
        return filled;
    return fill(task, place);
}

Result<> recoverKeys(KeyRing &keys, const QList<FittingKey> &fitting)
{
    for (const FittingKey &each : fitting)
        if (const Result<> recovered = keys.recover(each.clinic, each.key); !recovered)
            return keyTrouble(recovered.problem(), each.clinic);
    return {};
}

// The clinic file is no part of a backup.
void tellOfUnknownClinics(const QList<ClinicId> &clinics, const QString &clinicFile)
{
    const auto book = readClinicFile(clinicFile);
    for (const ClinicId &clinic : clinics)
        if (book && !organisationOf(book.value(), clinic))
            print(stdout,
                  say(QT_TRANSLATE_NOOP("Admin", "%1 does not name clinic %2. Bring the clinic file along, too."))
                      .arg(clinicFile, clinic.text()));
}

} // namespace

Result<> restoreStore(const Restore &task, const AdminPlace &place)
{
    const auto folder = DataFolder::open(place.folder);
    if (!folder)
        return folder.problem();
    if (const Result<> whole = isWhole(task.file); !whole)
        return whole;
    const auto fitting = keysFor(task);
    if (!fitting)
        return fitting.problem();
    if (const Result<> atHand = keysAtHand(task.file, fitting.value(), *secretsOf(place)); !atHand)
        return atHand;
    auto restored = fillOrReplace(task, place);
    if (!restored)
        return restored.problem();
    if (const Result<> kept = putSpillAside(place.folder); !kept)
        return kept;
    print(stdout,
          say(QT_TRANSLATE_NOOP("Admin", "Rows restored: %1. Tables: %2."))
              .arg(restored.value().totals.rows)
              .arg(restored.value().totals.tables));
    Database &database = *restored.value().store.database;
    const auto clinics = clinicsOf(database);
    if (!clinics)
        return clinics.problem();
    tellOfUnknownClinics(clinics.value(), clinicFilePath(place.folder));
    KeyRing keys(database, *restored.value().store.secrets);
    if (const Result<> recovered = recoverKeys(keys, fitting.value()); !recovered)
        return recovered;
    return openKeys(keys, clinics.value());
}

} // namespace nightbell
