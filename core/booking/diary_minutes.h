// Whose each minute of a provider is. A minute has one owner, an appointment or a hold: the table's key says so to
// every engine and desk at once. All of it inside the caller's transaction.
#pragma once

#include "desk/diary_entry.h"
#include "store/database.h"

namespace nightbell {

class DiaryMinutes
{
public:
    DiaryMinutes(Database &database, ClinicId clinic) : m_database(database), m_clinic(std::move(clinic)) { }

    // False when somebody else has one of them, or the time is blocked: the transaction is to be rolled back. Holds
    // that have lapsed give way. What the appointment `besides` has there stays its own, and is no hindrance.
    Result<bool> take(const Visit &visit, const QString &owner, const AppointmentId &besides, Instant now);

    // An imported diary is taken as it is: minutes that another appointment has stay that one's.
    Result<> takeWhatIsFree(const Visit &visit, const QString &owner);

    // A hold's become an appointment's, which leaves whatever else it has. False when these are not all of the visit.
    Result<bool> pass(const HoldId &hold, const AppointmentId &to, const Visit &visit);
    Result<> giveUp(const QString &owner);

private:
    Result<bool> isTakenOtherwise(const Visit &visit, const AppointmentId &besides);
    Result<int> owned(const Visit &visit, const QString &owner);
    Result<qint64> insert(const Visit &visit, const QString &owner);

    Database &m_database;
    ClinicId m_clinic;
};

} // namespace nightbell
