#include "dialog/said_birth_date.h"

#include "dialog/holidays.h"
#include "dialog/said_birth_date_pieces.h"
#include "dialog/when_words.h"

namespace nightbell {

namespace {

using Piece = BirthPiece;
using Pieces = BirthPieces;

bool sameWords(const Piece &a, const Piece &b) { return a.kind == b.kind && a.value == b.value; }

class BirthDates
{
public:
    BirthDates(QDate today, DateOrder order) : m_today(today), m_order(order) { }

    std::optional<QDate> read(const Pieces &pieces) const;

    // What was said anew stands for the part of the earlier words that it is most like, if that makes a date.
    Pieces corrected(const Pieces &old, const Pieces &anew) const;

private:
    std::optional<QDate> fits(int year, int figures, int month, int day) const
    {
        if (figures <= 2) {
            const QDate recent(2000 + year, month, day);
            year += recent.isValid() && recent <= m_today          ? 2000
                : 2000 + year > m_today.year() || recent.isValid() ? 1900
                                                                   : 2000;
        }
        const QDate date(year, month, day);
        if (!date.isValid() || date > m_today || date < m_today.addYears(-oldestYears))
            return {};
        return date;
    }

    std::optional<QDate> plain(const Pieces &pieces) const;
    std::optional<QDate> among(const Pieces &pieces) const;
    std::optional<QDate> numeric(const Pieces &pieces) const;
    std::optional<QDate> onFeast(const Pieces &pieces, const Piece &feast) const;
    std::optional<QDate> withMonth(const Pieces &pieces, qsizetype at) const;

    // The ways to hear the figures from `at` on as one number of at most `most`.
    struct Heard
    {
        int value;
        int figures;
        qsizetype next;
    };
    static QList<Heard> numbers(const Pieces &pieces, qsizetype at);
    static QList<Heard> years(const Pieces &pieces, qsizetype at);
    std::optional<QDate> ordered(int first, int second, const Heard &year, bool swapped) const;

    QDate m_today;
    DateOrder m_order;
};

QList<BirthDates::Heard> BirthDates::numbers(const Pieces &pieces, qsizetype at)
{
    QList<Heard> heard;
    if (at >= pieces.size())
        return heard;
    const Piece &one = pieces[at];
    if (one.kind == Piece::Year || one.kind == Piece::Month)
        return heard;
    const bool figure = one.kind == Piece::Number && one.figures == 1;
    const bool joins = figure && at + 1 < pieces.size() && pieces[at + 1].kind == Piece::Number
        && pieces[at + 1].figures == 1 && one.value <= 3;
    if (joins && one.zero)
        return {{pieces[at + 1].value, 2, at + 2}};
    if (!one.zero)
        heard.append({one.value, one.figures, at + 1});
    if (joins)
        heard.append({one.value * 10 + pieces[at + 1].value, 2, at + 2});
    return heard;
}

QList<BirthDates::Heard> BirthDates::years(const Pieces &pieces, qsizetype at)
{
    const qsizetype left = pieces.size() - at;
    if (left < 1)
        return {};
    int figures = 0, value = 0;
    for (qsizetype i = at; i < pieces.size(); ++i) {
        if (pieces[i].kind == Piece::Month || pieces[i].kind == Piece::Ordinal)
            return {};
        figures += pieces[i].figures;
        if (figures > 4 && left > 1)
            return {}; // no year has so many
        const int scale = pieces[i].figures == 4 ? 10000 : pieces[i].figures == 2 ? 100 : 10;
        value = value * scale + pieces[i].value;
    }
    if (left == 1 && pieces[at].kind == Piece::Year && value > 99)
        return {{value, 4, pieces.size()}};
    if (figures != 2 && figures != 4)
        return {};
    return {{value, figures, pieces.size()}};
}

std::optional<QDate> BirthDates::ordered(int first, int second, const Heard &year, bool swapped) const
{
    const bool monthFirst = (m_order == DateOrder::MonthFirst) != swapped;
    return fits(year.value, year.figures, monthFirst ? first : second, monthFirst ? second : first);
}

// Month, day and year as figures: every way to part them that leaves none over, in the region's order first.
std::optional<QDate> BirthDates::numeric(const Pieces &pieces) const
{
    if (pieces.size() >= 3 && pieces[0].kind == Piece::Year) {
        const Pieces rest = pieces.mid(1);
        for (const Heard &month : numbers(rest, 0))
            for (const Heard &day : numbers(rest, month.next))
                if (day.next == rest.size())
                    if (const auto date = fits(pieces[0].value, 4, month.value, day.value))
                        return date;
    }
    for (const bool swapped : {false, true})
        for (const Heard &first : numbers(pieces, 0))
            for (const Heard &second : numbers(pieces, first.next))
                for (const Heard &year : years(pieces, second.next))
                    if (!swapped || (m_order == DateOrder::MonthFirst ? first.value > 12 : second.value > 12))
                        if (const auto date = ordered(first.value, second.value, year, swapped))
                            return date;
    return {};
}

// The month has a name: the day is the number before it, or the one after it; the year is what is left.
std::optional<QDate> BirthDates::withMonth(const Pieces &pieces, qsizetype at) const
{
    const Pieces before = pieces.mid(0, at), after = pieces.mid(at + 1);
    const auto tried = [&](const Pieces &rest, int day) -> std::optional<QDate> {
        for (const Heard &year : years(rest, 0))
            if (const auto date = fits(year.value, year.figures, pieces[at].value, day))
                return date;
        return {};
    };
    for (const Heard &day : numbers(before, 0)) { // "the third of june eighty", "nineteen eighty the third of june"
        if (day.next == before.size())
            if (const auto date = tried(after, day.value))
                return date;
    }
    if (!before.isEmpty() && before.last().kind != Piece::Year)
        for (const Heard &day : numbers(before, before.size() - 1))
            if (const auto date = tried(before.mid(0, before.size() - 1), day.value))
                return date;
    for (const Heard &day : numbers(after, 0)) { // "june third eighty", "nineteen eighty june third"
        if (const auto date = tried(before.isEmpty() ? after.mid(day.next) : before, day.value);
            date && (before.isEmpty() || day.next == after.size()))
            return date;
    }
    if (before.isEmpty() && after.size() >= 2 && after[0].kind == Piece::Year) // "june nineteen eighty the third"
        for (const Heard &day : numbers(after, 1))
            if (day.next == after.size())
                return tried(after.mid(0, 1), day.value);
    return {};
}

// "christmas day nineteen fifty"
std::optional<QDate> BirthDates::onFeast(const Pieces &pieces, const Piece &feast) const
{
    const auto country = m_order == DateOrder::MonthFirst ? QLocale::UnitedStates : QLocale::UnitedKingdom;
    for (const Heard &year : years(pieces, 0))
        for (const int century : {2000, 1900}) {
            const int full = year.figures > 2 ? year.value : century + year.value;
            const QDate day = dayOf(feast.value, full, country).addDays(feast.daysOff);
            if (const auto date =
                    day.isValid() && day.year() == full ? fits(full, 4, day.month(), day.day()) : std::nullopt)
                return date;
        }
    return {};
}

std::optional<QDate> BirthDates::plain(const Pieces &pieces) const
{
    for (qsizetype at = 0; at < pieces.size(); ++at)
        if (pieces[at].kind == Piece::Month)
            return withMonth(pieces, at);
    return numeric(pieces);
}

// The words as they are; else without an age, without what was said twice, from the last time the date began.
std::optional<QDate> BirthDates::read(const Pieces &all) const
{
    Pieces pieces = all;
    pieces.removeIf([](const Piece &piece) { return piece.kind == Piece::Feast; });
    const auto isMonth = [](const Piece &piece) { return piece.kind == Piece::Month; };
    const auto month = std::find_if(pieces.begin(), pieces.end(), isMonth);
    if (pieces.size() < all.size() && month == pieces.end())
        return onFeast(pieces, *std::find_if(all.begin(), all.end(), [](const Piece &piece) {
                           return piece.kind == Piece::Feast;
                       }));
    Pieces ageless = pieces;
    ageless.removeIf([](const Piece &piece) { return piece.age; });
    if (const auto date = plain(ageless); date || ageless.isEmpty())
        return date;
    if (const auto date = plain(pieces))
        return date;
    Pieces once;
    for (const Piece &piece : std::as_const(ageless))
        if (piece.kind == Piece::Year
            || std::none_of(once.begin(), once.end(), [&](const Piece &one) { return sameWords(one, piece); }))
            once.append(piece);
    if (once.size() < ageless.size() && std::count_if(once.begin(), once.end(), isMonth) == 1)
        if (const auto date = plain(once))
            return date;
    if (std::count_if(ageless.begin(), ageless.end(), isMonth) > 1)
        for (qsizetype from = 1; from + 3 <= ageless.size(); ++from)
            if (const auto date = plain(ageless.mid(from)))
                return date;
    return among(ageless);
}

// A date among words about something else: the longest run of what was said together, the first of several.
std::optional<QDate> BirthDates::among(const Pieces &pieces) const
{
    constexpr qsizetype piecesAtLeast = 2; // "nine eleven" and a year may be two
    const auto isEdge = [&](qsizetype at) { return at == 0 || at == pieces.size() || pieces[at].apart; };
    for (qsizetype size = pieces.size() - 1; size >= piecesAtLeast; --size)
        for (qsizetype from = 0; from + size <= pieces.size(); ++from)
            if (isEdge(from) && isEdge(from + size))
                if (const auto date = plain(pieces.mid(from, size)))
                    return date;
    const bool led = pieces.size() >= 4 && pieces[0].kind == Piece::Number && pieces[1].kind == Piece::Month
        && pieces[2].kind == Piece::Ordinal;
    return led ? plain(pieces.mid(1)) : std::nullopt; // "just three, august thirty first twenty twenty two"
}

Pieces BirthDates::corrected(const Pieces &old, const Pieces &anew) const
{
    if (read(anew))
        return anew;
    const auto isMonth = [](const Piece &piece) { return piece.kind == Piece::Month; };
    const auto month = std::find_if(old.begin(), old.end(), isMonth);
    if (month != old.end() && anew.size() > 1 && std::none_of(anew.begin(), anew.end(), isMonth))
        if (const Pieces joined = Pieces{*month} + anew; read(joined)) // "eighth of june, no, ninth nineteen fifty"
            return joined;
    const auto alike = [](const Piece &a, const Piece &b) {
        const bool years = (a.kind == Piece::Year || a.value > 31) && (b.kind == Piece::Year || b.value > 31);
        return years || (a.kind == b.kind && a.figures == b.figures && a.value <= 31 && b.value <= 31);
    };
    Pieces best = anew;
    qsizetype bestScore = -1000;
    for (qsizetype from = 0; from < old.size(); ++from)
        for (qsizetype to = from; to <= old.size(); ++to) {
            const Pieces joined = old.mid(0, from) + anew + old.mid(to);
            if (!read(joined))
                continue;
            qsizetype score = -std::abs(to - from - anew.size());
            for (qsizetype i = 0; i < std::min(to - from, anew.size()); ++i)
                score += alike(old[from + i], anew[i]) ? 2 : -1;
            if (score >= bestScore) {
                bestScore = score;
                best = joined;
            }
        }
    return best;
}

} // namespace

SaidBirthDate saidBirthDate(const Words &said, QDate today, DateOrder order)
{
    const WhenWords words = whenWords(said);
    const QList<Pieces> versions = birthVersions(words.words);
    SaidBirthDate read;
    if (versions.isEmpty())
        return read;
    const BirthDates dates(today, order);
    Pieces pieces = versions.first();
    for (const Pieces &anew : versions.mid(1))
        pieces = dates.corrected(pieces, anew);
    read.date = dates.read(pieces);
    read.invalid = !read.date;
    const auto [first, last] = std::minmax_element(pieces.begin(), pieces.end(),
                                                   [](const Piece &a, const Piece &b) { return a.first < b.first; });
    read.evidence =
        words.evidence(first->first, last->first + last->count - first->first, QStringLiteral("birth_date"));
    return read;
}

} // namespace nightbell
