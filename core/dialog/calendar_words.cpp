#include "dialog/calendar_words.h"

#include <QHash>

namespace nightbell {

namespace {

std::optional<int> placeIn(const QHash<QString, int> &names, const QString &word)
{
    const auto found = names.constFind(word);
    return found == names.constEnd() ? std::nullopt : std::optional(*found);
}

QHash<QString, int> numbered(const char *names)
{
    QHash<QString, int> places;
    int place = 0;
    for (const QString &name : QString::fromLatin1(names).split(u' '))
        places.insert(name, ++place);
    return places;
}

} // namespace

std::optional<int> weekdayOf(const QString &word)
{
    static const auto names = numbered("monday tuesday wednesday thursday friday saturday sunday");
    return placeIn(names, word);
}

std::optional<int> monthOf(const QString &word)
{
    static const auto names = numbered("january february march april may june july august september october november "
                                       "december");
    return placeIn(names, word);
}

} // namespace nightbell
