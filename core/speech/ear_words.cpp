#include "speech/ear_words.h"

#include <QHash>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *ones[] = {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                                "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr const char *tens[] = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

QString ordinalOf(const QString &cardinal)
{
    static const QHash<QString, QString> irregular{
        {u"one"_s, u"first"_s},    {u"two"_s, u"second"_s}, {u"three"_s, u"third"_s},    {u"five"_s, u"fifth"_s},
        {u"eight"_s, u"eighth"_s}, {u"nine"_s, u"ninth"_s}, {u"twelve"_s, u"twelfth"_s},
    };
    if (const auto found = irregular.constFind(cardinal); found != irregular.cend())
        return *found;
    return cardinal.endsWith(u'y') ? cardinal.chopped(1) + "ieth"_L1 : cardinal + "th"_L1;
}

QStringList upToNinetyNine(int number)
{
    if (number < 20)
        return {QLatin1String(ones[number])};
    QStringList words{QLatin1String(tens[number / 10])};
    if (number % 10)
        words << QLatin1String(ones[number % 10]);
    return words;
}

// Two figures are a number, more are a year or a row of digits.
QStringList figuresSaid(const QString &figures)
{
    if (figures.size() <= 2) {
        if (figures == "00"_L1)
            return {u"o'clock"_s};
        const QStringList said = upToNinetyNine(figures.toInt());
        return figures.size() == 2 && figures[0] == u'0' ? QStringList{u"oh"_s} + said : said;
    }
    if (figures.size() == 4 && (figures.startsWith("19"_L1) || figures.startsWith("20"_L1)) && figures[2] != u'0')
        return upToNinetyNine(figures.left(2).toInt()) + upToNinetyNine(figures.mid(2).toInt());
    QStringList digits;
    for (const QChar figure : figures)
        digits << QLatin1String(ones[figure.digitValue()]);
    return digits;
}

QStringList meantBy(const QString &word)
{
    static const QHash<QString, QString> meant = [] {
        QHash<QString, QString> all{
            {u"dr"_s, u"doctor"_s},        {u"mr"_s, u"mister"_s},  {u"ok"_s, u"okay"_s},
            {u"appt"_s, u"appointment"_s}, {u"pm"_s, u"p m"_s},     {u"id"_s, u"i'd"_s},
            {u"im"_s, u"i'm"_s},           {u"wont"_s, u"won't"_s}, {u"maam"_s, u"ma'am"_s},
            {u"lets"_s, u"let's"_s},       {u"cant"_s, u"can't"_s}, {u"dob"_s, u"d o b"_s},
            {u"oclock"_s, u"o'clock"_s},   {u"mri"_s, u"m r i"_s},  {u"ct"_s, u"c t"_s},
            {u"tv"_s, u"t v"_s},
        };
        static constexpr std::pair<const char *, const char *> endings[]{
            {"ve", "ive youve weve theyve"},
            {"re", "youre theyre"},
            {"s", "thats whats wheres hes shes theres hows whos whens heres"},
            {"d", "youd theyd itd thatd"},
            {"ll", "youll theyll itll thatll"},
            {"t", "dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt couldnt wouldnt shouldnt aint"},
        };
        for (const auto &[ending, contractions] : endings)
            for (const QString &each : QString::fromLatin1(contractions).split(u' '))
                all.insert(each, each.chopped(QLatin1String(ending).size()) + u'\'' + QLatin1String(ending));
        return all;
    }();
    const auto found = meant.constFind(word);
    return found == meant.cend() ? QStringList{word} : found->split(u' ');
}

// One run of letters, figures and apostrophes: "22nd", "a1c", "o'clock", "'til".
QStringList runSaid(QStringView run)
{
    while (run.startsWith(u'\''))
        run = run.sliced(1);
    while (run.endsWith(u'\''))
        run.chop(1);
    qsizetype figures = 0;
    while (figures < run.size() && run[figures].isDigit())
        ++figures;
    if (figures == 0) {
        qsizetype letters = 0;
        while (letters < run.size() && !run[letters].isDigit())
            ++letters;
        const QString word = run.left(letters).toString();
        if (word.isEmpty() || word.size() > earWordCharactersAtMost)
            return {};
        return letters == run.size() ? meantBy(word) : QStringList{word} + runSaid(run.sliced(letters));
    }
    QStringList said = figuresSaid(run.left(qMin(figures, qsizetype(20))).toString());
    const QStringView rest = run.sliced(figures);
    if (rest == u"st" || rest == u"nd" || rest == u"rd" || rest == u"th")
        said.last() = ordinalOf(said.last());
    else if (!rest.isEmpty())
        said += runSaid(rest);
    return said;
}

bool partOfAWord(QChar sign) { return (sign.unicode() < 0x80 && sign.isLetterOrNumber()) || sign == u'\''; }

} // namespace

QStringList earWords(QStringView written)
{
    QString plain;
    for (const QChar sign : written.toString().normalized(QString::NormalizationForm_KD).toLower())
        if (!sign.isMark())
            plain += sign == QChar(0x2019) ? u'\'' : sign;
    QStringList said;
    const QStringView text = plain;
    for (qsizetype from = 0; from < text.size() && said.size() < earWordsAtMost;) {
        qsizetype to = from;
        while (to < text.size() && partOfAWord(text[to]))
            ++to;
        if (to > from)
            said += runSaid(text.sliced(from, to - from));
        from = to + 1;
    }
    return said.mid(0, earWordsAtMost);
}

} // namespace nightbell
