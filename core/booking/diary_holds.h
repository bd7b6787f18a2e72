// Times that are kept for somebody for some minutes, as rows; inside the caller's transaction.
#pragma once

#include "booking/diary.h"
#include "store/database.h"

namespace nightbell {

struct HoldRow
{
    DiaryHold hold;
    QString holder;
    bool open = true; // neither used nor released

    bool standsAt(Instant now) const { return open && hold.expires > now; }
};

class DiaryHolds
{
public:
    DiaryHolds(Database &database, ClinicId clinic) : m_database(database), m_clinic(std::move(clinic)) { }

    Result<std::optional<HoldRow>> find(const HoldId &hold);
    Result<int> standing(const QString &holder, Instant now); // how many somebody has
    Result<> insert(const HoldRow &row);
    Result<bool> close(const HoldId &hold); // false when somebody closed it first

private:
    Database &m_database;
    ClinicId m_clinic;
};

} // namespace nightbell
