// What was done in the diary, act by act: by it an act that is asked again is recognised, and the last one undone. It
// names no patient. Inside the caller's transaction.
#pragma once

#include "booking/diary_rows.h"
#include "call/call_event.h"

namespace nightbell {

struct DiaryDeed
{
    QString id; // of the actor's step
    AppointmentId appointment;
    QString kind;  // of its event
    QString asked; // what exactly was asked for
    CallId call;
    StaffId staff;
    Instant at;
    std::optional<Standing> was;    // before it; none: it was made by it
    std::optional<CallEvent> event; // that stands in the journal
};

class DiaryLog
{
public:
    DiaryLog(Database &database, ClinicId clinic) : m_database(database), m_clinic(std::move(clinic)) { }

    Result<std::optional<DiaryDeed>> find(const QString &id);
    Result<> append(const DiaryDeed &deed); // the appointment's row is locked or new

    Result<std::optional<DiaryDeed>> lastToUndo(const AppointmentId &appointment);
    Result<> markUndone(const QString &id);

private:
    Result<std::optional<DiaryDeed>> first(const QString &where, const QString &value);

    Database &m_database;
    ClinicId m_clinic;
};

} // namespace nightbell
