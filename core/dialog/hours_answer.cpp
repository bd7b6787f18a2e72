#include "dialog/hours_answer.h"

#include "dialog/read_back.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

QString dayName(int day) { return QLocale(QLocale::English).dayName(day); }

QString spoken(TimeOfDay time)
{
    return time.minute == 0 || time.minute == minutesPerDay ? u"midnight"_s
                                                            : spokenTime(QTime(time.minute / 60, time.minute % 60));
}

QString spoken(const QList<HoursRange> &ranges)
{
    QStringList parts;
    for (const HoursRange &range : ranges)
        parts << u"from %1 to %2"_s.arg(spoken(range.from), spoken(range.to));
    return parts.join(u" and "_s);
}

struct SameDays // in a row, with the same hours
{
    int first = 1, last = 1;
    QList<HoursRange> hours;

    QString name() const
    {
        if (first == last)
            return dayName(first);
        return last == first + 1 ? u"%1 and %2"_s.arg(dayName(first), dayName(last))
                                 : u"%1 to %2"_s.arg(dayName(first), dayName(last));
    }
};

QList<SameDays> inRows(const WeekHours &week)
{
    QList<SameDays> rows;
    for (int day = 1; day <= 7; ++day) {
        if (rows.isEmpty() || rows.last().hours != week.on(day))
            rows << SameDays{day, day, week.on(day)};
        rows.last().last = day;
    }
    return rows;
}

QString listed(const QStringList &parts)
{
    return parts.size() < 2 ? parts.join(QString())
                            : parts.mid(0, parts.size() - 1).join(u", "_s) + u", and "_s + parts.last();
}

const SpecialDays *specialOn(const Organisation &organisation, const Branch &branch, QDate day)
{
    for (const auto *list : {&branch.specialDays, &organisation.holidays}) {
        const auto found = std::ranges::find_if(*list, [&](const SpecialDays &days) { return days.contains(day); });
        if (found != list->end())
            return &*found;
    }
    return nullptr;
}

QString dayAsSaid(QDate day, QDate today)
{
    if (day == today)
        return u"today"_s;
    return day == today.addDays(1) ? u"tomorrow"_s : u"on "_s + spokenDay(day, today);
}

} // namespace

QString spokenWeek(const WeekHours &week)
{
    QStringList open, closed;
    for (const SameDays &row : inRows(week)) {
        if (row.hours.isEmpty())
            closed << row.name();
        else
            open << row.name() + u' ' + spoken(row.hours);
    }
    if (open.isEmpty())
        return u"We are closed all week."_s;
    const QString told = u"We are open %1."_s.arg(listed(open));
    return closed.isEmpty() ? told : told + u" We are closed on %1."_s.arg(listed(closed));
}

QString spokenHoursOn(const Organisation &organisation, const Branch &branch, QDate day, QDate today)
{
    const SpecialDays *special = specialOn(organisation, branch, day);
    const QList<HoursRange> &hours = special ? special->hours : branch.hours.on(day.dayOfWeek());
    QString said = dayAsSaid(day, today);
    said[0] = said[0].toUpper();
    const QString why = special && !special->name.isEmpty() ? u" (%1)"_s.arg(special->name) : QString();
    return hours.isEmpty() ? u"%1 we are closed%2."_s.arg(said, why)
                           : u"%1 we are open %2%3."_s.arg(said, spoken(hours), why);
}

QString spokenNow(const Organisation &organisation, const Branch &branch, Instant now)
{
    const Opening opening(organisation, branch);
    const DoorSign sign = doorSign(opening, now);
    const auto clock = [&](Instant at) { return QDateTime::fromMSecsSinceEpoch(toMs(at), opening.timeZone()); };
    if (!sign.changes)
        return sign.open ? u"We are open now."_s : u"We are closed now."_s;
    const QDateTime then = clock(*sign.changes);
    const QString time = spoken(TimeOfDay{then.time().hour() * 60 + then.time().minute()});
    if (sign.open)
        return u"We are open now, until %1."_s.arg(time);
    return u"We are closed now. We open again %1 at %2."_s.arg(dayAsSaid(then.date(), clock(now).date()), time);
}

} // namespace nightbell
