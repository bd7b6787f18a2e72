#include "dialog/when_hours.h"

namespace nightbell {

namespace {

constexpr int noon = 12 * 60, day = 24 * 60;

struct Window
{
    DayPart part;
    int from = -1; // minutes of the day; open when below zero
    int to = -1;
    int half = 0; // which half of the day a bare hour is in: -1 morning, 1 afternoon, 0 the clinic's way
};

constexpr Window windows[]{
    {DayPart::Morning, -1, noon, -1},
    {DayPart::EarlyMorning, -1, 10 * 60, -1},
    {DayPart::MidMorning, 9 * 60 + 30, 11 * 60 + 30, -1},
    {DayPart::LateMorning, 10 * 60 + 30, noon, -1},
    {DayPart::Lunchtime, noon, 14 * 60, 0},
    {DayPart::Afternoon, noon, -1, 1},
    {DayPart::EarlyAfternoon, noon, 15 * 60, 1},
    {DayPart::MidAfternoon, 14 * 60, 16 * 60, 1},
    {DayPart::LateAfternoon, 15 * 60, 18 * 60, 1},
    {DayPart::EndOfDay, 16 * 60, 18 * 60, 1},
    {DayPart::Evening, 17 * 60, -1, 1},
    {DayPart::EarlyEvening, 17 * 60, 19 * 60, 1},
    {DayPart::LateEvening, 19 * 60, -1, 1},
    {DayPart::Night, 18 * 60, -1, 1},
    {DayPart::SmallHours, 0, 6 * 60, -1},
    {DayPart::BeforeWork, -1, 9 * 60, -1},
    {DayPart::AfterWork, 17 * 60, -1, 1},
    {DayPart::BeforeLunch, -1, noon, -1},
    {DayPart::AfterLunch, 13 * 60, -1, 1},
    {DayPart::BeforeSchool, -1, 9 * 60, -1},
    {DayPart::AfterSchool, 15 * 60, -1, 1},
    {DayPart::WorkingHours, -1, -1, 0},
};

const Window &windowOf(const WhenPiece &part)
{
    for (const Window &window : windows)
        if (int(window.part) == part.a)
            return window;
    return windows[0];
}

// The minute of the day; nothing when it may be in either half.
std::optional<int> minuteOf(const WhenPiece &clock, const WhenPiece *part)
{
    const int hour = clock.c % 12;
    const auto at = [&](int named) { return (named * 60 + clock.a + day) % day; };
    switch (Meridiem(clock.b)) {
    case Meridiem::Exact:
        return at(clock.c % 24);
    case Meridiem::Morning:
        return at(hour);
    case Meridiem::Afternoon:
        return at(hour + 12);
    case Meridiem::Open:
        break;
    }
    if (part && DayPart(part->a) == DayPart::Night && (hour < 5))
        return at(hour);
    if (part && DayPart(part->a) == DayPart::Lunchtime)
        return at(hour < 6 ? hour + 12 : hour);
    if (const int half = part ? windowOf(*part).half : 0; half != 0)
        return at(half < 0 ? hour : hour + 12);
    if (hour == 7)
        return {};
    return at(hour >= 8 ? hour : hour + 12);
}

bool isOpen(const WhenPiece &clock) { return Meridiem(clock.b) == Meridiem::Open; }

QTime timeOf(int minute) { return QTime(minute % day / 60, minute % 60); }

SaidHours between(const WhenPiece &first, const WhenPiece &second, const WhenPiece *part)
{
    auto from = minuteOf(first, part), to = minuteOf(second, part);
    const bool fromOpen = isOpen(first), toOpen = isOpen(second);
    if (!from && !to)
        return {.ambiguous = true};
    if (!from || (fromOpen && !toOpen)) { // "two to four p m", "seven to nine": as late as it can be before the end
        WhenPiece early = first, late = first;
        early.b = int(Meridiem::Morning);
        late.b = int(Meridiem::Afternoon);
        const int lateMinute = *minuteOf(late, nullptr);
        from = lateMinute < *to ? lateMinute : *minuteOf(early, nullptr);
    } else if (!to || (toOpen && *to <= *from)) {
        WhenPiece early = second, late = second;
        early.b = int(Meridiem::Morning);
        late.b = int(Meridiem::Afternoon);
        const int earlyMinute = *minuteOf(early, nullptr);
        to = earlyMinute > *from ? earlyMinute : *minuteOf(late, nullptr);
    }
    if (*to <= *from && *to != 0)
        return {.ambiguous = true};
    return {.from = timeOf(*from), .to = timeOf(*to)};
}

void narrow(SaidHours &said, const SaidHours &more)
{
    said.ambiguous |= more.ambiguous;
    if (more.from && (!said.from || *said.from < *more.from))
        said.from = more.from;
    if (more.to && (!said.to || *said.to > *more.to))
        said.to = more.to;
}

SaidHours ofPart(const WhenPiece &part)
{
    const Window &window = windowOf(part);
    SaidHours said;
    if (window.from >= 0)
        said.from = timeOf(window.from);
    if (window.to >= 0)
        said.to = timeOf(window.to);
    return said;
}

// "late morning or early afternoon" is one window when they touch.
SaidHours ofParts(const WhenPieces &parts)
{
    SaidHours said;
    for (const WhenPiece &part : parts) {
        const SaidHours one = ofPart(part);
        if (&part == &parts[0] || part.a == parts[0].a) {
            said = one;
        } else if (part.link == WhenLink::Or || part.link == WhenLink::And || part.link == WhenLink::To) {
            if (!(said.to && one.from && *one.from <= *said.to))
                return {.ambiguous = true};
            said.to = one.to;
        } else {
            narrow(said, one);
        }
    }
    return said;
}

SaidHours ofClock(const WhenPiece &clock, const WhenPiece *part)
{
    const auto minute = minuteOf(clock, part);
    if (!minute)
        return {.ambiguous = true};
    const QTime time = timeOf(*minute);
    switch (clock.link) {
    case WhenLink::Before:
    case WhenLink::By:
    case WhenLink::Until:
    case WhenLink::To:
        return {.to = time};
    case WhenLink::After:
    case WhenLink::From:
    case WhenLink::Between:
        return {.from = time};
    default:
        return {.at = time};
    }
}

bool joinsRange(const WhenPiece &first, const WhenPiece &second)
{
    const bool starts = first.link != WhenLink::Before && first.link != WhenLink::By && first.link != WhenLink::After;
    if (second.link == WhenLink::To || second.link == WhenLink::Until)
        return starts;
    return first.link == WhenLink::Between && (second.link == WhenLink::And || second.link == WhenLink::Or);
}

} // namespace

SaidHours saidHours(const WhenPieces &hourPieces)
{
    WhenPieces clocks, parts;
    for (const WhenPiece &piece : hourPieces) {
        if (piece.kind == WhenKind::BadHour)
            return {.invalid = true};
        if (piece.kind == WhenKind::Clock)
            clocks.append(piece);
        else if (piece.kind == WhenKind::PartOfDay)
            parts.append(piece);
    }
    if (clocks.isEmpty())
        return ofParts(parts);
    const WhenPiece *part = parts.isEmpty() ? nullptr : &parts.last();
    SaidHours window, exact;
    for (qsizetype i = 0; i < clocks.size(); ++i) {
        if (i + 1 < clocks.size() && joinsRange(clocks[i], clocks[i + 1])) {
            narrow(window, between(clocks[i], clocks[i + 1], part));
            ++i;
            continue;
        }
        const SaidHours one = ofClock(clocks[i], part);
        if (!one.at) {
            narrow(window, one);
            continue;
        }
        if (exact.at && *exact.at != *one.at)
            return {.ambiguous = true};
        exact = one;
    }
    if (exact.at && !window.from && !window.to)
        return exact;
    if (window.ambiguous || exact.at)
        return {.ambiguous = true};
    for (const WhenPiece &other : std::as_const(parts))
        narrow(window, ofPart(other));
    return window;
}

} // namespace nightbell
