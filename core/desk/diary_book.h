// The diary as people at a desk see it: appointments of a day, and everything they may do with one. A view shows what
// the diary says, not what was asked.
#pragma once

#include "desk/asker.h"
#include "desk/diary_entry.h"
#include "result.h"

#include <QFuture>
#include <QObject>

#include <variant>

namespace nightbell {

namespace wish {

struct Book
{
    Visit visit;
    Patient patient;
    PrivateText reason;
};

struct Move
{
    AppointmentId appointment;
    Visit to;
};

struct Cancel
{
    AppointmentId appointment;
};

struct Confirm
{
    AppointmentId appointment;
};

struct Undo // the last act on it, a caller's or a colleague's
{
    AppointmentId appointment;
};

} // namespace wish

using DiaryWish = std::variant<wish::Book, wish::Move, wish::Cancel, wish::Confirm, wish::Undo>;

class DiaryBook : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Live ones in order of time.
    virtual QFuture<Result<QList<DiaryEntry>>> between(const ClinicId &clinic, Instant from, Instant until) = 0;
    virtual QFuture<Result<QList<DiaryEntry>>> of(const ClinicId &clinic, const PrivateText &name, QDate born) = 0;

    // What then stands in the diary. Refused without the right, or where the time is taken; Stale when the appointment
    // is not any more what it was. `click` is one of a kind: asked again with it, nothing is done twice.
    virtual QFuture<Result<DiaryEntry>> ask(const ClinicId &clinic, const Asker &asker, const QString &click,
                                            const DiaryWish &wanted) = 0;

Q_SIGNALS:
    void changed(const nightbell::ClinicId &clinic, const nightbell::DiaryEntry &entry); // at this desk
};

} // namespace nightbell
