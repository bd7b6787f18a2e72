#include "booking/store_diary.h"

#include "booking/local_diary.h"

namespace nightbell {

template<class Answer>
QFuture<Result<Answer>> StoreDiary::onStore(std::function<Result<Answer>(LocalDiary &, Instant)> work)
{
    const auto answer = std::make_shared<std::optional<Result<Answer>>>();
    const auto act = [work = std::move(work), now = m_now, answer](JournalWriter &writer) -> Result<> {
        LocalDiary diary(writer);
        *answer = work(diary, now());
        return {};
    };
    return m_store.write(act).then(
        [answer](const Result<> &asked) { return asked ? **answer : Result<Answer>(asked.problem()); });
}

QFuture<Result<QList<Occupied>>> StoreDiary::occupied(const ClinicId &clinic, Instant from, Instant until,
                                                      const AppointmentId &besides)
{
    return onStore<QList<Occupied>>(
        [=](LocalDiary &diary, Instant now) { return orAway(diary.rows(clinic).occupied(from, until, now, besides)); });
}

QFuture<Result<DiaryHold>> StoreDiary::hold(const ClinicId &clinic, const DiaryActor &actor, const Visit &visit,
                                            const AppointmentId &moves)
{
    return onStore<DiaryHold>(
        [=](LocalDiary &diary, Instant now) { return diary.hold(clinic, actor, visit, now, moves); });
}

QFuture<Result<>> StoreDiary::release(const ClinicId &clinic, const DiaryActor &actor, const HoldId &hold)
{
    return onStore<void>([=](LocalDiary &diary, Instant now) { return diary.release(clinic, actor, hold, now); });
}

QFuture<Result<DiaryDone>> StoreDiary::perform(const ClinicId &clinic, const DiaryActor &actor, const DiaryAct &act)
{
    return onStore<DiaryDone>([=](LocalDiary &diary, Instant now) { return diary.perform(clinic, actor, act, now); });
}

QFuture<Result<QList<DiaryEntry>>> StoreDiary::of(const ClinicId &clinic, const PrivateText &name, QDate born)
{
    return onStore<QList<DiaryEntry>>(
        [=](LocalDiary &diary, Instant now) { return orAway(diary.rows(clinic).of(name, born, now)); });
}

QFuture<Result<QList<DiaryEntry>>> StoreDiary::between(const ClinicId &clinic, Instant from, Instant until)
{
    return onStore<QList<DiaryEntry>>(
        [=](LocalDiary &diary, Instant) { return orAway(diary.rows(clinic).between(from, until)); });
}

} // namespace nightbell
