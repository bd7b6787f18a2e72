// The script pane over the data folder. The engine's thread reads what is in force through now().
#pragma once

#include "app/script_folder.h"
#include "engine/clock.h"

#include <atomic>
#include <functional>
#include <memory>

namespace nightbell {

class ScriptDesk : public ScriptShelf
{
    Q_OBJECT

public:
    // The clock outlives it.
    ScriptDesk(QString dataFolder, const QList<ClinicId> &clinics, const Clock &clock);

    ScriptSet inForce(const ClinicId &clinic) const override { return now()->value(clinic); }
    QFuture<Result<QList<ScriptVersion>>> versions(const ClinicId &clinic) override;
    QFuture<Result<ScriptSet>> version(const ClinicId &clinic, int number) override;
    QFuture<Result<ScriptDraft>> draft(const ClinicId &clinic) override;
    QFuture<Result<ScriptDraft>> keep(const Asker &asker, const ClinicId &clinic, const ScriptDraft &draft) override;
    QFuture<Result<ScriptVersion>> publish(const Asker &asker, const ClinicId &clinic, const ScriptDraft &draft,
                                           const QString &note) override;
    QFuture<Result<ScriptVersion>> bringBack(const Asker &asker, const ClinicId &clinic, int number,
                                             const QString &note) override;

    using InForce = QHash<ClinicId, ScriptSet>;
    std::shared_ptr<const InForce> now() const { return m_now.load(); } // from any thread

    // Asked last of what would be in force; it refuses by a problem.
    using BeforePublishing = std::function<Result<>(const InForce &)>;
    void setBeforePublishing(BeforePublishing ask) { m_beforePublishing = std::move(ask); }

    QList<Problem> faults() const { return m_faults; } // of files that were passed over at the start

private:
    Result<> mayChange(const Asker &asker, const ClinicId &clinic) const;
    Result<PublishedScripts> read(const ClinicId &clinic, int number) const;
    Result<ScriptDraft> kept(const ClinicId &clinic) const;
    Result<ScriptDraft> take(const Asker &asker, const ClinicId &clinic, ScriptDraft draft);
    Result<ScriptVersion> take(const Asker &asker, const ClinicId &clinic, const QList<Script> &scripts,
                               const QString &note, int broughtBack);
    ScriptFolder folder(const ClinicId &clinic) const { return {m_dataFolder, clinic}; }

    QString m_dataFolder;
    const Clock &m_clock;
    std::atomic<std::shared_ptr<const InForce>> m_now;
    BeforePublishing m_beforePublishing;
    QList<Problem> m_faults;
};

} // namespace nightbell
