#include "speech/pronunciations.h"

#include "speech/letter_sounds.h"

#include <QFile>

#include <algorithm>

namespace nightbell {

namespace {

constexpr int waysAtMost = 6; // of saying one word

bool areSounds(const QByteArray &text)
{
    const QList<QByteArray> sounds = text.split(' ');
    return !text.isEmpty() && std::all_of(sounds.begin(), sounds.end(), isSound);
}

} // namespace

Result<Pronunciations> pronunciationsOf(const QSet<QString> &words, const QString &dictionaryFile)
{
    QFile file(dictionaryFile);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Problem::Kind::NotFound,
                       QStringLiteral("%1 cannot be read: %2 (package pocketsphinx-en-us)")
                           .arg(dictionaryFile, file.errorString())};
    Pronunciations found;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(1'024).trimmed();
        const qsizetype gap = line.indexOf(' ');
        QByteArray word = line.left(gap);
        if (const qsizetype way = word.indexOf('('); way > 0)
            word.truncate(way); // "a(2)"
        const QString known = QString::fromLatin1(word);
        if (gap < 1 || !words.contains(known))
            continue;
        const QByteArray sounds = line.sliced(gap + 1).simplified();
        if (QList<QByteArray> &ways = found[known]; areSounds(sounds) && ways.size() < waysAtMost)
            ways << sounds;
    }
    for (const QString &word : words) {
        if (!found.value(word).isEmpty())
            continue;
        found.remove(word);
        if (const QByteArray sounds = letterSounds(word); !sounds.isEmpty())
            found.insert(word, {sounds});
    }
    return found;
}

QByteArray dictionaryText(const Pronunciations &pronunciations)
{
    QByteArray text;
    for (auto word = pronunciations.cbegin(); word != pronunciations.cend(); ++word)
        for (qsizetype way = 0; way < word->size(); ++way)
            text += word.key().toLatin1() + (way ? '(' + QByteArray::number(way + 1) + ')' : QByteArray()) + ' '
                + word->at(way) + '\n';
    return text;
}

} // namespace nightbell
