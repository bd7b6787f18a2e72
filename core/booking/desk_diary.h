// The pane of the diary over whatever keeps it. Lives on the thread of whoever asks.
#pragma once

#include "booking/diary.h"
#include "desk/diary_book.h"

namespace nightbell {

class DeskDiary : public DiaryBook
{
    Q_OBJECT

public:
    explicit DeskDiary(Diary &diary) : m_diary(diary) { }

    QFuture<Result<QList<DiaryEntry>>> between(const ClinicId &clinic, Instant from, Instant until) override;
    QFuture<Result<QList<DiaryEntry>>> of(const ClinicId &clinic, const PrivateText &name, QDate born) override;
    QFuture<Result<DiaryEntry>> ask(const ClinicId &clinic, const Asker &asker, const QString &click,
                                    const DiaryWish &wanted) override;

private:
    QFuture<Result<DiaryEntry>> act(const ClinicId &clinic, const DiaryActor &actor, const DiaryAct &act);
    QFuture<Result<DiaryEntry>> actOnHold(const ClinicId &clinic, const DiaryActor &actor, const Visit &visit,
                                          const AppointmentId &moves,
                                          const std::function<DiaryAct(const HoldId &)> &actWith);

    Diary &m_diary;
};

} // namespace nightbell
