#include "dialog/said_birth_date_pieces.h"

#include "dialog/calendar_words.h"
#include "dialog/holidays.h"
#include "dialog/number_words.h"
#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

using Piece = BirthPiece;
using Pieces = BirthPieces;

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
    const bool opens = place == 0 && !numberAt(words, place + 1, Ear::Numbers);
    const auto number = numberAt(words, place, opens ? Ear::Plain : Ear::Numbers);
    const bool loose = word == u"to" || word == u"too" || word == u"for" || word == u"fore" || word == u"won";
    if (loose
        && !(number && place + 1 < words.size() && place > 0
             && (numberAt(words, place + 1) || digitOf(words[place + 1].text))
             && (numberAt(words, place - 1) || digitOf(words[place - 1].text) || monthOf(words[place - 1].text))))
        return {};
    if (!number) {
        const bool oh = word == u"oclock" && digitOf(joined(words, place + 1, 1)); // "nine o four"
        if (oh || digitOf(word) == 0)
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

// "I'm", "he is", "aged", before a number that nothing of a date follows
bool isAge(const Words &words, int place, int count)
{
    static const PhraseBook<bool> cues{
        {"im", true}, {"hes/shes", true}, {"am/is/are/age/aged/turned/turning/be", true}};
    static const WordSet units("years year months month weeks week old next last this now today");
    const int next = place + count;
    const bool follows = next < words.size()
        && (monthOf(words[next].text) || numberAt(words, next, Ear::Numbers) || digitOf(words[next].text)
            || words[next].text == u"of" || words[next].text == u"slash" || words[next].text == u"dash");
    return units.at(words, next) || (place > 0 && cues.at(words, place - 1) && !follows);
}

// A holiday by its name; "the fourth of july" is read as the date it is.
std::optional<Piece> feastAt(const Words &words, int place)
{
    const auto feast = holidayAt(words, place);
    for (int i = 0; feast && i < feast->count; ++i)
        if (numberAt(words, place + i))
            return {};
    return feast ? std::optional(Piece{Piece::Feast, feast->holiday, 0, false, place, feast->count}) : std::nullopt;
}

// The pieces of what was said, parted where the caller took something back.
} // namespace

QList<BirthPieces> birthVersions(const Words &words)
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
        else if (const auto feast = feastAt(words, i); feast && !refused) {
            pieces.append(*feast);
            count = feast->count;
        } else if (month && !may && !refused)
            pieces.append({Piece::Month, *month, 2, false, i});
        else if (const auto number = numberPieceAt(words, i); refused || !addWritten(pieces, words[i].text, i)) {
            count = number ? number->count : 1;
            if (number && !refused) {
                pieces.append(*number);
                pieces.last().age = number->kind == Piece::Number && isAge(words, i, count);
            }
        }
        i += count;
    }
    versions.removeAll(Pieces());
    return versions;
}

} // namespace nightbell
