#include "scripted/full_store.h"

#include "store/call_projection.h"
#include "store/schema.h"
#include "store/session_projection.h"

#include <QDateTime>

namespace nightbell {

Instant wallClock() { return instantFromMs(QDateTime::currentMSecsSinceEpoch()); }

Result<JournalStore> furnish(Result<std::unique_ptr<Database>> opened, SecretStore &secrets)
{
    if (!opened)
        return opened.problem();
    std::unique_ptr<Database> database = std::move(opened).value();
    if (const Result<> migrated = migrate(*database); !migrated)
        return migrated.problem();
    auto keys = std::make_unique<KeyRing>(*database, secrets);
    if (const auto ready = keys->openOrCreate(storeClinic); !ready)
        return ready.problem();
    JournalStore store{std::move(database), std::move(keys), {}, {}};
    store.projections.push_back(std::make_unique<CallProjection>(*store.database, *store.keys));
    store.projections.push_back(std::make_unique<SessionProjection>(*store.database, *store.keys));
    return store;
}

Result<std::unique_ptr<Journal>> openFullJournal(const OpenDatabase &open, SecretStore &secrets,
                                                 const QString &spillPath)
{
    return Journal::open({.engine = storeEngine,
                          .open = [open, &secrets] { return furnish(open(), secrets); },
                          .spillPath = spillPath,
                          .limits = {},
                          .now = wallClock,
                          .onBehindChanged = [](const Behind &) {}});
}

} // namespace nightbell
