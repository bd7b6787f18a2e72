// The diary that the clinic keeps in this program's own store. An act and the journal's word of it are one transaction,
// guarded as every write of the journal is; what was written is read back before anybody is told.
//
// Knows no thread and no clock: it lives where its writer lives, and the moment is passed in.
#pragma once

#include "booking/diary_turn.h"

namespace nightbell {

// What the store says of a reading is not the diary's own word (faultOf).
template<class T> Result<T> orAway(Result<T> read)
{
    return read ? std::move(read) : Result<T>(Problem{Problem::Kind::Unreachable, read.problem().detail});
}

class LocalDiary
{
public:
    explicit LocalDiary(JournalWriter &writer) : m_writer(writer) { }

    Result<DiaryHold> hold(const ClinicId &clinic, const DiaryActor &actor, const Visit &visit, Instant now,
                           const AppointmentId &moves = {}, Span term = holdTerm);
    Result<> release(const ClinicId &clinic, const DiaryActor &actor, const HoldId &hold, Instant now);
    Result<DiaryDone> perform(const ClinicId &clinic, const DiaryActor &actor, const DiaryAct &act, Instant now);

    DiaryRows rows(const ClinicId &clinic); // for reading, until the next act

    // Appointments that were made elsewhere, with their ids; those that are here already stay as they are. Answers how
    // many came. All or none of them; two that overlap both come, and no third gets between them.
    Result<int> import(const ClinicId &clinic, const QList<DiaryEntry> &entries);

    // Nobody can book a provider (empty: anybody) then; what is booked stays.
    Result<> block(const ClinicId &clinic, const QString &id, const Occupied &busy);
    Result<> unblock(const ClinicId &clinic, const QString &id);

private:
    template<class Work> auto inTurn(const ClinicId &clinic, const DiaryActor &actor, Instant now, Work work)
        -> std::invoke_result_t<Work, DiaryTurn &>;
    Result<> write(const std::function<Result<>(Database &)> &work);

    JournalWriter &m_writer;
};

} // namespace nightbell
