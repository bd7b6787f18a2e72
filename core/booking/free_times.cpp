#include "booking/free_times.h"

#include <QDateTime>

#include <algorithm>
#include <map>

namespace nightbell {
namespace {

using std::chrono::minutes;

QDateTime onTheClock(const QTimeZone &zone, Instant at) { return QDateTime::fromMSecsSinceEpoch(toMs(at), zone); }

TimeOfDay timeOfDay(const QDateTime &clock) { return {clock.time().hour() * 60 + clock.time().minute()}; }

bool isOccupied(const QList<Occupied> &occupied, const ProviderId &provider, Instant from, Instant to)
{
    return std::ranges::any_of(occupied, [&](const Occupied &each) {
        return (each.provider.isEmpty() || each.provider == provider) && each.from < to && from < each.to;
    });
}

// Who may give it here, and is wanted.
QList<ProviderId> giversOf(const Organisation &organisation, const Branch &branch, const Service &service,
                           const ProviderId &wanted)
{
    QList<ProviderId> givers;
    for (const Provider &provider : organisation.providers) {
        const bool here = provider.branches.isEmpty() || provider.branches.contains(branch.id);
        const bool gives = service.providers.isEmpty() || service.providers.contains(provider.id);
        if (here && gives && (wanted.isEmpty() || wanted == provider.id))
            givers << provider.id;
    }
    return givers;
}

// How much each has to do on a day: the next patient goes to who has least.
class DayLoad
{
public:
    DayLoad(const QTimeZone &zone, const QList<Occupied> &occupied)
    {
        for (const Occupied &each : occupied)
            m_minutes[{onTheClock(zone, each.from).date(), each.provider}] +=
                int(std::chrono::floor<minutes>(each.to - each.from).count());
    }
    int minutesOf(QDate day, const ProviderId &provider) const
    {
        const auto found = m_minutes.find({day, provider});
        return found == m_minutes.end() ? 0 : found->second;
    }

private:
    std::map<std::pair<QDate, ProviderId>, int> m_minutes;
};

// Where the opening begins in which a moment lies, or the next one. An opening without beginning counts from a
// midnight.
std::optional<Instant> openingAround(const Opening &opening, Instant at)
{
    const QDateTime midnight = onTheClock(opening.timeZone(), at).date().addDays(-1).startOfDay(opening.timeZone());
    auto opened = opening.nextOpening(instantFromMs(midnight.toMSecsSinceEpoch()));
    while (opened) {
        const auto closes = opening.closesAt(*opened);
        if (!closes || *closes > at)
            break;
        opened = opening.nextOpening(*closes);
    }
    return opened;
}

// The first beginning in an opening at or after a moment, on the clinic's grid.
Instant onGrid(Instant opened, Instant at, int slotMinutes)
{
    const auto grid = minutes{slotMinutes};
    const auto late = std::max(at, opened) - opened;
    return opened + (late + grid - Span{1}) / grid * grid;
}

} // namespace

QList<FreeTime> freeTimes(const Organisation &organisation, const Branch &branch, const Service &service,
                          const WantedTime &wanted, const QList<Occupied> &occupied, Instant now, int atMost)
{
    const Opening opening(organisation, branch);
    const QTimeZone &zone = opening.timeZone();
    const QList<ProviderId> givers = giversOf(organisation, branch, service, wanted.provider);
    const DayLoad load(zone, occupied);
    const Instant first = std::max(wanted.from, now);
    const Instant until = std::min(wanted.until, first + std::chrono::days{wantedDaysAtMost});
    const auto length = minutes{service.minutes};

    QList<FreeTime> found;
    // An opening that began before is looked at from its beginning, for the grid is its own.
    for (auto opened = openingAround(opening, first); opened && *opened < until;) {
        const auto closes = opening.closesAt(*opened);
        const Instant end = closes.value_or(until + length);
        for (Instant at = onGrid(*opened, first, organisation.slotMinutes); at < until && at + length <= end;
             at += minutes{organisation.slotMinutes}) {
            const QDateTime clock = onTheClock(zone, at);
            if (timeOfDay(clock) < wanted.earliest || timeOfDay(clock) > wanted.latest)
                continue;
            QList<ProviderId> free;
            for (const ProviderId &giver : givers)
                if (!isOccupied(occupied, giver, at, at + length))
                    free << giver;
            std::ranges::stable_sort(free, {},
                                     [&](const ProviderId &each) { return load.minutesOf(clock.date(), each); });
            for (const ProviderId &giver : free) {
                found << FreeTime{giver, at, service.minutes};
                if (found.size() == atMost)
                    return found;
            }
        }
        if (!closes)
            break;
        opened = opening.nextOpening(*closes);
    }
    return found;
}

Fit fits(const Organisation &organisation, const Branch &branch, const Service &service, const ProviderId &provider,
         const QList<Occupied> &occupied, Instant from, Instant now)
{
    if (from < now)
        return Fit::Past;
    if (giversOf(organisation, branch, service, provider).isEmpty())
        return Fit::NotGiven;
    const Opening opening(organisation, branch);
    if (!opening.openAt(from))
        return Fit::Closed;
    const Instant to = from + minutes{service.minutes};
    if (const auto closes = opening.closesAt(from); closes && *closes < to)
        return Fit::TooLong;
    const QList<ProviderId> givers = giversOf(organisation, branch, service, provider);
    const bool taken =
        std::ranges::all_of(givers, [&](const ProviderId &each) { return isOccupied(occupied, each, from, to); });
    return taken ? Fit::Taken : Fit::Free;
}

} // namespace nightbell
