#include "booking/desk_diary.h"

namespace nightbell {
namespace {

QFuture<Result<DiaryEntry>> answered(const Problem &problem)
{
    return QtFuture::makeReadyFuture(Result<DiaryEntry>(problem));
}

} // namespace

QFuture<Result<QList<DiaryEntry>>> DeskDiary::between(const ClinicId &clinic, Instant from, Instant until)
{
    return m_diary.between(clinic, from, until);
}

QFuture<Result<QList<DiaryEntry>>> DeskDiary::of(const ClinicId &clinic, const PrivateText &name, QDate born)
{
    return m_diary.of(clinic, name, born);
}

QFuture<Result<DiaryEntry>> DeskDiary::ask(const ClinicId &clinic, const Asker &asker, const QString &click,
                                           const DiaryWish &wanted)
{
    if (!mayDo(asker.role, Right::KeepDiary))
        return answered({Problem::Kind::Refused, QStringLiteral("no right to keep the diary")});
    const DiaryActor actor{{}, asker.staff, click};
    if (const auto *book = std::get_if<wish::Book>(&wanted))
        return actOnHold(clinic, actor, book->visit, {}, [book = *book](const HoldId &hold) {
            return diary::Book{hold, book.patient, book.reason};
        });
    if (const auto *move = std::get_if<wish::Move>(&wanted))
        return actOnHold(clinic, actor, move->to, move->appointment,
                         [appointment = move->appointment](const HoldId &hold) {
                             return diary::Move{appointment, hold};
                         });
    if (const auto *cancel = std::get_if<wish::Cancel>(&wanted))
        return act(clinic, actor, diary::Cancel{cancel->appointment});
    if (const auto *confirm = std::get_if<wish::Confirm>(&wanted))
        return act(clinic, actor, diary::Confirm{confirm->appointment});
    return act(clinic, actor, diary::Undo{std::get<wish::Undo>(wanted).appointment});
}

QFuture<Result<DiaryEntry>> DeskDiary::act(const ClinicId &clinic, const DiaryActor &actor, const DiaryAct &act)
{
    return m_diary.perform(clinic, actor, act).then(this, [this, clinic](const Result<DiaryDone> &done) {
        if (!done)
            return Result<DiaryEntry>(done.problem());
        Q_EMIT changed(clinic, done.value().entry);
        return Result<DiaryEntry>(done.value().entry);
    });
}

QFuture<Result<DiaryEntry>> DeskDiary::actOnHold(const ClinicId &clinic, const DiaryActor &actor, const Visit &visit,
                                                 const AppointmentId &moves,
                                                 const std::function<DiaryAct(const HoldId &)> &actWith)
{
    return m_diary.hold(clinic, actor, visit, moves)
        .then(this,
              [this, clinic, actor, actWith](const Result<DiaryHold> &held) {
                  return held ? act(clinic, actor, actWith(held.value().id)) : answered(held.problem());
              })
        .unwrap();
}

} // namespace nightbell
