// A pattern of words, as the lexicon of danger writes it:
//   chest        the word              bleed*    every word that begins so      @pain    any pattern of that group
//   a|b_c|@pain  "a", or "b c", or …   my?       may be left out                ..3      up to three words between
//   a & b        both, in either order, with up to five words between
// Everything that may be matched has a number; a Reading is the list of places where each number was found.
#pragma once

#include "dialog/words.h"
#include "result.h"

#include <QHash>

#include <vector>

namespace nightbell {

inline constexpr int patternGapAtMost = 12;   // words between two elements
inline constexpr int patternSpansAtMost = 64; // places of one group or concept in one utterance

struct PatternElement
{
    int symbol = 0;
    int gap = 0; // words that may stand before it
    bool optional = false;
};

using Pattern = QList<PatternElement>;

struct PatternSpan
{
    QList<int> words; // that were matched, ascending; those between them were skipped
    int first() const { return words.first(); }
    int last() const { return words.last(); }
    bool operator==(const PatternSpan &) const = default;
};

using Reading = std::vector<QList<PatternSpan>>; // by symbol

class PatternBook
{
public:
    // A group must be written before the patterns that name it, and once.
    Result<> addGroup(const QString &name, const QStringList &patterns);
    Result<QList<Pattern>> read(QStringView pattern);
    int groupCalled(const QString &name) const { return m_names.value(u'@' + name, -1); }

    bool names(const QString &word) const { return m_names.contains(word); }

    Reading read(const Words &words) const;
    static QList<PatternSpan> find(const QList<Pattern> &patterns, const Reading &reading, int barrier);
    void setBarrier(int group) { m_barrier = group; } // no gap leaps over its words
    int barrier() const { return m_barrier; }

private:
    Result<int> symbolOf(const QString &text);
    Result<int> anyOf(const QStringList &alternatives);
    Result<Pattern> readSequence(const QStringList &tokens);
    int number(const QString &name);

    struct Group
    {
        int symbol = 0;
        QList<Pattern> patterns;
    };
    QHash<QString, int> m_names; // "chest", "bleed*", "@pain", "a|b"
    QList<Group> m_groups;       // in the order in which they can be read
    int m_barrier = -1;
    int m_shortestStem = wordCharactersAtMost;
};

} // namespace nightbell
