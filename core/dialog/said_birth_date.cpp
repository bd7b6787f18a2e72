#include "dialog/said_birth_date.h"

#include "dialog/calendar_words.h"
#include "dialog/number_words.h"
#include "dialog/phrase_book.h"
#include "dialog/when_words.h"

namespace nightbell {

namespace {

// A number of the date with how many figures it was said in: "oh six" has two, "six" one, "eighty" two.
struct Piece
{
    enum Kind { Number, Ordinal, Year, Month } kind = Number;
    int value = 0;
    int figures = 0;
    bool zero = false; // a lone "oh"
    int first = 0;
    int count = 1;
    bool operator==(const Piece &) const = default;
};

using Pieces = QList<Piece>;

const PhraseBook<int> &cues()
{
    static const PhraseBook<int> book{
        {"no", 1},
        {"sorry", 1},
        {"wait", 1},
        {"i mean/meant", 1},
        {"actually", 1},
        {"make it/that", 1},
        {"scratch that", 1},
        {"correction", 1},
        {"rather", 1},
        {"excuse me", 1},
        {"not", 2},
        {"hang/hold on", 1},
        {"let me start over/again", 1},
    };
    return book;
}

// "1980-06-03", "6/3/80", "06031980": figures as they are written, part by part.
bool addWritten(Pieces &pieces, const QString &word, int place)
{
    for (const QChar mark : {u'/', u'.', u':'})
        if (word.contains(mark)) {
            for (const QString &part : word.split(mark, Qt::SkipEmptyParts))
                pieces.append(
                    {part.size() == 4 ? Piece::Year : Piece::Number, part.toInt(), int(part.size()), false, place});
            return true;
        }
    bool isNumber = false;
    word.toInt(&isNumber);
    if (!isNumber || (word.size() != 8 && word.size() != 6))
        return false;
    for (int at : {0, 2})
        pieces.append({Piece::Number, word.mid(at, 2).toInt(), 2, false, place});
    pieces.append(
        {word.size() == 8 ? Piece::Year : Piece::Number, word.mid(4).toInt(), int(word.size()) - 4, false, place});
    return true;
}

std::optional<Piece> numberPieceAt(const Words &words, int place)
{
    const QString &word = words[place].text;
    if (const auto year = yearAt(words, place); year && (year->count > 1 || year->value > 99))
        return Piece{Piece::Year, year->value, 4, false, place, year->count};
    const auto number = numberAt(words, place, place > 0 ? Ear::Numbers : Ear::Plain);
    const bool loose = word == u"to" || word == u"too" || word == u"for" || word == u"fore" || word == u"won";
    if (loose
        && !(number && place + 1 < words.size() && place > 0
             && (numberAt(words, place + 1) || digitOf(words[place + 1].text))
             && (numberAt(words, place - 1) || digitOf(words[place - 1].text) || monthOf(words[place - 1].text))))
        return {};
    if (!number) {
        if (digitOf(word) == 0)
            return Piece{Piece::Number, 0, 1, true, place};
        return {};
    }
    if (number->ordinal)
        return Piece{Piece::Ordinal, number->value, 2, false, place, number->count};
    const int figures = number->figures ? int(word.size()) : number->value > 99 ? 4 : number->value > 9 ? 2 : 1;
    return Piece{number->value > 99 ? Piece::Year : Piece::Number,
                 number->value,
                 figures,
                 number->value == 0,
                 place,
                 number->count};
}

// "nineteen eighty for": a last digit that the recogniser took for a word
bool addsDigit(const Pieces &pieces, const Words &words, int place)
{
    return !pieces.isEmpty() && place + 1 == words.size() && pieces.last().first + pieces.last().count == place
        && (pieces.last().kind == Piece::Year || pieces.last().value > 31) && pieces.last().value % 10 == 0
        && !digitOf(words[place].text) && digitOf(words[place].text, Ear::Numbers);
}

// The pieces of what was said, parted where the caller took something back.
QList<Pieces> versionsOf(const Words &words)
{
    QList<Pieces> versions{{}};
    bool refused = false;
    for (int i = 0; i < words.size();) {
        Pieces &pieces = versions.last();
        if (const auto cue = cues().at(words, i)) {
            refused = cue->meaning == 2 && !pieces.isEmpty();
            if (!pieces.isEmpty() && !refused)
                versions.append(Pieces());
            i += cue->count;
            continue;
        }
        static const WordSet others("im at aged age years");
        if (others.at(words, i) && pieces.size() >= 3)
            break; // "… i'm fifty"
        const auto month = monthOf(words[i].text);
        const bool may = words[i].text == u"may" && i + 1 < words.size() && words[i + 1].text == u"i";
        int count = 1;
        if (addsDigit(pieces, words, i))
            pieces.last().value += *digitOf(words[i].text, Ear::Numbers);
        else if (refused && words[i].pauseAfter)
            refused = false;
        else if (month && !may && !refused)
            pieces.append({Piece::Month, *month, 2, false, i});
        else if (const auto number = numberPieceAt(words, i); refused || !addWritten(pieces, words[i].text, i)) {
            count = number ? number->count : 1;
            if (number && !refused)
                pieces.append(*number);
        }
        i += count;
    }
    versions.removeAll(Pieces());
    return versions;
}

class BirthDates
{
public:
    BirthDates(QDate today, DateOrder order) : m_today(today), m_order(order) { }

    std::optional<QDate> read(const Pieces &pieces) const
    {
        for (qsizetype at = 0; at < pieces.size(); ++at)
            if (pieces[at].kind == Piece::Month)
                return withMonth(pieces, at);
        return numeric(pieces);
    }

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

    std::optional<QDate> numeric(const Pieces &pieces) const;
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
        if (pieces[i].kind == Piece::Month)
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

Pieces BirthDates::corrected(const Pieces &old, const Pieces &anew) const
{
    if (read(anew))
        return anew;
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
    const QList<Pieces> versions = versionsOf(words.words);
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
