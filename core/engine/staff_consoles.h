// Remote consoles of staff: each of their legs comes with a ticket that was given to the member of staff who had signed
// in, and waits here until that person steps into a call. Knows no clock.
#pragma once

#include "engine/staff_sound.h"
#include "instant.h"

#include <QHash>
#include <QList>

namespace nightbell {

inline constexpr Span ticketLife = std::chrono::minutes{1};
inline constexpr qsizetype ticketsAtMost = 256; // given and not yet used; the oldest goes first

class StaffConsoles
{
public:
    QByteArray ticketFor(const StaffId &staff, Instant now); // for one leg
    std::optional<StaffId> redeem(const QByteArray &ticket, Instant now);

    std::optional<StaffConsole> wait(const StaffId &staff, const StaffConsole &console); // back comes whom it replaces
    bool has(const StaffId &staff) const { return m_waiting.contains(staff); }
    std::optional<StaffConsole> take(const StaffId &staff); // for a call
    bool forget(const LegId &leg);                          // it is gone; false: none of those that wait

private:
    struct Ticket
    {
        QByteArray text;
        StaffId staff;
        Instant until;
    };
    QList<Ticket> m_tickets; // the oldest first
    QHash<StaffId, StaffConsole> m_waiting;
};

} // namespace nightbell
