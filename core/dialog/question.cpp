#include "dialog/question.h"

#include <QSet>

namespace nightbell {

namespace {

using WordSet = QSet<QString>;

WordSet setOf(const char *words)
{
    const QStringList list = QString::fromLatin1(words).split(u' ');
    return {list.begin(), list.end()};
}

bool anyOf(const Words &words, const WordSet &wanted)
{
    return std::any_of(words.begin(), words.end(), [&](const Word &word) { return wanted.contains(word.text); });
}

// The last clause is the question; what stands before it ("You are down for Monday.") leads up to it.
Words lastClause(const Words &asked)
{
    qsizetype from = 0;
    for (qsizetype i = 0; i + 2 < asked.size(); ++i) // one word behind a comma ("…, correct?") is no clause of its own
        if (asked[i].pauseAfter)
            from = i + 1;
    return asked.mid(from);
}

bool says(const Words &words, const char *phrase)
{
    return (u' ' + joined(words) + u' ').contains(u' ' + QString::fromLatin1(phrase) + u' ');
}

bool asksYesNo(const Words &clause)
{
    static const WordSet openers = setOf("is are am was were do does did would will shall can could should have has "
                                         "had may might isnt arent dont doesnt wont shouldnt ok okay so and or"),
                         tags = setOf("correct right ok okay");
    return openers.contains(clause.first().text) || tags.contains(clause.last().text) || says(clause, "is that right");
}

} // namespace

QuestionKind questionKindOf(const Words &asked)
{
    if (asked.isEmpty())
        return QuestionKind::None;
    static const WordSet birth = setOf("birth birthday birthdate born dob"),
                         name = setOf("name surname spell spelling"), number = setOf("phone number mobile cell"),
                         when = setOf("when day date time morning"),
                         reason = setOf("reason why about bring brings regarding"),
                         which = setOf("which what who whom where");
    const Words clause = lastClause(asked);
    if (says(clause, "anything else") || says(clause, "something else"))
        return QuestionKind::More;
    if (says(clause, "help you") || says(clause, "i help") || says(clause, "do for you"))
        return QuestionKind::Help;
    if (asksYesNo(clause)) {
        static const WordSet request = setOf("can could may would will");
        const bool requests = request.contains(clause.first().text)
            && (says(clause, "have your") || says(clause, "give me") || says(clause, "tell me")
                || says(clause, "spell"));
        if (!requests)
            return says(clause, "or") ? QuestionKind::Offer : QuestionKind::YesNo;
    }
    if (anyOf(clause, birth))
        return QuestionKind::Birth;
    if (anyOf(clause, name))
        return QuestionKind::Name;
    if (anyOf(clause, number))
        return QuestionKind::Number;
    if (says(clause, "or"))
        return QuestionKind::Offer;
    if (anyOf(clause, when))
        return QuestionKind::When;
    if (anyOf(clause, reason))
        return QuestionKind::Reason;
    return anyOf(clause, which) ? QuestionKind::Which : QuestionKind::Other;
}

} // namespace nightbell
