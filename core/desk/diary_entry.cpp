#include "desk/diary_entry.h"

namespace nightbell {

bool isWhole(const Visit &visit)
{
    return !visit.provider.isEmpty() && toMs(visit.starts) % 60'000 == 0 && visit.minutes > 0
        && visit.minutes <= visitMinutesAtMost;
}

OfferedTime spokenTime(const Visit &visit, const QTimeZone &zone)
{
    const QDateTime clock = QDateTime::fromMSecsSinceEpoch(toMs(visit.starts), zone);
    return {visit.provider, clock.date(), clock.time()};
}

Appointment spoken(const DiaryEntry &entry, const QTimeZone &zone)
{
    const OfferedTime at = spokenTime(entry.visit, zone);
    return {entry.id, entry.patient, entry.visit.service, at.provider, at.date, at.time};
}

// Qt chooses one of two moments, and another reading for one that is skipped: every guess is read back from the clock.
std::optional<Instant> momentOf(QDate date, QTime time, const QTimeZone &zone)
{
    const QDateTime wanted(date, time, Qt::UTC);
    const qint64 guessMs = QDateTime(date, time, zone).toMSecsSinceEpoch();
    std::optional<Instant> first;
    for (const int offset : {zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(guessMs - 86'400'000, Qt::UTC)),
                             zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(guessMs + 86'400'000, Qt::UTC))}) {
        const Instant at = instantFromMs(wanted.toMSecsSinceEpoch() - qint64(offset) * 1000);
        const QDateTime read = QDateTime::fromMSecsSinceEpoch(toMs(at), zone);
        if (read.date() == date && read.time() == time && (!first || at < *first))
            first = at;
    }
    return first;
}

} // namespace nightbell
