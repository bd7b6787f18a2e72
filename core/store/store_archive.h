// The archive pane over the store: every question is answered on the thread "archive".
#pragma once

#include "desk/archive.h"
#include "store/store_thread.h"

namespace nightbell {

class StoreArchive : public Archive
{
    Q_OBJECT

public:
    explicit StoreArchive(StoreThread &thread) : m_thread(thread) { }

    QFuture<Result<QList<CallSummary>>> page(const ClinicId &clinic, const ArchivePlace &olderThan, int limit) override;
    QFuture<Result<CallSummary>> call(const CallId &call) override;
    QFuture<Result<CallSummary>> callOf(const ClinicId &clinic, const QString &provider,
                                        const PrivateText &providerCall) override;
    QFuture<Result<QList<CallEvent>>> events(const CallId &call) override;
    QFuture<Result<QList<FoundWords>>> search(const ClinicId &clinic, const PrivateText &typed, int limit) override;

private:
    StoreThread &m_thread;
};

} // namespace nightbell
