// What callers may say, as rules: "(a|b|) {rule}" is a choice, perhaps of nothing, and another rule by its name. The
// same rules are a grammar for the ear, and sentences for the language model to learn from. A rule speaks only of rules
// that stand before it, so that none can speak of itself.
#pragma once

#include "result.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

namespace nightbell {

inline constexpr qsizetype answerCharactersAtMost = 20'000; // of one line
inline constexpr int answerRulesAtMost = 4'000;

struct Saying
{
    enum class Kind { Word, Sequence, Choice, Rule };
    Kind kind = Kind::Sequence;
    QString text; // of a word; of a rule its name
    QList<Saying> parts;
};

class AnswerRules
{
public:
    Result<> read(const QByteArray &lines);                   // name TAB phrase; "#" begins a remark
    Result<> add(const QString &name, QStringView phrase);    // one more way of that rule
    void addPlain(const QString &name, const QString &words); // taken literally, whatever signs it holds

    Result<Saying> parse(QStringView phrase) const; // of the rules known by now
    bool has(const QString &name) const { return m_places.contains(name); }
    int size() const { return int(m_rules.size()); }

    QStringList wording(const Saying &phrase, quint32 turn) const; // without chance: the same turn, the same words
    QStringList wording(const QString &rule, quint32 turn) const;
    void gatherWords(const QString &rule, QSet<QString> &words) const; // every word that it may come to

    // What is said after a question, with what can always be said; extra: further answers, as words.
    QByteArray jsgf(const QString &rule, const QList<QStringList> &extra, const QString &always) const;

private:
    struct Rule
    {
        QString name;
        QList<Saying> ways;
    };
    const Rule *rule(const QString &name) const;
    void say(const Saying &phrase, quint32 &chance, QStringList &words) const;
    void gather(const QString &name, QSet<QString> &words, QSet<QString> &seen) const;
    void writeWithWhatItNeeds(const QString &name, QByteArray &text, QSet<QString> &written) const;

    QList<Rule> m_rules;
    QHash<QString, qsizetype> m_places;
};

} // namespace nightbell
