#include "dialog/phrase_book.h"

namespace nightbell {

QList<QStringList> phrasesOf(const char *pattern)
{
    QList<QStringList> phrases{{}};
    for (QString part : QString::fromUtf8(pattern).split(u' ', Qt::SkipEmptyParts)) {
        const bool optional = part.endsWith(u'?');
        if (optional)
            part.chop(1);
        QList<QStringList> longer = optional ? phrases : QList<QStringList>{};
        for (const QString &word : part.split(u'/'))
            for (const QStringList &phrase : std::as_const(phrases))
                longer.append(phrase + QStringList{word});
        phrases = longer;
    }
    phrases.removeAll(QStringList());
    return phrases;
}

} // namespace nightbell
