// What a running engine's store is made of, and one connection to it: a database with the clinics' keys open.
#pragma once

#include "clinic/clinic_book.h"
#include "instant.h"
#include "settings/secret_store.h"
#include "store/journal_writer.h"
#include "store/key_ring.h"
#include "store/search_index.h"

#include <functional>

namespace nightbell {

struct StorePlan
{
    QString url; // the setting store.url
    QString dataFolder;
    QString redisUrl; // the setting sessions.redis; empty: no cache
    EngineId engine;
    Span leaseTerm{30'000};
    JournalLimits limits;
    ClinicBook book;      // as it was at the start; a new clinic is served from the next start
    SecretStore &secrets; // used on the threads of the store, one at a time
    std::function<Instant()> now;
};

struct StoreConnection
{
    std::unique_ptr<Database> database;
    std::unique_ptr<KeyRing> keys;
    std::unique_ptr<SearchIndex> index;
};

QList<ClinicId> clinicsOf(const ClinicBook &book);

// How long a server may be silent before it is taken for gone. Whoever writes has the spill; whoever reads may ask
// much.
inline constexpr Span writerWaits = std::chrono::seconds{3}, readerWaits = std::chrono::seconds{20};

Result<StoreConnection> connectStore(const StorePlan &plan,
                                     Span patience = readerWaits); // belongs to the calling thread

inline QString spillPath(const QString &dataFolder) { return dataFolder + QStringLiteral("/journal.spill"); }
inline QString spillAsidePath(const QString &dataFolder) { return spillPath(dataFolder) + QStringLiteral(".aside"); }

} // namespace nightbell
