#include "dialog/name_spelling.h"

#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

// The consonants as they sound; vowels and what is silent are left out.
QString skeleton(QString name)
{
    static const QList<std::pair<QString, QString>> sounds{
        {QStringLiteral("ph"), QStringLiteral("f")},  {QStringLiteral("ck"), QStringLiteral("k")},
        {QStringLiteral("sch"), QStringLiteral("s")}, {QStringLiteral("sh"), QStringLiteral("s")},
        {QStringLiteral("gh"), QStringLiteral("g")},  {QStringLiteral("x"), QStringLiteral("ks")}};
    for (const auto &[written, sound] : sounds)
        name.replace(written, sound);
    QString bones;
    for (QChar sign : std::as_const(name)) {
        if (sign == u'c' || sign == u'q')
            sign = u'k';
        else if (sign == u'z')
            sign = u's';
        else if (sign == u'j')
            sign = u'g';
        const bool silent = QStringLiteral("aeiouywh-'").contains(sign);
        if (!silent && !(bones.size() > 0 && bones.back() == sign))
            bones.append(sign);
    }
    return bones;
}

} // namespace

qsizetype spellingDistance(const QString &a, const QString &b)
{
    QList<qsizetype> row(b.size() + 1);
    for (qsizetype j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype corner = std::exchange(row[0], i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype step = std::min({row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1])});
            corner = std::exchange(row[j], step);
        }
    }
    return row.back();
}

namespace {

QString capital(const QString &word) { return word.isEmpty() ? word : word[0].toUpper() + word.mid(1); }

} // namespace

bool soundsLike(const QString &said, const QString &spelled)
{
    if (said == spelled)
        return true;
    const QString a = skeleton(said), b = skeleton(spelled);
    if (!a.isEmpty() && a == b)
        return true;
    const qsizetype longer = std::max(said.size(), spelled.size());
    return 2 * spellingDistance(said, spelled) < longer + (said[0] == spelled[0] ? 2 : 0)
        || (longer > 4 && said[0] == spelled[0] && 2 * spellingDistance(a, b) <= std::max(a.size(), b.size()));
}

QString respelled(const QString &name, QChar letter, int times)
{
    QString out = name;
    if (times == 0)
        return name.count(letter) < name.size() ? out.remove(letter) : name;
    if (times == 2 && QStringLiteral("aeiou").contains(letter) && out.count(letter) >= 2)
        return out; // "alastair with two a's"
    if (times == 2 && !out.contains(QString(2, letter))) {
        const qsizetype at = out.lastIndexOf(letter);
        return at < 0 ? out : out.insert(at, letter);
    }
    if (times == 1 && out.contains(QString(2, letter)))
        return out.replace(QString(2, letter), QString(letter));
    if (out.contains(letter))
        return out;
    // What sounds the same and may be written with that letter, the likeliest first.
    struct Swap
    {
        char16_t with;
        const char *from;
        const char *to;
    };
    static constexpr Swap swaps[]{
        {u'k', "chr", "kr"}, {u'k', "ck", "k"}, {u'k', "c", "k"},  {u'c', "k", "c"}, {u'y', "i", "y"},
        {u'i', "y", "i"},    {u'v', "ph", "v"}, {u'f', "ph", "f"}, {u'z', "s", "z"}, {u's', "z", "s"},
        {u's', "c", "s"},    {u'j', "g", "j"},  {u'g', "j", "g"},  {u'w', "u", "w"}, {u'x', "cks", "x"},
    };
    for (const Swap &swap : swaps)
        if (swap.with == letter)
            if (const qsizetype at = out.indexOf(QLatin1String(swap.from)); at >= 0)
                return out.replace(at, qstrlen(swap.from), QLatin1String(swap.to));
    if (letter == u'h')
        return out == u"jon" ? QStringLiteral("john") : out + letter;
    if (letter == u'e')
        return out.endsWith(u'y') ? out.insert(out.size() - 1, letter) : out + letter;
    return out;
}

QString endedWith(const QString &name, QChar letter)
{
    const auto isVowel = [](QChar sign) { return QStringLiteral("aeiouy").contains(sign); };
    if (name.isEmpty() || name.back() == letter)
        return name;
    if (name.endsWith(u"ie") || name.endsWith(u"ey"))
        return name.chopped(2) + letter;
    return (isVowel(letter) && isVowel(name.back()) && letter != u'e' ? name.chopped(1) : name) + letter;
}

QString asWritten(const QString &name, bool first)
{
    static const WordSet particles("van von der den de la del di da do dos du bin ibn binti al el le ter ten zu y");
    static const WordSet irish(
        "brien connor connell neill neal neil reilly riley hara malley donnell donoghue keefe keeffe leary "
        "sullivan toole dowd shea grady rourke mara callaghan dwyer hanlon halloran donovan flaherty "
        "hare farrell gorman regan");
    static const WordSet italian("angelo amico agostino ambrosio alessandro andrea onofrio urso amato antonio "
                                 "alessio orazio elia");
    if (!first && particles.has(name))
        return name;
    QStringList parts;
    for (const QString &part : name.split(u'-', Qt::SkipEmptyParts)) {
        if (part.startsWith(u"mc") && part.size() > 3)
            parts << QStringLiteral("Mc") + capital(part.mid(2));
        else if (part.startsWith(u"o'") || part.startsWith(u"d'"))
            parts << capital(part.left(2)) + capital(part.mid(2));
        else if (part.startsWith(u'o') && irish.has(part.mid(1)))
            parts << QStringLiteral("O'") + capital(part.mid(1));
        else if (part.startsWith(u'd') && italian.has(part.mid(1)))
            parts << QStringLiteral("D'") + capital(part.mid(1));
        else
            parts << capital(part);
    }
    return parts.join(u'-');
}

} // namespace nightbell
