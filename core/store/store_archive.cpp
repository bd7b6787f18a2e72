#include "store/store_archive.h"

#include "store/call_archive.h"

namespace nightbell {

QFuture<Result<QList<CallSummary>>> StoreArchive::page(const ClinicId &clinic, const ArchivePlace &olderThan, int limit)
{
    return m_thread.read([=](StoreConnection &store) {
        return CallArchive(*store.database, *store.keys).page(clinic, {olderThan.created, olderThan.call}, limit);
    });
}

QFuture<Result<CallSummary>> StoreArchive::call(const CallId &call)
{
    return m_thread.read([=](StoreConnection &store) { return CallArchive(*store.database, *store.keys).call(call); });
}

QFuture<Result<CallSummary>> StoreArchive::callOf(const ClinicId &clinic, const QString &provider,
                                                  const PrivateText &providerCall)
{
    return m_thread.read([=](StoreConnection &store) -> Result<CallSummary> {
        CallArchive archive(*store.database, *store.keys);
        const Result<CallId> call = archive.callOf(clinic, {provider, providerCall});
        return call ? archive.call(call.value()) : Result<CallSummary>(call.problem());
    });
}

QFuture<Result<QList<CallEvent>>> StoreArchive::events(const CallId &call)
{
    return m_thread.read([=](StoreConnection &store) -> Result<QList<CallEvent>> {
        auto entries = CallArchive(*store.database, *store.keys).events(call);
        if (!entries)
            return entries.problem();
        QList<CallEvent> events;
        for (JournalEntry &entry : entries.value())
            events << std::move(entry.event);
        return events;
    });
}

QFuture<Result<QList<FoundWords>>> StoreArchive::search(const ClinicId &clinic, const PrivateText &typed, int limit)
{
    return m_thread.read([=](StoreConnection &store) -> Result<QList<FoundWords>> {
        const auto page = store.index->search(clinic, typed.reveal(), limit);
        if (!page)
            return page.problem();
        QList<FoundWords> found;
        for (const FoundLine &line : page.value().lines)
            found << FoundWords{line.call, line.at, line.who, line.words};
        return found;
    });
}

} // namespace nightbell
