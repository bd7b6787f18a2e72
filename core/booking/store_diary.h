// The local diary of a running engine: its acts are carried out on the store's thread, one after the other with
// everything else that is written there. From any thread.
#pragma once

#include "booking/diary.h"
#include "store/store.h"

namespace nightbell {

class LocalDiary;

class StoreDiary : public Diary
{
public:
    StoreDiary(Store &store, std::function<Instant()> now) : m_store(store), m_now(std::move(now)) { }

    QFuture<Result<QList<Occupied>>> occupied(const ClinicId &clinic, Instant from, Instant until,
                                              const AppointmentId &besides) override;
    QFuture<Result<DiaryHold>> hold(const ClinicId &clinic, const DiaryActor &actor, const Visit &visit,
                                    const AppointmentId &moves) override;
    QFuture<Result<>> release(const ClinicId &clinic, const DiaryActor &actor, const HoldId &hold) override;
    QFuture<Result<DiaryDone>> perform(const ClinicId &clinic, const DiaryActor &actor, const DiaryAct &act) override;
    QFuture<Result<QList<DiaryEntry>>> of(const ClinicId &clinic, const PrivateText &name, QDate born) override;
    QFuture<Result<QList<DiaryEntry>>> between(const ClinicId &clinic, Instant from, Instant until) override;

private:
    template<class Answer> QFuture<Result<Answer>> onStore(std::function<Result<Answer>(LocalDiary &, Instant)> work);

    Store &m_store;
    std::function<Instant()> m_now; // called on the store's thread
};

} // namespace nightbell
