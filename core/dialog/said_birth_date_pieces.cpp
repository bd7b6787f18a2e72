#include "dialog/said_birth_date_pieces.h"

#include "dialog/calendar_words.h"
#include "dialog/holidays.h"
#include "dialog/number_words.h"
#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

using Piece = BirthPiece;
using Pieces = BirthPieces;

// What follows a refusal is no part of the date, until the caller turns to what is.
enum Cue { correction = 1, refusal = 2, turn = 3 };

const PhraseBook<int> &cues()
{
    static const PhraseBook<int> book{
        {"no", correction},
        {"sorry", correction},
        {"wait", correction},
        {"i mean/meant", correction},
        {"actually", correction},
        {"make it/that", correction},
        {"scratch that", correction},
        {"correction", correction},
        {"rather", correction},
        {"excuse me", correction},
        {"not", refusal},
        {"have/got/had/put/puts/write/writes/wrote/written/say/says/said/read/reads it? down? as", refusal},
        {"i/they/you/we/people/everybody/everyone think/thinks/thought/say/says/said its", refusal},
        {"might/may/could/will say", refusal},
        {"but/and? its/mine/mines/im", turn},
        {"its/thats the", turn},
        {"or not", turn},
        {"hang/hold on", correction},
        {"let me start over/again", correction},
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
    static const WordSet units(
        "years year days times hours kids children months month weeks week old next last this now today");
    const int next = place + count;
    const bool follows = next < words.size()
        && (monthOf(words[next].text) || numberAt(words, next, Ear::Numbers) || digitOf(words[next].text)
            || words[next].text == u"of" || words[next].text == u"slash" || words[next].text == u"dash");
    return units.at(words, next) || (place > 0 && cues.at(words, place - 1) && !follows);
}

// Numbers that count no days: "an easy one", "one of the twins", "the second child".
int otherNumberAt(const Words &words, int place)
{
    static const PhraseBook<bool> others{
        {"leap day/year/birthday one/baby?", true},
        {"wrong/right/easy/funny/tricky/hard/memorable/odd/nice/simple/special/big/little one", true},
        {"one of the/those/them/my/our twins/triplets/kids/boys/girls/children/babies/ones", true},
        {"one of those/them", true},
        {"one to remember/forget", true},
        {"first/second/third/fourth/other/this/that/which one/child/baby/born/son/daughter/kid/boy/girl/time", true},
    };
    const auto other = others.at(words, place);
    const bool goesOn =
        other && numberAt(words, place) && numberAt(words, place + other->count); // "first one nine five"
    return other && !goesOn ? other->count : 0;
}

// Words that stand inside a date: "the third day of june in the year of"
bool isInsideDate(const QString &word)
{
    static const WordSet inside("the of in and day month year on a slash dash hyphen point dot stroke is was then it "
                                "comma that");
    return inside.has(word);
}

// A holiday by its name; "the fourth of july" is read as the date it is.
std::optional<Piece> feastAt(const Words &words, int place)
{
    const auto feast = holidayAt(words, place);
    for (int i = 0; feast && i < feast->count; ++i)
        if (numberAt(words, place + i))
            return {};
    if (!feast)
        return {};
    Piece piece{Piece::Feast, feast->holiday, 0, false, place, feast->count};
    static const WordSet before("before"), after("after");
    if (place >= 2 && words[place - 2].text == u"day")
        piece.daysOff = after.at(words, place - 1) ? 1 : before.at(words, place - 1) ? -1 : 0;
    return piece;
}

// "i think you may have it", "may I": the verb, not the month
bool isVerb(const Words &words, int place)
{
    static const WordSet subjects("you i they we he she it that this computer system");
    static const WordSet verbs("i have be say not think look want");
    return words[place].text == u"may" && (subjects.at(words, place - 1) || verbs.at(words, place + 1));
}

// The pieces of what was said, parted where the caller took something back.
class Pieced
{
public:
    explicit Pieced(const Words &words) : m_words(words) { }

    QList<Pieces> versions()
    {
        for (int i = 0; i < m_words.size() && !m_over;)
            i += take(i);
        m_versions.removeAll(Pieces());
        return m_versions;
    }

private:
    int take(int i);
    int takeCue(const PhraseBook<int>::Hit &cue);
    void add(const Piece &piece);
    void turn()
    {
        if (!m_versions.last().isEmpty())
            m_versions.append(Pieces());
        m_refused = 0;
    }

    const Words &m_words;
    QList<Pieces> m_versions{{}};
    int m_refused = 0; // since a refusal: how many pieces and one
    bool m_apart = false;
    bool m_over = false;
};

int Pieced::takeCue(const PhraseBook<int>::Hit &cue)
{
    const bool begun = !m_versions.last().isEmpty();
    if (cue.meaning == refusal)
        m_refused = begun ? 1 : 0;
    else if (cue.meaning == correction || m_refused)
        turn();
    m_apart = true;
    return cue.count;
}

void Pieced::add(const Piece &piece)
{
    const Pieces &now = m_versions.last();
    const auto isMonth = [](const Piece &one) { return one.kind == Piece::Month; };
    if (m_refused > 1 && isMonth(piece) && std::none_of(now.begin(), now.end(), isMonth))
        m_refused = 0; // "the twelfth, not the eleventh, of august"
    if (m_refused) {
        m_refused += 1;
        return;
    }
    Piece &added = m_versions.last().emplace_back(piece);
    added.apart = std::exchange(m_apart, false);
}

int Pieced::take(int i)
{
    static const WordSet others("im at aged age years");
    const QString &word = m_words[i].text;
    if (m_versions.last().size() >= 3 && others.at(m_words, i) && !m_refused) {
        m_over = true; // "… i'm fifty"
        return 1;
    }
    if (const auto cue = cues().at(m_words, i))
        return takeCue(*cue);
    if (m_refused > 1 && word == u"the") // "not the seventh, the eleventh"
        turn();
    if (const int other = otherNumberAt(m_words, i)) {
        m_apart = true;
        return other;
    }
    if (m_refused && m_words[i].pauseAfter) {
        m_refused = 0;
        return 1;
    }
    Pieces &pieces = m_versions.last();
    if (!m_refused && addsDigit(pieces, m_words, i)) {
        pieces.last().value += *digitOf(word, Ear::Numbers);
        return 1;
    }
    if (const auto feast = feastAt(m_words, i)) {
        add(*feast);
        return feast->count;
    }
    if (const auto month = monthOf(word); month && !isVerb(m_words, i)) {
        add({Piece::Month, *month, 2, false, i});
        return 1;
    }
    if (!m_refused && addWritten(pieces, word, i))
        return 1;
    const auto number = numberPieceAt(m_words, i);
    if (!number) {
        m_apart |= !isInsideDate(word);
        return 1;
    }
    Piece piece = *number;
    piece.age = piece.kind == Piece::Number && isAge(m_words, i, piece.count);
    add(piece);
    return piece.count;
}

} // namespace

QList<BirthPieces> birthVersions(const Words &words) { return Pieced(words).versions(); }

} // namespace nightbell
