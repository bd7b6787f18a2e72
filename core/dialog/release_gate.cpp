#include "dialog/release_gate.h"

#include "dialog/words.h"

#include <QRegularExpression>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

struct Rule
{
    QRegularExpression says; // of a sentence in lower case
    Withheld why;
    QList<ActProof> receipts; // one of these makes it true; none: never said
};

QRegularExpression pattern(const char *text)
{
    return QRegularExpression(QString::fromLatin1(text), QRegularExpression::DontCaptureOption);
}

const QList<Rule> &rules()
{
    using enum Withheld;
    static const QList<Rule> all{
        {pattern(
             R"(\b(you are|you're|you're all|it is|it's|that is|that's|(appointment|visit) (is|has been)|i've|i have|we have|we've)( now| all)? (booked|scheduled|set up|reserved)\b)"),
         PromiseWithoutReceipt,
         {ActProof::Booked, ActProof::Moved}},
        {pattern(
             R"(\b(it is|it's|that is|that's|(appointment|visit) (is|has been)|i've|i have|we have|we've)( now| all)? (moved|rescheduled|changed)\b)"),
         PromiseWithoutReceipt,
         {ActProof::Moved}},
        {pattern(
             R"(\b(it is|it's|that is|that's|(appointment|visit) (is|has been)|i've|i have|we have|we've)( now| all)? cancell?ed\b)"),
         PromiseWithoutReceipt,
         {ActProof::Cancelled}},
        {pattern(
             R"(\b(you are|you're|it is|it's|(appointment|visit) (is|has been)|i've|i have)( now| all)? confirmed\b)"),
         PromiseWithoutReceipt,
         {ActProof::Booked, ActProof::Moved, ActProof::Confirmed}},
        {pattern(
             R"(\b(i|we)('ve| have)( just| now)? (taken|left|sent|stored|passed( on)?|given|noted|told)\b.*\b(messages?|requests?|doctor|nurse|team|manager|desk)\b)"),
         PromiseWithoutReceipt,
         {ActProof::Message}},
        {pattern(R"(\b(i am|i'm|we are|we're)( now)? (connecting|transferring|putting) you\b)"),
         PersonNotThere,
         {ActProof::Person}},
        {pattern(
             R"(\b(call|ring|phone|contact|get back to) (you|her|him|them)( back)?( again)?( (today|tomorrow))? ((in|within) (the next )?\S+ ?(\S+ )?(minutes?|hours?)|(at|by|before) (\d|noon|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)))"),
         HourPromised,
         {}},
        {pattern(
             R"(\b(refill|prescription|medication|medicine|tablets?|insulin)( \w+)? (will be|has been|have been|is|are)( being| now)? (sent|filled|ready|approved|refilled|called in|renewed|authori[sz]ed)\b)"),
         PrescriptionPromised,
         {}},
        {pattern(
             R"(\b(you|he|she|they) (should|can|could|may|must|need to|ought to)( just| safely| also| always)? (take|double|skip|stop taking|increase|reduce|halve)\b)"),
         Advice,
         {}},
        {pattern(
             R"(\bit('s| is)( perfectly| usually| generally)? (safe|fine|okay|ok) to (take|skip|double|wait|stop|use)\b)"),
         Advice,
         {}},
        {pattern(
             R"(\b(you|he|she) (probably|likely|certainly|definitely) (have|has)\b|\b(it|that|this) sounds like (you have|an? (infection|flu|cold|virus|stroke|migraine|allergy))\b|\bnothing to worry about\b)"),
         Advice,
         {}},
        {pattern(
             R"(\b(results?|biopsy|labs?|test|scan|x-?ray)\b[\w ]{0,16} (is|are|was|were|came back|come back|shows?|looks?)( all| completely)? (normal|negative|positive|abnormal|clear|fine|good|bad|benign|malignant)\b)"),
         Results,
         {}},
        {pattern(
             R"(\b(my|the) (system )?(prompt|instructions?) (is|are|say|says|read|tell)\b|\bi (was|am|have been) (told|instructed|programmed) to\b)"),
         Orders,
         {}},
        {pattern(
             R"(\bi('m| am)( actually| indeed)? (a |an )?(real|live|actual) ?(human|person)\b|\bi('m| am)( actually| indeed| really)? (a |an )?(human|person)\b|\bi('m| am) not (a|an) (robot|machine|bot|computer|ai)\b)"),
         Human,
         {}},
    };
    return all;
}

// "You are not booked", "once it is booked": no promise at all. What may never be said is excused by a denial alone,
// and by one that stands before it: "I am not a robot" claims something, "I cannot say that it is safe to take" does
// not.
bool isTakenBack(const QString &sentence, const Rule &rule, const QRegularExpressionMatch &said)
{
    static const QRegularExpression denial = pattern(R"(\b(not|no|never|cannot|unable|nothing|nobody)\b|n't\b)");
    static const QRegularExpression condition = pattern(R"(\b(once|when|if|whether|until)\b)");
    if (rule.receipts.isEmpty())
        return denial.match(sentence.left(said.capturedStart())).hasMatch();
    return denial.match(sentence).hasMatch() || condition.match(sentence).hasMatch();
}

// Whose appointments were found, before it is known who asks.
bool tellsOfPatient(const QString &sentence, const DialogState &state)
{
    if (state.identity == Identity::Verified)
        return false;
    const Words said = wordsOf(sentence);
    return std::ranges::any_of(state.found, [&](const Appointment &each) {
        const Words name = wordsOf(each.patient.name.reveal());
        return !name.isEmpty() && each.patient.name != state.known.value(keyOf(Slot::Name)).value
            && std::ranges::any_of(said, [&](const Word &word) { return word.text == name.last().text; });
    });
}

Withheld judge(const QString &sentence, const DialogState &state)
{
    const QString lower = QString(sentence).replace(u'’', u'\'').toLower();
    if (tellsOfPatient(lower, state))
        return Withheld::PrivateFact;
    if (sentence.trimmed().endsWith(u'?'))
        return Withheld::None;
    for (const Rule &rule : rules())
        if (const auto said = rule.says.match(lower); said.hasMatch() && !isTakenBack(lower, rule, said)
            && std::ranges::none_of(rule.receipts, [&](ActProof each) { return state.receipts.contains(each); }))
            return rule.why;
    return Withheld::None;
}

// A title's full stop, or one between figures, ends no sentence.
QStringList sentencesOf(const QString &words)
{
    static const QRegularExpression end(uR"((?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bSt\.)(?<=[.!?])\s+)"_s);
    return words.split(end, Qt::SkipEmptyParts);
}

} // namespace

Gated released(const QString &words, const DialogState &state)
{
    Gated gated;
    QStringList fine;
    for (const QString &sentence : sentencesOf(words)) {
        const Withheld why = judge(sentence, state);
        if (why == Withheld::None)
            fine << sentence;
        else
            gated.withheld << why;
    }
    gated.words = gated.withheld.isEmpty() ? words : fine.join(u' ');
    return gated;
}

ActProof proofOf(NodeKind act)
{
    switch (act) {
    case NodeKind::Book:
        return ActProof::Booked;
    case NodeKind::Move:
        return ActProof::Moved;
    case NodeKind::Cancel:
        return ActProof::Cancelled;
    default:
        return ActProof::Confirmed;
    }
}

} // namespace nightbell
