#include "store/call_archive.h"

#include "store/call_projection.h"

namespace nightbell {
namespace {

const QString selectSummary = QStringLiteral("SELECT id, summary FROM call WHERE EXISTS (SELECT 1 FROM call_key "
                                             "WHERE call_key.call = call.id) AND ");

Problem notFound(const QString &what) { return {Problem::Kind::NotFound, what}; }

} // namespace

Result<QList<CallSummary>> CallArchive::opened(const Result<SqlRows> &found)
{
    if (!found)
        return found.problem();
    QList<CallSummary> calls;
    for (const SqlValues &row : found.value().rows) {
        const CallId id(row.at(0).toString());
        const Result<SealKey> key = m_keys.callKey(id);
        if (!key)
            return key.problem();
        const Result<QByteArray> json = unseal(key.value(), row.at(1).toByteArray(), aboutSummary(id));
        if (!json)
            return json.problem();
        Result<CallSummary> summary = summaryFromJson(json.value());
        if (!summary)
            return summary.problem();
        calls << std::move(summary).value();
    }
    return calls;
}

Result<QList<CallSummary>> CallArchive::page(const ClinicId &clinic, const Place &olderThan, int limit)
{
    static const QString query = selectSummary
        + QStringLiteral("clinic = ? AND (created_ms < ? OR (created_ms = ? AND id < ?)) "
                         "ORDER BY created_ms DESC, id DESC LIMIT ?");
    const qint64 createdMs = toMs(olderThan.created);
    return opened(m_database.run(query, {clinic.text(), createdMs, createdMs, olderThan.call.text(), qint64(limit)}));
}

Result<CallSummary> CallArchive::call(const CallId &call)
{
    const auto found = opened(m_database.run(selectSummary + QStringLiteral("id = ?"), {call.text()}));
    if (!found)
        return found.problem();
    return found.value().isEmpty() ? Result<CallSummary>(notFound(QStringLiteral("call %1").arg(call.text())))
                                   : Result<CallSummary>(found.value().first());
}

Result<QList<JournalEntry>> CallArchive::events(const CallId &call) { return entriesOfCall(m_database, m_keys, call); }

Result<CallId> CallArchive::callOf(const ClinicId &clinic, const ProviderCall &providerCall)
{
    const Result<QByteArray> hash = providerCallHash(m_keys, clinic, providerCall.id);
    if (!hash)
        return hash.problem();
    const Result<SqlRows> found = m_database.run(
        QStringLiteral("SELECT id FROM call WHERE provider = ? AND provider_call = ? AND clinic = ? "
                       "ORDER BY created_ms DESC LIMIT 1"), // a provider may use an id again, years later
        {providerCall.provider, hash.value(), clinic.text()});
    if (!found)
        return found.problem();
    if (found.value().rows.isEmpty())
        return notFound(QStringLiteral("no call has that id at %1").arg(providerCall.provider));
    return CallId(found.value().rows.first().at(0).toString());
}

Result<ProviderCall> CallArchive::providerCallOf(const CallId &call)
{
    const Result<CallSummary> summary = this->call(call);
    return summary ? Result<ProviderCall>(ProviderCall{summary.value().provider, summary.value().providerCall})
                   : Result<ProviderCall>(summary.problem());
}

} // namespace nightbell
