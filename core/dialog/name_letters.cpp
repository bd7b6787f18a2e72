#include "dialog/name_letters.h"

#include "dialog/name_spelling.h"

namespace nightbell {

namespace {

using Parts = QList<NamePart>;

constexpr qsizetype hintedAtMost = 1;   // letters by which a hint changes a name
constexpr qsizetype tailAtLeast = 3;    // letters that a caller leaves unspelled: "fitzgerald, capital f i t z small g"
constexpr qsizetype spreadAtMost = 3;   // words that are spelled at one go
constexpr qsizetype lettersPerSlip = 4; // of a spelling, for each that the recogniser heard otherwise

QString bare(QString text) { return text.remove(u'-').remove(u'\''); }

// The cheapest way to cut `letters` so that each piece spells one of the words: where the pieces end.
struct Cut
{
    qsizetype cost = 1000;
    QList<qsizetype> ends;
};

Cut cutFor(const Parts &parts, qsizetype from, qsizetype count, const QString &letters, qsizetype begin)
{
    if (count == 1)
        return {spellingDistance(bare(parts[from].text), bare(letters.mid(begin))), {letters.size()}};
    Cut best;
    for (qsizetype end = begin + 1; end < letters.size(); ++end) {
        if (letters[end] == u'-' || letters[end] == u'\'' || letters[end - 1] == u'\'')
            continue;
        const qsizetype cost = spellingDistance(bare(parts[from].text), bare(letters.mid(begin, end - begin)));
        if (cost >= best.cost)
            continue;
        Cut rest = cutFor(parts, from + 1, count - 1, letters, end);
        rest.cost += cost;
        rest.ends.prepend(end);
        if (rest.cost < best.cost)
            best = rest;
    }
    return best;
}

// Two words that are one name, though they were heard apart: "mac arthur", "czar necky", "de luca, no space".
bool isOneWord(const NamePart &first, const NamePart &anew, const Cut &cut)
{
    const bool differs = cut.cost > 0 && !isGivenName(first.text);
    return anew.oneWord || first.text == u"mac" || first.text == u"mc" || (differs && cut.ends.size() == 2);
}

void putIn(Parts &parts, qsizetype from, const NamePart &anew, const Cut &cut)
{
    const bool hyphened = anew.text.contains(u'-');
    if (hyphened || isOneWord(parts[from], anew, cut)) {
        NamePart whole = anew;
        whole.first = parts[from].first;
        parts.remove(from, cut.ends.size());
        parts.insert(from, whole);
        return;
    }
    qsizetype begin = 0;
    for (qsizetype i = 0; i < cut.ends.size(); ++i) {
        NamePart &part = parts[from + i];
        part.text = anew.text.mid(begin, cut.ends[i] - begin);
        part.written = anew.written.mid(begin, cut.ends[i] - begin);
        part.spelled = anew.spelled;
        begin = cut.ends[i];
    }
}

// "thomson without the p emma thompson"
void applyHints(Parts &parts)
{
    for (qsizetype i = 0; i < parts.size(); ++i)
        for (qsizetype j = i + 1; j < parts.size(); ++j)
            if (parts[i].hinted && !parts[j].spelled && !parts[j].hinted
                && spellingDistance(parts[i].text, parts[j].text) <= hintedAtMost) {
                parts[j].text = parts[i].text;
                parts[j].hinted = true;
                parts.removeAt(i--);
                break;
            }
}

void spellNeighbours(Parts &parts)
{
    QStringList settled;
    for (qsizetype i = 0; i < parts.size(); ++i) { // letter by letter what was said
        const auto said = std::find_if(parts.begin(), parts.end(), [&](const NamePart &part) {
            return parts[i].spelled && !part.spelled && part.text == parts[i].text;
        });
        if (said == parts.end())
            continue;
        said->spelled = true;
        said->written = parts[i].written;
        settled << said->text;
        parts.removeAt(i--);
    }
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (!parts[i].spelled || settled.contains(parts[i].text))
            continue;
        for (const qsizetype other : {i - 1, i + 1, i - 2, i + 2}) {
            if (other < 0 || other >= parts.size() || parts[other].spelled
                || !soundsLike(parts[other].text, parts[i].text))
                continue;
            const QString &said = parts[other].text, &letters = parts[i].text;
            const bool begun = said.startsWith(letters) && said.size() >= letters.size() + tailAtLeast;
            if (!said.endsWith(letters) && !begun) { // "with an o b i a s" is the rest of tobias
                parts[other].text = letters;
                parts[other].written = parts[i].written;
            }
            parts[other].spelled = true;
            parts.removeAt(i--);
            break;
        }
    }
}

} // namespace

bool spreadOver(Parts &parts, const NamePart &anew)
{
    for (qsizetype count = spreadAtMost; count >= 2; --count)
        for (qsizetype from = 0; from + count <= parts.size(); ++from) {
            const auto begin = parts.begin() + from;
            if (std::any_of(begin, begin + count, [&](const NamePart &part) {
                    return part.spelled || part.text.size() >= bare(anew.text).size();
                }))
                continue;
            const Cut cut = cutFor(parts, from, count, anew.text, 0);
            if (cut.ends.isEmpty() || cut.cost > bare(anew.text).size() / lettersPerSlip
                || anew.text[0] != parts[from].text[0])
                continue;
            putIn(parts, from, anew, cut);
            return true;
        }
    return false;
}

void spellWithin(Parts &parts)
{
    for (qsizetype i = 0; i < parts.size(); ++i) { // "john smith j o h n s m i t h"
        if (!parts[i].spelled)
            continue;
        Parts before = parts.mid(0, i), after = parts.mid(i + 1);
        if (!spreadOver(before, parts[i]) && !spreadOver(after, parts[i]))
            continue;
        i = before.size() - 1;
        parts = before + after;
    }
    parts.removeIf([&](const NamePart &begun) { // "b a r y s h baryshev b a r y s h e v"
        return begun.spelled && std::any_of(parts.begin(), parts.end(), [&](const NamePart &whole) {
                   return whole.spelled && whole.first > begun.first && whole.text.size() > begun.text.size()
                       && begun.text.size() > 2 && whole.text.startsWith(begun.text);
               });
    });
    applyHints(parts);
    spellNeighbours(parts);
}

void dropRepeated(Parts &parts)
{
    for (qsizetype i = 0; i < parts.size(); ++i)
        for (qsizetype j = 0; j + 1 < parts.size(); ++j)
            if (parts[i].text == parts[j].text + u'-' + parts[j + 1].text) {
                parts[j] = parts[i];
                parts.removeAt(j + 1);
                parts.removeAt(i > j ? i - 1 : i);
                return dropRepeated(parts);
            }
    for (qsizetype i = 0; i < parts.size(); ++i)
        for (qsizetype j = i + 1; j < parts.size(); ++j)
            if (parts[i].text == parts[j].text) {
                const bool leads = i == 0 && parts.size() > 2;
                parts.removeAt(leads ? i : j);
                return dropRepeated(parts);
            }
}

} // namespace nightbell
