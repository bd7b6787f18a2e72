// One act on the diary inside one transaction: what it finds, what it decides, what it writes, and the journal entries
// that go with it. If the transaction is tried again, so is the whole turn.
#pragma once

#include "booking/diary_holds.h"
#include "booking/diary_log.h"
#include "booking/diary_minutes.h"
#include "store/journal_writer.h"

namespace nightbell {

inline constexpr int holdsAtMost = 4; // of one actor at once

class DiaryTurn
{
public:
    DiaryTurn(JournalWriter &writer, const ClinicId &clinic, const DiaryActor &actor, Instant now);

    Result<DiaryHold> hold(const Visit &visit, const AppointmentId &moves, Span term);
    Result<> release(const HoldId &hold);
    Result<DiaryDeed> perform(const DiaryAct &act); // done just now, or long ago by the same step

    const QList<Draft> &drafts() const { return m_drafts; }          // to be written in the same transaction
    const std::optional<Problem> &verdict() const { return m_says; } // the diary's own no; else the store failed

private:
    struct Change
    {
        AppointmentId appointment;
        std::optional<Standing> was;
        Happening what;
        CallId call; // that is told
    };

    Result<Change> carryOut(const diary::Book &book);
    Result<Change> carryOut(const diary::Move &move);
    Result<Change> carryOut(const diary::Cancel &cancel);
    Result<Change> carryOut(const diary::Confirm &confirm);
    Result<Change> carryOut(const diary::Undo &undo);

    Result<> checkActor();
    Result<> check(const Visit &visit);
    Result<Visit> use(const HoldId &hold);
    Result<> pass(const HoldId &hold, const AppointmentId &to, const Visit &visit);
    Result<Standing> lockLive(const AppointmentId &appointment);
    Result<> restore(const AppointmentId &appointment, const Standing &now);
    Result<CallId> callToTell(const CallId &call);
    Problem says(Problem::Kind kind, const char *why);
    QString newId(const char *what) const;

    Database &m_database;
    EngineId m_engine;
    ClinicId m_clinic;
    DiaryActor m_actor;
    Instant m_now;
    QString m_step; // the actor's, one of a kind
    QString m_holder;
    DiaryRows m_rows;
    DiaryHolds m_holds;
    DiaryMinutes m_minutes;
    DiaryLog m_log;
    QList<Draft> m_drafts;
    std::optional<Problem> m_says;
};

} // namespace nightbell
