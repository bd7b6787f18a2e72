// The clinic's own questions and answers, found by what a caller's question is about. Knows when it does not know: a
// question whose telling words are not among the clinic's has no answer.
#pragma once

#include "clinic/organisation.h"
#include "dialog/words.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace nightbell {

struct FoundAnswer
{
    QString topic;
    QString answer;
    double likeness = 0; // 0 to 1
    bool operator==(const FoundAnswer &) const = default;
};

class Knowledge
{
public:
    explicit Knowledge(const QList<ClinicAnswer> &answers);

    std::optional<FoundAnswer> find(const Words &question) const;

private:
    struct Way // of asking for an answer
    {
        int answer = 0;
        QSet<QString> stems;
    };
    double tells(const QString &stem) const; // how much a word says about which answer is meant
    double likeness(const QSet<QString> &asked, const QSet<QString> &way) const;

    QList<ClinicAnswer> m_answers;
    QList<Way> m_ways;
    QHash<QString, int> m_answersWith; // a stem
};

// What an English word has in common with its other forms; empty for words that say nothing by themselves.
QString stemOf(const QString &word);

} // namespace nightbell
