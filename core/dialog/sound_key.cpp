#include "dialog/sound_key.h"

#include <QList>

#include <algorithm>

namespace nightbell {

namespace {

struct Rewrite
{
    const char *letters;
    const char *sound; // vowels are "a"; "0" is th, "x" is sh and ch
    bool onlyFirst = false;
};

// The longest spelling that fits at a place is taken; what is in no line is silent.
constexpr Rewrite rewrites[]{
    {"nguy", "wa", true}, {"schm", "xm"},    {"ough", "a"},        {"augh", "a"},       {"tsch", "x"},
    {"sch", "x"},         {"igh", "a"},      {"tch", "x"},         {"dge", "j"},        {"cia", "xa"},
    {"tio", "xa"},        {"sio", "xa"},     {"mac", "mak", true}, {"mc", "mak", true}, {"kn", "n", true},
    {"gn", "n", true},    {"wr", "r", true}, {"ps", "s", true},    {"pn", "n", true},   {"hs", "s", true},
    {"zh", "j"},          {"th", "0"},       {"ph", "f"},          {"sh", "x"},         {"ch", "x"},
    {"ck", "k"},          {"gh", "k"},       {"wh", "w"},          {"qu", "kw"},        {"ce", "sa"},
    {"ci", "sa"},         {"cy", "sa"},      {"ge", "ja"},         {"gi", "ja"},        {"mb", "m"},
    {"tz", "s"},          {"sz", "x"},       {"cz", "x"},          {"ks", "ks"},        {"x", "s", true},
    {"y", "a"},           {"a", "a"},        {"e", "a"},           {"i", "a"},          {"o", "a"},
    {"u", "a"},           {"b", "p"},        {"c", "k"},           {"d", "t"},          {"f", "f"},
    {"g", "k"},           {"h", ""},         {"j", "j"},           {"k", "k"},          {"l", "l"},
    {"m", "m"},           {"n", "n"},        {"p", "p"},           {"q", "k"},          {"r", "r"},
    {"s", "s"},           {"t", "t"},        {"v", "f"},           {"w", "w"},          {"x", "ks"},
    {"z", "s"},
};

const Rewrite *rewriteAt(QStringView word, qsizetype at)
{
    for (const Rewrite &rewrite : rewrites)
        if ((at == 0 || !rewrite.onlyFirst) && word.mid(at).startsWith(QLatin1String(rewrite.letters)))
            return &rewrite;
    return nullptr;
}

int editsBetween(QStringView one, QStringView other)
{
    QList<int> row(other.size() + 1);
    for (int i = 0; i < row.size(); ++i)
        row[i] = i;
    for (qsizetype i = 0; i < one.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i) + 1;
        for (qsizetype j = 0; j < other.size(); ++j) {
            const int changed = diagonal + (one[i] == other[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.last();
}

float alike(QStringView one, QStringView other)
{
    const auto longest = std::max(one.size(), other.size());
    return longest == 0 ? 0 : 1 - float(editsBetween(one, other)) / float(longest);
}

} // namespace

QString soundKey(QStringView word)
{
    const QString lower = word.toString().toLower().normalized(QString::NormalizationForm_D);
    QString key;
    for (qsizetype at = 0; at < lower.size();) {
        const Rewrite *rewrite = rewriteAt(lower, at);
        for (const char *sound = rewrite ? rewrite->sound : ""; *sound; ++sound)
            if (const QChar next = QLatin1Char(*sound); key.isEmpty() || key.back() != next)
                key.append(next);
        at += rewrite ? qsizetype(qstrlen(rewrite->letters)) : 1;
    }
    return key;
}

QString roughSound(QStringView word)
{
    QString rough;
    for (const QChar sound : soundKey(word)) {
        const QChar one = sound == u'0' ? u'f' : sound == u'x' || sound == u'j' ? u's' : sound;
        if (rough.isEmpty() || rough.back() != one)
            rough.append(one);
    }
    while (rough.endsWith(u'a'))
        rough.chop(1);
    return rough;
}

float likeness(const QString &one, const QString &other)
{
    if (one == other)
        return 1;
    const QString sound = soundKey(one), otherSound = soundKey(other);
    return 0.6F * alike(sound, otherSound) + 0.4F * alike(one, other);
}

} // namespace nightbell
