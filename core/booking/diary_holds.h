// Times that are kept for somebody for some minutes, as rows; inside the caller's transaction.
#pragma once

#include "booking/diary.h"
#include "store/database.h"

namespace nightbell {

enum class HoldState { Held, Used, Released };

struct HoldRow
{
    DiaryHold hold;
    QString holder;
    HoldState state = HoldState::Held;

    bool standsAt(Instant now) const { return state == HoldState::Held && hold.expires > now; }
};

class DiaryHolds
{
public:
    DiaryHolds(Database &database, ClinicId clinic) : m_database(database), m_clinic(std::move(clinic)) { }

    Result<std::optional<HoldRow>> find(const HoldId &hold);
    Result<int> standing(const QString &holder, Instant now); // how many somebody has
    Result<> insert(const HoldRow &row);
    Result<bool> close(const HoldId &hold, HoldState how); // false when somebody closed it first

private:
    Database &m_database;
    ClinicId m_clinic;
};

} // namespace nightbell

NIGHTBELL_NAMES(HoldState, {nightbell::HoldState::Held, "held"}, {nightbell::HoldState::Used, "used"},
                {nightbell::HoldState::Released, "released"});
