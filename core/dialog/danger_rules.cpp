#include "dialog/danger_rules.h"

#include <QSet>

#include <algorithm>
#include <optional>

namespace nightbell {

namespace {

struct Mention
{
    const DangerConcept *danger = nullptr;
    PatternSpan span;
};

struct Sign // a modifier at its place
{
    const ScopeModifier *modifier = nullptr;
    PatternSpan span;
};

bool isWithin(const PatternSpan &span, int first, int last) { return span.first() >= first && span.last() <= last; }

bool shareWords(const PatternSpan &one, const PatternSpan &other)
{
    return std::any_of(one.words.begin(), one.words.end(), [&](int word) { return other.words.contains(word); });
}

const char *kindName(ScopeKind kind)
{
    switch (kind) {
    case ScopeKind::Negation:
        return "negation";
    case ScopeKind::Past:
        return "past";
    case ScopeKind::Resolved:
        return "resolved";
    case ScopeKind::Hypothetical:
        return "hypothetical";
    case ScopeKind::Shield:
        return "shield";
    case ScopeKind::Present:
        return "present";
    case ScopeKind::Pseudo:
        return "pseudo";
    }
    return "";
}

Evidence evidenceOf(const PatternSpan &span, const QString &kind, const QString &rule)
{
    return {span.first(), span.last() - span.first() + 1, kind + u'.' + rule};
}

PatternSpan together(const PatternSpan &one, const PatternSpan &other)
{
    return {{std::min(one.first(), other.first()), std::max(one.last(), other.last())}};
}

class Surroundings
{
public:
    Surroundings(const DangerLexicon &lexicon, const Words &words);

    const QList<Mention> &mentions() const { return m_mentions; }
    std::optional<Sign> whatTakesAway(const Mention &mention) const;

private:
    void findSigns(const DangerLexicon &lexicon);
    bool reaches(const Sign &sign, const Mention &mention) const;
    bool covers(const PatternSpan &shield, const PatternSpan &mention) const;
    bool isStopped(int first, int last) const; // between these two words, both included
    bool isHereAfterAll(const Sign &sign) const;

    Reading m_reading;
    int m_barrier;
    QList<Mention> m_mentions;
    QList<Sign> m_signs;
    QList<Sign> m_present;
    QList<int> m_stops; // words
    QList<int> m_light; // words that mean nothing alone
};

Surroundings::Surroundings(const DangerLexicon &lexicon, const Words &words)
    : m_reading(lexicon.book().read(words))
    , m_barrier(lexicon.book().barrier())
{
    for (const DangerConcept &danger : lexicon.concepts())
        for (const PatternSpan &span : PatternBook::find(danger.patterns, m_reading, m_barrier))
            m_mentions << Mention{&danger, span};
    if (m_mentions.isEmpty())
        return;
    const QList<PatternSpan> &goesOn = m_reading[size_t(lexicon.goesOn())];
    for (const PatternSpan &stop : m_reading[size_t(lexicon.stops())])
        if (std::none_of(goesOn.begin(), goesOn.end(), [&](const PatternSpan &on) { return shareWords(on, stop); }))
            m_stops << stop.words;
    for (const PatternSpan &light : m_reading[size_t(lexicon.light())])
        m_light << light.words;
    findSigns(lexicon);
}

void Surroundings::findSigns(const DangerLexicon &lexicon)
{
    QList<PatternSpan> pseudo;
    for (const ScopeModifier &modifier : lexicon.modifiers())
        for (const PatternSpan &span : PatternBook::find(modifier.patterns, m_reading, m_barrier)) {
            if (modifier.kind == ScopeKind::Pseudo)
                pseudo << span;
            m_signs << Sign{&modifier, span};
        }
    const auto isNone = [&](const Sign &sign) {
        if (sign.modifier->kind == ScopeKind::Pseudo)
            return true;
        if (std::any_of(pseudo.begin(), pseudo.end(), [&](const PatternSpan &span) {
                return isWithin({{sign.span.first()}}, span.first(), span.last());
            }))
            return true;
        // The "not" of "not breathing" has done its work there and denies nothing else.
        return sign.modifier->kind == ScopeKind::Negation
            && std::any_of(m_mentions.begin(), m_mentions.end(),
                           [&](const Mention &mention) { return shareWords(mention.span, sign.span); });
    };
    m_signs.erase(std::remove_if(m_signs.begin(), m_signs.end(), isNone), m_signs.end());
    for (const Sign &sign : std::as_const(m_signs))
        if (sign.modifier->kind == ScopeKind::Present)
            m_present << sign;
}

bool Surroundings::isStopped(int first, int last) const
{
    return std::any_of(m_stops.begin(), m_stops.end(), [&](int stop) { return stop >= first && stop <= last; });
}

// "… years ago and now again" is not over, "what would you do if … because that is happening" not merely asked.
bool Surroundings::isHereAfterAll(const Sign &sign) const
{
    const ScopeKind kind = sign.modifier->kind;
    const bool isOver = kind == ScopeKind::Past || kind == ScopeKind::Resolved;
    if (!isOver && kind != ScopeKind::Hypothetical)
        return false;
    return std::any_of(m_present.begin(), m_present.end(), [&](const Sign &now) {
        if (shareWords(now.span, sign.span))
            return false;
        return now.modifier->side == ScopeSide::Anywhere || (isOver && now.span.first() > sign.span.first());
    });
}

bool Surroundings::covers(const PatternSpan &shield, const PatternSpan &mention) const
{
    bool any = false;
    for (const int word : mention.words) {
        const bool isCovered = word >= shield.first() && word <= shield.last();
        if (!isCovered && !m_light.contains(word))
            return false;
        any = any || isCovered;
    }
    return any;
}

bool Surroundings::reaches(const Sign &sign, const Mention &mention) const
{
    const PatternSpan &at = sign.span, &of = mention.span;
    const ScopeSide side = sign.modifier->side;
    if (sign.modifier->kind == ScopeKind::Shield)
        return covers(at, of);
    const ScopeKind kind = sign.modifier->kind;
    if (kind != ScopeKind::Past && shareWords(at, of))
        return false;
    if (side == ScopeSide::Anywhere)
        return true;
    if (at.last() < of.first())
        return side != ScopeSide::After && of.first() - at.last() - 1 <= sign.modifier->reach
            && !isStopped(at.last() + 1, of.first() - 1);
    if (at.first() > of.last())
        return side != ScopeSide::Before && at.first() - of.last() - 1 <= sign.modifier->reach
            && !isStopped(of.last() + 1, at.first() - 1);
    return kind != ScopeKind::Resolved; // in the midst of it: "my chest does not hurt"
}

std::optional<Sign> Surroundings::whatTakesAway(const Mention &mention) const
{
    for (const Sign &sign : m_signs) {
        const ScopeKind kind = sign.modifier->kind;
        if (kind == ScopeKind::Present || mention.danger->defies.contains(kind) || !reaches(sign, mention))
            continue;
        if (!isHereAfterAll(sign))
            return sign;
    }
    return std::nullopt;
}

} // namespace

DangerFinding judgeByRules(const DangerLexicon &lexicon, const Words &words)
{
    const Surroundings surroundings(lexicon, words);
    DangerFinding finding;
    const auto add = [](QList<Evidence> &list, const Evidence &evidence) {
        if (!list.contains(evidence))
            list << evidence;
    };
    QString mentioned;
    for (const Mention &mention : surroundings.mentions()) {
        const DangerConcept &danger = *mention.danger;
        if (const auto sign = surroundings.whatTakesAway(mention)) {
            add(finding.explainsAway,
                evidenceOf(sign->span, QString::fromLatin1(kindName(sign->modifier->kind)), sign->modifier->rule));
            add(finding.setAside, evidenceOf(together(mention.span, sign->span), danger.category, danger.rule));
            if (mentioned.isEmpty())
                mentioned = danger.category;
            continue;
        }
        add(finding.evidence, evidenceOf(mention.span, danger.category, danger.rule));
        if (danger.level > finding.level) {
            finding.level = danger.level;
            finding.category = danger.category;
            finding.decidedBy = DangerJudge::Rules;
        }
    }
    if (finding.level == DangerLevel::None) {
        finding.category = mentioned;
        if (!finding.explainsAway.isEmpty())
            finding.decidedBy = DangerJudge::Rules;
    }
    return finding;
}

} // namespace nightbell
