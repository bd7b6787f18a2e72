// The words of danger and of what takes danger away, as data: resources/language/en/danger. They are built in and can
// be added to; there is no way to take one out.
#pragma once

#include "dialog/danger.h"
#include "dialog/danger_pattern.h"
#include "dialog/misheard.h"

#include <QSet>

namespace nightbell {

inline constexpr int clinicKeywordsAtMost = 200;

// What stands near a mention of danger and may take it away (or give it back).
enum class ScopeKind {
    Negation,     // "no", "do not have"
    Past,         // "five years ago"
    Resolved,     // "went away", "is fine now"
    Hypothetical, // "what are the signs of", "if anybody ever"
    Shield,       // an idiom, a name of something harmless: all of its words mean no danger
    Present,      // "again", "right now": what is past is back
    Pseudo,       // looks like one of the others and is none: "not only", "no idea why"
};

enum class ScopeSide { Before, After, Around, Anywhere }; // where it stands, seen from the mention

struct DangerConcept
{
    DangerLevel level = DangerLevel::Urgent;
    QString category;
    QString rule;
    QSet<ScopeKind> defies;     // which of them cannot take it away
    bool defiesPhrases = false; // nor can the statistical model, however sure it is of a routine call
    QList<Pattern> patterns;
};

struct ScopeModifier
{
    ScopeKind kind = ScopeKind::Negation;
    ScopeSide side = ScopeSide::Before;
    int reach = 0; // words between it and the mention, at most
    QString rule;
    QList<Pattern> patterns;
};

inline size_t qHash(ScopeKind kind, size_t seed = 0) { return ::qHash(int(kind), seed); }

class DangerLexicon
{
public:
    struct Texts // tab-separated; a line that begins with # is a remark
    {
        QByteArray groups;    // name, patterns
        QByteArray concepts;  // level, category, rule, what it defies (or -), patterns
        QByteArray modifiers; // kind, side, reach, rule, patterns
    };
    static Result<DangerLexicon> fromTexts(const Texts &texts); // Invalid: the detail names file and line
    static const DangerLexicon &builtIn();

    // Words of a clinic: an urgent matter wherever they are said. What is no words, or beyond the limit, is counted.
    DangerLexicon with(const QStringList &clinicWords, int *leftOut = nullptr) const;

    const QList<DangerConcept> &concepts() const { return m_concepts; }
    const QList<ScopeModifier> &modifiers() const { return m_modifiers; }
    const PatternBook &book() const { return m_book; }
    const Spellings &spellings() const { return m_spellings; }
    bool defiesPhrases(const QString &rule) const { return m_defiesPhrases.contains(rule); } // "cardiac.chest_pain"
    bool hintsAtCrisis(const Words &said) const; // has a word that crises are told in
    int stops() const { return m_stops; }        // group @stop: no scope goes beyond
    int goesOn() const { return m_goesOn; }      // group @goes_on: a stop inside of it is none
    int light() const { return m_light; }        // group @light: words that mean nothing alone

private:
    Result<> readGroup(const QStringList &columns);
    Result<> readConcept(const QStringList &columns);
    Result<> readModifier(const QStringList &columns);
    Result<QList<Pattern>> readPatterns(const QString &column);

    PatternBook m_book;
    QList<DangerConcept> m_concepts;
    QList<ScopeModifier> m_modifiers;
    Spellings m_spellings;
    QSet<QString> m_defiesPhrases;
    QSet<QString> m_hints;
    int m_stops = -1;
    int m_goesOn = -1;
    int m_light = -1;
};

} // namespace nightbell
