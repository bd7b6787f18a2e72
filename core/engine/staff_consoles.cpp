#include "engine/staff_consoles.h"

#include <QRandomGenerator>

#include <algorithm>

namespace nightbell {

namespace {

QByteArray drawn() // 128 bits that nobody can guess
{
    std::array<quint32, 4> words;
    QRandomGenerator::system()->generate(words.begin(), words.end());
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words).toHex();
}

} // namespace

QByteArray StaffConsoles::ticketFor(const StaffId &staff, Instant now)
{
    if (m_tickets.size() >= ticketsAtMost)
        m_tickets.removeFirst();
    m_tickets.append({drawn(), staff, now + ticketLife});
    return m_tickets.constLast().text;
}

std::optional<StaffId> StaffConsoles::redeem(const QByteArray &ticket, Instant now)
{
    m_tickets.removeIf([&](const Ticket &each) { return each.until < now; });
    const auto found = std::ranges::find(m_tickets, ticket, &Ticket::text);
    if (found == m_tickets.end())
        return std::nullopt;
    const StaffId staff = found->staff;
    m_tickets.erase(found);
    return staff;
}

std::optional<StaffConsole> StaffConsoles::wait(const StaffId &staff, const StaffConsole &console)
{
    const auto before = take(staff);
    m_waiting.insert(staff, console);
    return before;
}

std::optional<StaffConsole> StaffConsoles::take(const StaffId &staff)
{
    const auto found = m_waiting.constFind(staff);
    if (found == m_waiting.cend())
        return std::nullopt;
    const StaffConsole console = *found;
    m_waiting.erase(found);
    return console;
}

bool StaffConsoles::forget(const LegId &leg)
{
    return m_waiting.removeIf([&](const auto &each) { return each.value().leg == leg; }) > 0;
}

} // namespace nightbell
