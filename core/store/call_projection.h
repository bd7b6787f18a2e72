// Rows of the tables call and escalation: what each call is by now. A call is folded entry by entry while one engine
// writes it; whenever it is not in memory, or another engine wrote into it, it is folded anew from its whole history,
// so a rebuild in any order gives the same rows.
#pragma once

#include "call/call_summary.h"
#include "store/projection.h"

#include <QCache>
#include <QSet>

namespace nightbell {

QByteArray aboutSummary(const CallId &call); // what the sealed summary is bound to
Result<QByteArray> providerCallHash(const KeyRing &keys, const ClinicId &clinic, const PrivateText &providerCall);

class CallProjection : public Projection
{
public:
    static constexpr int liveAtMost = 4'096; // summaries in memory; the least used goes first

    CallProjection(Database &database, KeyRing &keys) : m_database(database), m_keys(keys), m_live(liveAtMost) { }

    Result<> apply(const JournalEntry &entry) override;
    Result<> store() override;
    void forget() override;
    Result<> clear() override;

private:
    struct Folded
    {
        CallSummary summary;
        ClinicId clinic;
        EngineId engine;                            // of the latest entry
        qint64 position = 0;                        // of the latest entry
        bool oneEngine = true;                      // nobody else wrote into the call
        QList<EscalationSummary> storedEscalations; // as their rows are
    };

    Result<std::unique_ptr<Folded>> foldAnew(const CallId &call);
    Result<> storeCall(const Folded &folded);
    Result<> storeEscalations(const Folded &folded);

    Database &m_database;
    KeyRing &m_keys;
    QCache<CallId, Folded> m_live;
    QSet<CallId> m_touched; // since the last store()
};

} // namespace nightbell
