#include "dialog/said_name.h"

#include "dialog/name_letters.h"
#include "dialog/name_spelling.h"

namespace nightbell {

namespace {

using Part = NameStretch::Part;
using Whose = NameStretch::Whose;
using Parts = QList<NamePart>;

constexpr int partsAtMost = 6;        // more words than that are a sentence
constexpr qsizetype hintedAtMost = 1; // letters by which a hint changes a name

bool replaceAlike(Parts &parts, const NamePart &anew)
{
    if ((anew.spelled || anew.text.contains(u'-')) && spreadOver(parts, anew))
        return true;
    for (qsizetype i = parts.size() - 1; i >= 0; --i)
        if (soundsLike(parts[i].text, anew.text)) {
            if (!parts[i].spelled || anew.spelled)
                parts[i] = anew;
            return true;
        }
    return false;
}

// The name as it grows from stretch to stretch.
class Name
{
public:
    void add(const NameStretch &stretch);
    Parts all() const;
    bool empty() const { return m_any.isEmpty() && m_first.isEmpty() && m_last.isEmpty(); }
    bool labelled() const { return !m_first.isEmpty() || !m_last.isEmpty(); }
    QString suffix() const { return m_suffix; }

private:
    void addPlain(const NameStretch &stretch);

    Parts m_any, m_first, m_middle, m_last;
    QString m_suffix;
};

void Name::add(const NameStretch &stretch)
{
    if (!stretch.suffix.isEmpty())
        m_suffix = stretch.suffix;
    Parts *labelled = stretch.part == Part::First ? &m_first
        : stretch.part == Part::Middle            ? &m_middle
        : stretch.part == Part::Last              ? &m_last
                                                  : nullptr;
    if (!labelled)
        return addPlain(stretch);
    *labelled = stretch.parts;
}

void Name::addPlain(const NameStretch &stretch)
{
    Parts anew = stretch.parts;
    if (m_any.isEmpty() && !labelled()) {
        m_any = anew;
        return;
    }
    if (stretch.corrects && anew.size() >= 2) {
        m_any = anew;
        m_first = m_middle = m_last = {};
        return;
    }
    if (m_any.size() == 1 && anew.size() >= 2 && !labelled() && !stretch.lettersOnly) {
        const NamePart known = m_any.first();
        const auto again = std::find_if(anew.begin(), anew.end(), [&](const NamePart &part) {
            return known.hinted ? soundsLike(known.text, part.text) : known.text == part.text;
        });
        if (again != anew.end()) { // "smith, john smith", "thomson without the p, emma thompson"
            if (!again->spelled)
                *again = NamePart{known.text, known.spelled, again->first, again->count};
            again->hinted |= known.hinted;
            m_any = anew;
            return;
        }
        if (stretch.whose != Whose::Unsaid && !m_any.first().spelled) // "my uncle barney, his name is barnabas cole"
            m_any.clear();
        m_any += anew;
        return;
    }
    for (const NamePart &part : std::as_const(anew)) {
        Parts *parts = nullptr;
        for (Parts *some : {&m_last, &m_any, &m_first})
            if (!parts && !some->isEmpty() && replaceAlike(*some, part))
                parts = some;
        if (parts)
            continue;
        Parts &target = m_any.isEmpty() && !m_last.isEmpty() && m_first.isEmpty() ? m_any
            : !m_last.isEmpty() && m_any.isEmpty()                                ? m_last
                                                                                  : m_any;
        if ((stretch.corrects || (part.spelled && target.size() >= 2)) && !target.isEmpty())
            target.last() = part;
        else if (target.size() < partsAtMost
                 && (part.spelled || stretch.corrects || target.size() < 2 || stretch.whose != Whose::Unsaid))
            target.append(part);
    }
}

// Labelled parts in their places, the others in between.
Parts Name::all() const
{
    Parts any = m_any;
    const auto has = [](const Parts &parts, const NamePart &part) {
        return std::any_of(parts.begin(), parts.end(),
                           [&](const NamePart &one) { return soundsLike(one.text, part.text); });
    };
    any.removeIf([&](const NamePart &part) { return has(m_first, part) || has(m_last, part) || has(m_middle, part); });
    if (!m_first.isEmpty() && !m_last.isEmpty())
        any.clear();
    if (!m_last.isEmpty() && any.size() >= 2) // "john smith, last name smythe": the label wins
        any.removeLast();
    const auto isParticle = [](const NamePart &part) { return asWritten(part.text, false) == part.text; };
    if (!m_first.isEmpty() && any.size() >= 2 && m_last.isEmpty() && !isParticle(any.first()))
        any.removeFirst();
    return m_last.isEmpty() ? m_first + m_middle + any : m_first + any + m_middle + m_last;
}

bool hasLetters(const NameStretch &stretch)
{
    return std::any_of(stretch.parts.begin(), stretch.parts.end(),
                       [](const NamePart &part) { return part.spelled || part.hinted; });
}

// Whose name is asked for: the patient's, when two people are named.
QList<NameStretch> ofOnePerson(const QList<NameStretch> &stretches)
{
    const auto names = [&](Whose whose) {
        return std::any_of(stretches.begin(), stretches.end(),
                           [&](const NameStretch &one) { return one.whose == whose; });
    };
    const Whose wanted = names(Whose::Patient) ? Whose::Patient : names(Whose::Caller) ? Whose::Caller : Whose::Unsaid;
    const auto wasSaid = [&](const QString &name) {
        const Parts &before = stretches.first().parts;
        return std::any_of(before.begin(), before.end(),
                           [&](const NamePart &part) { return spellingDistance(part.text, name) <= hintedAtMost; });
    };
    const auto saysAgain = [&](const NameStretch &one) { // "that's pegg with two g's", "that's jean hyphen luc"
        const QStringList pieces = one.parts.first().text.split(u'-');
        return &one != &stretches.first() && one.parts.size() == 1
            && std::all_of(pieces.begin(), pieces.end(), wasSaid);
    };
    const bool announced = std::any_of(stretches.begin(), stretches.end(), [&](const NameStretch &one) {
        // "that's l i u" announces no other name
        return one.whose == Whose::Caller && !one.parts.first().spelled && !saysAgain(one);
    });
    QList<NameStretch> kept;
    bool on = wanted == Whose::Unsaid;
    for (const NameStretch &one : stretches) {
        NameStretch stretch = one;
        const bool again = &one != &stretches.first()
            && std::any_of(stretch.parts.begin(), stretch.parts.end(),
                           [&](const NamePart &part) { return &stretch.parts.first() != &part && wasSaid(part.text); });
        if (stretch.whose == Whose::Nickname && again) {
            stretch.parts.removeFirst(); // "margaret, but everybody says peggy, margaret sloane"
            stretch.whose = Whose::Unsaid;
        }
        if (stretch.whose == Whose::Nickname && stretches.size() > 1)
            continue;
        const bool aside = wanted == Whose::Caller && announced && stretch.whose == Whose::Unsaid && kept.isEmpty()
            && stretch.part == Part::Any && !stretch.lettersOnly && !hasLetters(stretch);
        if (aside)
            continue; // "doctor martinez referred me, i'm susan cho"
        if (stretch.whose != Whose::Unsaid && wanted == Whose::Patient)
            on = stretch.whose == wanted;
        else
            on = on || stretch.whose == wanted || stretch.part != Part::Any || stretch.lettersOnly
                || wanted == Whose::Caller;
        if (on)
            kept.append(stretch);
    }
    return kept;
}

// "Smith, John", "kowalski k o w a l s k i david", "hathersage h a t h e r s a g e ottoline": a given name that comes
// last, after a pause or letters.
bool isSurnameFirst(const Parts &parts)
{
    if (parts.size() < 2 || parts.last().spelled || parts[0].first >= parts.last().first)
        return false;
    const QString &first = parts[0].text, &last = parts.last().text;
    const bool spelled = parts[0].spelled || parts[0].hinted;
    if (isGivenName(last) && (parts[0].pauseAfter || (spelled && isGivenNameFirst(last))))
        return !isGivenNameFirst(first) && (!isGivenName(first) || isGivenNameFirst(last));
    return spelled && isSurnameLike(first) && !isSurnameLike(last);
}

QString suffixWritten(const QString &said)
{
    if (said == u"junior" || said == u"jr")
        return QStringLiteral("Jr");
    if (said == u"senior" || said == u"sr")
        return QStringLiteral("Sr");
    if (said.endsWith(u"second") || said == u"ii")
        return QStringLiteral("II");
    return said.endsWith(u"fourth") || said == u"iv" ? QStringLiteral("IV") : QStringLiteral("III");
}

// "now that's a mouthful, are you ready, anastasia papadopoulos"
bool endsWithWholeName(const NameStretch &stretch, const Words &said)
{
    const NamePart &last = stretch.parts.last();
    return stretch.parts.size() >= 2 && isGivenName(stretch.parts.first().text)
        && last.first + last.count == said.size();
}

// Words that nothing marks as a name, inside of a sentence about something else: "my insurance is blue cross".
bool isAboutSomethingElse(const QList<NameStretch> &stretches, const Words &said)
{
    static const WordSet greetings(
        "hi hello hey yes yeah yep okay ok um uh er erm good morning afternoon evening thank thanks "
        "you please sure so oh ah well right and");
    const bool marked = std::any_of(stretches.begin(), stretches.end(), [](const NameStretch &one) {
        return one.whose != Whose::Unsaid || one.corrects || one.part != Part::Any || one.lettersOnly
            || one.parts.first().spelled;
    });
    const auto first = said.begin() + (stretches.isEmpty() ? 0 : stretches.first().parts.first().first);
    const auto plain = std::count_if(
        said.begin(), first, [](const Word &word) { return isPlainWord(word.text) && !greetings.has(word.text); });
    return !marked && plain > 2 && !endsWithWholeName(stretches.last(), said);
}

// "capital d little e capital l u c a"
bool hasCapitals(const NamePart &part)
{
    const QString inside = part.written.mid(1);
    return part.written.toLower() == part.text && inside != inside.toLower();
}

} // namespace

SaidName saidName(const Words &said)
{
    Name name;
    const QList<NameStretch> stretches = nameStretches(said);
    if (isAboutSomethingElse(stretches, said))
        return {};
    for (NameStretch stretch : ofOnePerson(stretches)) {
        if (stretch.parts.size() > partsAtMost)
            continue;
        spellWithin(stretch.parts);
        if (stretch.parts.size() == 2 && stretch.parts[0].text == stretch.parts[1].text) // said twice: one part of two
            stretch.parts.removeLast();
        name.add(stretch);
    }
    Parts parts = name.all();
    spellWithin(parts);
    if (isSurnameFirst(parts) && !name.labelled())
        parts.prepend(parts.takeLast());
    dropRepeated(parts);
    SaidName read;
    if (parts.isEmpty() || parts.size() > partsAtMost || (parts.size() == 1 && parts[0].text.size() < 2))
        return read;
    QStringList written;
    for (const NamePart &part : std::as_const(parts)) {
        written << (hasCapitals(part) ? part.written[0].toUpper() + part.written.mid(1)
                                      : asWritten(part.text, written.isEmpty()));
        read.evidence.append({part.first, part.count, QStringLiteral("name")});
    }
    read.whole = parts.size() > 1;
    if (read.whole) {
        read.given = written.first();
        read.family = written.mid(1).join(u' ');
    }
    if (!name.suffix().isEmpty())
        written << suffixWritten(name.suffix());
    read.name = written.join(u' ');
    return read;
}

} // namespace nightbell
