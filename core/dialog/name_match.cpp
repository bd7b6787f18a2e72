#include "dialog/name_match.h"

#include "dialog/sound_key.h"
#include "dialog/words.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr float sameFrom = 0.8F; // the right date of birth stands beside it

bool samePart(const QString &one, const QString &other) { return one == other || likeness(one, other) >= sameFrom; }

} // namespace

bool sameName(const QString &said, const QString &written)
{
    const Words a = wordsOf(said), b = wordsOf(written);
    if (a.size() < 2 || b.size() < 2)
        return joined(a) == joined(b);
    if (joined(a).remove(u' ') == joined(b).remove(u' ')) // "mc donald", "mcdonald"
        return true;
    return samePart(a.first().text, b.first().text) && samePart(a.last().text, b.last().text);
}

} // namespace nightbell
