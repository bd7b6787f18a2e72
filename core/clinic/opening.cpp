#include "clinic/opening.h"

#include <QSet>

#include <algorithm>

namespace nightbell {
namespace {

using std::chrono::days, std::chrono::hours, std::chrono::minutes, std::chrono::seconds;

QTimeZone zoneOf(const Organisation &organisation, const Branch &branch)
{
    return QTimeZone((branch.timeZone.isEmpty() ? organisation.timeZone : branch.timeZone).toLatin1());
}

QDateTime utc(Instant at) { return QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC); }

seconds offsetAt(const QTimeZone &zone, Instant at) { return seconds{zone.offsetFromUtc(utc(at))}; }

// A moment as the wall shows it, counted as if it were UTC.
Instant wallAt(const QTimeZone &zone, Instant at) { return at + offsetAt(zone, at); }

const QDate epoch(1970, 1, 1);

QDate dayOf(Instant wall) { return epoch.addDays(std::chrono::floor<days>(wall).time_since_epoch().count()); }

Instant midnightOf(QDate day) { return Instant{days{epoch.daysTo(day)}}; }

} // namespace

Opening::Opening(const Organisation &organisation, const Branch &branch)
    : m_zone(zoneOf(organisation, branch))
    , m_week(branch.hours)
    , m_special(branch.specialDays + organisation.holidays)
{
    Q_ASSERT(m_zone.isValid());
}

const QList<HoursRange> &Opening::rangesOn(QDate day) const
{
    const auto special = std::ranges::find_if(m_special, [&](const SpecialDays &days) { return days.contains(day); });
    return special == m_special.end() ? m_week.on(day.dayOfWeek()) : special->hours;
}

bool Opening::openAt(Instant at) const
{
    const Instant wall = wallAt(m_zone, at);
    const QDate today = dayOf(wall);
    const TimeOfDay now{int(std::chrono::floor<minutes>(wall - midnightOf(today)).count())};
    return std::ranges::any_of(
               rangesOn(today),
               [&](const HoursRange &range) { return range.from <= now && (range.pastMidnight() || now < range.to); })
        || std::ranges::any_of(rangesOn(today.addDays(-1)),
                               [&](const HoursRange &range) { return range.pastMidnight() && now < range.to; });
}

// Every moment after `after`, up to `until`, in which open may turn to closed or back, in order: ends of ranges by each
// offset that is in force around, and the moments in which clocks are changed. Some are of no effect.
QList<Instant> Opening::turns(Instant after, Instant until) const
{
    constexpr hours farthestOffset{26}; // no two clocks on earth differ by more
    const Instant from = after - farthestOffset, to = until + farthestOffset;
    QSet<int> offsets{m_zone.offsetFromUtc(utc(from))};
    QList<Instant> found;
    const auto keep = [&](Instant moment) {
        if (moment > after && moment <= until)
            found << moment;
    };
    for (const QTimeZone::OffsetData &change : m_zone.transitions(utc(from), utc(to))) {
        offsets << change.offsetFromUtc;
        keep(instantFromMs(change.atUtc.toMSecsSinceEpoch()));
    }
    const auto keepWall = [&](Instant wall) {
        for (const int offset : std::as_const(offsets))
            keep(wall - seconds{offset});
    };
    for (QDate day = dayOf(from).addDays(-1); midnightOf(day) <= to; day = day.addDays(1))
        for (const HoursRange &range : rangesOn(day)) {
            const Instant ends = midnightOf(range.pastMidnight() ? day.addDays(1) : day);
            keepWall(midnightOf(day) + minutes{range.from.minute});
            keepWall(ends + minutes{range.to.minute});
        }
    std::ranges::sort(found);
    return found;
}

std::optional<Instant> Opening::firstThat(bool open, Instant after) const
{
    constexpr days step{7};
    for (Instant from = after; from < after + days{searchedDays}; from += step)
        for (const Instant moment : turns(from, std::min<Instant>(from + step, after + days{searchedDays})))
            if (openAt(moment) == open)
                return moment;
    return std::nullopt;
}

std::optional<Instant> Opening::nextOpening(Instant at) const
{
    return openAt(at) ? std::optional(at) : firstThat(true, at);
}

std::optional<Instant> Opening::closesAt(Instant at) const { return openAt(at) ? firstThat(false, at) : std::nullopt; }

DoorSign doorSign(const Opening &opening, Instant at)
{
    const bool open = opening.openAt(at);
    return {open, open ? opening.closesAt(at) : opening.nextOpening(at)};
}

} // namespace nightbell
