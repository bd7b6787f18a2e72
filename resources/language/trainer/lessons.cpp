#include "lessons.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>

#include <cmath>

namespace nightbell {

namespace {

constexpr int wordingsAtMost = 64; // of one line

using Lists = QHash<QString, QStringList>;

QStringList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        qFatal("%s: cannot be read", qPrintable(path));
    return QString::fromUtf8(file.readAll()).split(u'\n');
}

Lists readLists(const QString &path)
{
    Lists lists;
    for (const QString &line : linesOf(path))
        if (const QStringList columns = line.split(u'\t'); columns.size() == 2)
            lists.insert(columns[0], columns[1].split(u'|'));
    return lists;
}

// A small generator of our own: the same phrases give the same model on every machine, which qHash would not.
quint32 seedOf(const QString &phrase)
{
    quint32 seed = 2166136261U;
    for (const QChar sign : phrase)
        seed = (seed ^ sign.unicode()) * 16777619U;
    return seed;
}

quint32 mixed(quint32 seed)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    return seed ^ (seed << 5);
}

QStringList choicesOf(const QRegularExpressionMatch &match, const Lists &lists, const QString &where)
{
    if (!match.captured(1).isNull())
        return match.captured(1).split(u'|');
    if (!lists.contains(match.captured(2)))
        qFatal("%s: no list is called %s", qPrintable(where), qPrintable(match.captured(2)));
    return lists.value(match.captured(2));
}

// The wording number `turn`: every choice takes its turn at another pace, so that the wordings differ in all places.
QString wording(QString phrase, const Lists &lists, quint32 turn, const QString &where)
{
    static const QRegularExpression choice(QStringLiteral("\\(([^()]*)\\)|\\{(\\w+)\\}"));
    quint32 seed = mixed(turn * 2654435761U + seedOf(phrase) + 1);
    for (auto match = choice.match(phrase); match.hasMatch(); match = choice.match(phrase)) {
        const QStringList choices = choicesOf(match, lists, where);
        seed = mixed(seed);
        phrase.replace(match.capturedStart(), match.capturedLength(),
                       choices[qsizetype(seed % quint32(choices.size()))]);
    }
    return phrase.simplified();
}

QStringList wordingsOf(const QString &phrase, const Lists &lists, const QString &where)
{
    QStringList wordings;
    const bool varies = phrase.contains(u'(') || phrase.contains(u'{');
    for (int turn = 0; turn < (varies ? 3 * wordingsAtMost : 1) && wordings.size() < wordingsAtMost; ++turn)
        if (const QString next = wording(phrase, lists, quint32(turn), where); !wordings.contains(next))
            wordings << next;
    return wordings;
}

struct Line
{
    QString label, phrase, asked, where;
};

QList<Line> phraseLines(const QStringList &files)
{
    QList<Line> found;
    for (const QString &path : files) {
        int number = 0;
        for (const QString &line : linesOf(path)) {
            const QString where = QStringLiteral("%1:%2").arg(path).arg(++number);
            if (line.trimmed().isEmpty() || line.startsWith(u'#'))
                continue;
            const QStringList columns = line.split(u'\t');
            if (columns.size() < 2 || columns.size() > 3)
                qFatal("%s: not label, phrase and perhaps a question", qPrintable(where));
            found << Line{columns[0].trimmed(), columns[1], columns.value(2), where};
        }
    }
    return found;
}

} // namespace

Lessons readLessons(const QStringList &files, const QString &lists, const BorrowedPhrases &borrowed)
{
    QList<Line> lines = phraseLines(files);
    const Lists words = readLists(lists);
    Lessons book;
    for (const Line &line : std::as_const(lines))
        if (!book.labels.contains(line.label))
            book.labels << line.label;
    book.labels.sort();
    for (Line line : phraseLines(borrowed.files)) {
        if (!book.labels.contains(line.label))
            line.label = borrowed.label;
        lines << line;
    }
    for (const Line &line : std::as_const(lines)) {
        const QStringList wordings = wordingsOf(line.phrase, words, line.where);
        for (int i = 0; i < wordings.size(); ++i)
            book.examples.push_back({.label = int(book.labels.indexOf(line.label)),
                                     .said = wordsOf(wordings[i]),
                                     .asked = wordsOf(wording(line.asked, words, quint32(i), line.where)),
                                     .line = book.lines,
                                     .weight = 1 / std::sqrt(float(wordings.size()))});
        ++book.lines;
    }
    return book;
}

} // namespace nightbell
