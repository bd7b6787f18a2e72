// Is a branch open? The hours are readings of the clock on its wall: a reading that comes twice when clocks are set
// back counts both times, one that is skipped never comes.
#pragma once

#include "clinic/organisation.h"
#include "instant.h"

#include <QTimeZone>

namespace nightbell {

class Opening
{
public:
    Opening(const Organisation &organisation, const Branch &branch); // both checked: the time zone is known

    bool openAt(Instant at) const;
    bool closedOn(QDate day) const { return rangesOn(day).isEmpty(); } // nothing begins on it

    // `at` itself when it is open then; nothing when it stays closed for `searchedDays`.
    std::optional<Instant> nextOpening(Instant at) const;

    // Nothing when it is closed at that moment, or stays open for `searchedDays`.
    std::optional<Instant> closesAt(Instant at) const;

    const QTimeZone &timeZone() const { return m_zone; }

    static constexpr int searchedDays = 366;

private:
    const QList<HoursRange> &rangesOn(QDate day) const;
    QList<Instant> turns(Instant after, Instant until) const;
    std::optional<Instant> firstThat(bool open, Instant after) const;

    QTimeZone m_zone;
    WeekHours m_week;
    QList<SpecialDays> m_special; // the first that contains a day decides
};

// What the sign on the door says: open or not, and when that changes next.
struct DoorSign
{
    bool open = false;
    std::optional<Instant> changes;
    bool operator==(const DoorSign &) const = default;
};

DoorSign doorSign(const Opening &opening, Instant at);

} // namespace nightbell
