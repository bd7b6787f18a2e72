#include "dialog/said_when.h"

#include "dialog/when_corrections.h"
#include "dialog/when_hours.h"

namespace nightbell {

namespace {

// A time that the clock skips when it is put forward does not come.
bool isSkipped(QDate date, QTime time, const QTimeZone &zone)
{
    const QDateTime there(date, time, zone);
    return QDateTime::fromMSecsSinceEpoch(there.toMSecsSinceEpoch(), zone).time() != time;
}

bool isPast(const SaidWhen &said, const Moment &moment)
{
    if (said.date != moment.today)
        return false;
    if (said.time)
        return *said.time <= moment.time;
    return said.timeTo && *said.timeTo <= moment.time;
}

const WhenPiece *find(const WhenPieces &pieces, WhenKind kind)
{
    for (const WhenPiece &piece : pieces)
        if (piece.kind == kind)
            return &piece;
    return nullptr;
}

SaidWhen hoursFromNow(int minutes, const Moment &moment)
{
    const QDateTime then = QDateTime(moment.today, moment.time, moment.zone).addSecs(qint64(minutes) * 60);
    SaidWhen said;
    said.date = then.date();
    said.time = QTime(then.time().hour(), then.time().minute());
    return said;
}

QList<Evidence> evidenceOf(const WhenPieces &pieces, const WhenWords &words)
{
    QList<Evidence> evidence;
    const WhenPiece *last = nullptr;
    for (const WhenPiece &piece : pieces) {
        if (piece.kind == WhenKind::SomeDay || piece.kind == WhenKind::AnyHour)
            continue;
        const QString rule = piece.ofDay() ? QStringLiteral("date") : QStringLiteral("time");
        const Evidence one = words.evidence(piece.first, piece.count, rule);
        const bool follows = last && evidence.last().rule == rule && last->first < piece.first
            && piece.first - (last->first + last->count) <= 1;
        if (follows)
            evidence.last().count = one.first + one.count - evidence.last().first;
        else
            evidence.append(one);
        last = &piece;
    }
    return evidence;
}

SaidWhen only(bool ambiguous, bool invalid)
{
    SaidWhen said;
    said.ambiguous = ambiguous;
    said.invalid = invalid;
    return said;
}

SaidWhen combined(const WhenPieces &pieces, const Moment &moment)
{
    if (const WhenPiece *ahead = find(pieces, WhenKind::HoursAhead); ahead && ahead->a > 0)
        return hoursFromNow(ahead->a, moment);
    WhenPieces ofDay, ofHour;
    for (const WhenPiece &piece : pieces)
        (piece.ofDay() ? ofDay : ofHour).append(piece);
    const SaidDays days = saidDays(ofDay, moment);
    const SaidHours hours = saidHours(ofHour);
    const bool vague = days.sort == SaidDays::Sort::None && hours.none() && find(pieces, WhenKind::AnyHour);
    if (days.sort == SaidDays::Sort::Invalid || hours.invalid)
        return only(false, true);
    const bool unspecific = days.sort == SaidDays::Sort::Ambiguous && find(pieces, WhenKind::SomeDay) && !hours.none();
    if ((days.sort == SaidDays::Sort::Ambiguous && !unspecific) || hours.ambiguous || vague)
        return only(true, false);
    SaidWhen said;
    if (days.single())
        said.date = days.from;
    else if (days.are())
        said.dateFrom = days.from, said.dateTo = days.to;
    said.time = hours.at;
    said.timeFrom = hours.from;
    said.timeTo = hours.to;
    const WhenPiece *part = find(pieces, WhenKind::PartOfDay);
    if (part && part->b == 1 && !said.saysDay())
        said.date = moment.today;
    if (find(pieces, WhenKind::ThisTime) && said.date && !said.saysHour())
        said.time = moment.time;
    if (isPast(said, moment) || (said.date && said.time && isSkipped(*said.date, *said.time, moment.zone)))
        return only(false, true);
    return said;
}

} // namespace

SaidWhen saidWhen(const Words &utterance, const Moment &moment)
{
    const WhenWords words = whenWords(utterance);
    const WhenPieces pieces = corrected(whenPieces(words.words));
    SaidWhen said = combined(pieces, moment);
    if (!said.nothing())
        said.evidence = evidenceOf(pieces, words);
    else if (!pieces.isEmpty())
        said.ambiguous = true;
    return said;
}

} // namespace nightbell
