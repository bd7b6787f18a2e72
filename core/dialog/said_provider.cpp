#include "dialog/said_provider.h"

#include "dialog/sound_key.h"
#include "dialog/word_groups.h"

#include <algorithm>

namespace nightbell {

namespace {

constexpr float alikeAtLeast = 0.74F, alikeBehindTitle = 0.58F; // "doctor" leaves only the clinic's people to be meant
constexpr float asLikelyWithin = 0.06F;

bool isTitle(const QString &word)
{
    static const QStringList titles{QStringLiteral("dr"),   QStringLiteral("doctor"), QStringLiteral("nurse"),
                                    QStringLiteral("mr"),   QStringLiteral("mrs"),    QStringLiteral("ms"),
                                    QStringLiteral("miss"), QStringLiteral("prof"),   QStringLiteral("professor")};
    return titles.contains(word);
}

// Words of the sentence that are no name, though they may sound like one: "can" is not "Khan", "see" not "Sy".
bool isCommon(const QString &word)
{
    static const QStringList common =
        QStringLiteral(
            "a an and any anything appointment are as at available be been book but by can cancel come could "
            "day did do does doctor dr for free friday from get go good got had has have he her him hi i id "
            "if im in is it its just later like long make may me monday morning my need new next no not now "
            "of on one or our please saturday see she should so some soon sunday than that the them then "
            "there they this thursday time to today tomorrow tuesday up us want was we wednesday week well "
            "were what when where who will with would yeah yes you your")
            .split(u' ');
    return std::binary_search(common.begin(), common.end(), word) || groupOf(word).startsWith(u'#');
}

struct Likest
{
    float likeness = 0;
    int first = 0;
    int count = 0;
};

// One part of a name against one word, or against two that the recogniser made of it ("o brien", "new win").
Likest likestOf(const QString &part, const Words &said)
{
    Likest best;
    for (int at = 0; at < said.size(); ++at) {
        const bool titled = at > 0 && isTitle(said[at - 1].text);
        for (const int count : {1, 2}) {
            if (at + count > said.size() || (isCommon(said[at].text) && said[at].text != part && !titled)
                || (count == 2 && isCommon(said[at + 1].text)))
                continue;
            const QString heard = count == 1 ? said[at].text : said[at].text + said[at + 1].text;
            const float found = likeness(part, heard);
            if (found >= (titled ? alikeBehindTitle : alikeAtLeast) && found > best.likeness)
                best = {found, at, count};
        }
    }
    return best;
}

} // namespace

QList<SaidProvider> saidProviders(const Words &said, const QList<Provider> &providers)
{
    QList<SaidProvider> found;
    for (const Provider &provider : providers) {
        QStringList parts;
        for (const Word &word : wordsOf(provider.name))
            if (word.text.size() > 1 && !isTitle(word.text))
                parts << word.text;
        if (parts.isEmpty())
            continue;
        const Likest family = likestOf(parts.last(), said);
        const Likest given = parts.size() > 1 ? likestOf(parts.first(), said) : Likest{};
        const Likest &best = family.likeness > 0 ? family : given;
        if (best.likeness == 0)
            continue;
        const bool both = family.likeness > 0 && given.likeness > 0 && family.first != given.first;
        const int first = both ? std::min(family.first, given.first) : best.first;
        const int last = both ? std::max(family.first + family.count, given.first + given.count) : first + best.count;
        found << SaidProvider{provider.id,
                              best.likeness + (both ? 0.2F * given.likeness : 0),
                              {first, last - first, QStringLiteral("provider.sound")}};
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const SaidProvider &a, const SaidProvider &b) { return a.likeness > b.likeness; });
    return found;
}

bool asLikely(const SaidProvider &one, const SaidProvider &other)
{
    return std::abs(one.likeness - other.likeness) < asLikelyWithin;
}

Evidence titledName(const Words &said)
{
    for (int at = 0; at + 1 < said.size(); ++at)
        if (isTitle(said[at].text) && !isCommon(said[at + 1].text)) {
            const bool parted = said[at + 1].text == QStringLiteral("o") && at + 2 < said.size();
            return {at, parted ? 3 : 2, QStringLiteral("provider.title")};
        }
    return {};
}

} // namespace nightbell
