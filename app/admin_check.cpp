#include "app/admin_store.h"
#include "app/clinic_file_on_disk.h"
#include "app/store_words.h"
#include "app/waiting_spill.h"
#include "clinic/recording_kept.h"
#include "store/recording_shelf.h"
#include "store/store_check.h"
#include "store/store_plan.h"

#include <QDateTime>

namespace nightbell {

namespace {

void tellSpill(const WaitingSpill &waiting)
{
    if (waiting.entries > 0)
        print(stdout,
              say(QT_TRANSLATE_NOOP("Admin",
                                    "%1 entries wait on this machine's disk for the store; the program writes them "
                                    "when it runs."))
                  .arg(waiting.entries));
    if (waiting.bytesTorn > 0)
        print(stdout,
              say(QT_TRANSLATE_NOOP("Admin",
                                    "The file in which they wait ends with %1 torn bytes; the program puts them aside "
                                    "when it runs."))
                  .arg(waiting.bytesTorn));
}

// What the store would not take is kept beside it, for somebody who may find out why.
void tellAside(const QString &path, CheckReport &report)
{
    const auto aside = lookIntoSpill(path);
    if (!aside)
        report.add(Finding::Fault::FileDamaged, aside.problem().detail);
    else if (aside.value().entries > 0)
        print(stdout,
              say(QT_TRANSLATE_NOOP("Admin",
                                    "%1 entries that the store would not take are kept in %2. Keep that file, and ask "
                                    "for help."))
                  .arg(aside.value().entries)
                  .arg(path));
}

void tellFindings(const CheckReport &report)
{
    for (const Finding &finding : report.findings)
        print(stdout, wordsFor(finding));
    if (const qint64 more = report.damages + report.notVerifiable - report.findings.size(); more > 0)
        print(stdout, say(QT_TRANSLATE_NOOP("Admin", "%1 more like these.")).arg(more));
    print(stdout,
          say(QT_TRANSLATE_NOOP("Admin", "Calls checked: %1. Entries checked: %2."))
              .arg(report.calls)
              .arg(report.entries));
}

Result<> verdict(const CheckReport &report)
{
    if (!report.sound())
        return Problem{
            Problem::Kind::Damaged,
            say(QT_TRANSLATE_NOOP("Admin",
                                  "The store is damaged in %1 places. nightbell admin rebuild mends rows that differ; "
                                  "for anything else restore a backup: nightbell admin restore FILE --force."))
                .arg(report.damages)};
    if (report.notVerifiable > 0)
        return Problem{Problem::Kind::NotFound,
                       say(QT_TRANSLATE_NOOP("Admin",
                                             "%1 places could not be checked, since the store lacks the keys of their "
                                             "clinic. Restore a backup: nightbell admin restore FILE --force."))
                           .arg(report.notVerifiable)};
    print(stdout, say(QT_TRANSLATE_NOOP("Admin", "Nothing is wrong.")));
    return {};
}

Result<> listenToRecordings(const AdminPlace &place, Database &database, KeyRing &keys, CheckReport &report)
{
    const auto book = readClinicFile(clinicFilePath(place.folder));
    if (!book)
        return book.problem();
    const Instant now = instantFromMs(QDateTime::currentMSecsSinceEpoch());
    const auto keptSince = [&](const ClinicId &clinic) {
        const Organisation *organisation = organisationOf(book.value(), clinic);
        return organisation ? now - std::chrono::days{recordingKeptDays(*organisation)} : now;
    };
    return checkRecordings(database, keys, place.folder, keptSince, report);
}

} // namespace

Result<> checkStore(const AdminPlace &place)
{
    const auto waiting = lookIntoSpill(spillPath(place.folder));
    if (waiting)
        tellSpill(waiting.value());
    const auto store = openForAdmin(place, StoreUse::ReadOnly);
    if (!store)
        return store.problem();
    KeyRing keys(*store.value().database, *store.value().secrets);
    auto report = check(*store.value().database, keys);
    if (!report)
        return storeTrouble(report.problem());
    if (!waiting)
        report.value().add(Finding::Fault::FileDamaged, waiting.problem().detail);
    tellAside(spillAsidePath(place.folder), report.value());
    if (const Result<> heard = listenToRecordings(place, *store.value().database, keys, report.value()); !heard)
        return heard;
    tellFindings(report.value());
    const auto clinics = clinicsOf(*store.value().database);
    if (!clinics)
        return clinics.problem();
    if (const Result<> open = openKeys(keys, clinics.value()); !open) // comes first: it hides what else there is
        return open;
    return verdict(report.value());
}

} // namespace nightbell
