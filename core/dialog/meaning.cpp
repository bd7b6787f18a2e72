#include "dialog/meaning.h"

#include "dialog/clauses.h"
#include "dialog/phrase_book.h"
#include "dialog/phrase_model.h"
#include "dialog/question.h"
#include "dialog/said_answer.h"
#include "dialog/said_birth_date.h"
#include "dialog/said_phone.h"

#include <algorithm>

namespace nightbell {

namespace {

using Shares = std::array<float, intentCount>;

constexpr float ruleWeight = 6;    // how much likelier an answer is where a reader of answers found one
constexpr float clauseSure = 0.6F; // from here a clause's own intent counts
constexpr float clauseShare = 0.5F;
constexpr float besideAtLeast = 0.2F; // of a second intent
constexpr int shortAnswer = 7;        // words

const PhraseModel &model()
{
    static const PhraseModel made = [] {
        PhraseModel built = PhraseModel::builtIn(QStringLiteral("intents"));
        Q_ASSERT(built.labels().size() == intentCount);
        return built;
    }();
    return made;
}

Shares judged(const Words &said, const Words &asked)
{
    const auto scores = model().judge(said, asked);
    Shares shares{};
    for (size_t i = 0; i < scores.size(); ++i)
        if (const auto intent = intentNamed(model().labels()[qsizetype(i)]))
            shares[size_t(*intent)] = scores[i];
    return shares;
}

float &of(Shares &shares, Intent intent) { return shares[size_t(intent)]; }

Intent best(const Shares &shares) { return Intent(std::max_element(shares.begin(), shares.end()) - shares.begin()); }

void makeWhole(Shares &shares)
{
    float sum = 1e-9F;
    for (const float share : shares)
        sum += share;
    for (float &share : shares)
        share /= sum;
}

bool isManners(Intent intent)
{
    return intent == Intent::Affirm || intent == Intent::Deny || intent == Intent::Goodbye || intent == Intent::Repeat
        || intent == Intent::ProvideInfo || intent == Intent::OutOfScope;
}

// What the readers of answers find in the light of the question; the statistical judgement stays in the balance.
void weighAnswer(Shares &shares, const Words &said, const Words &asked)
{
    const QuestionKind question = questionKindOf(asked);
    if (question == QuestionKind::YesNo && said.size() <= shortAnswer) {
        const SaidAnswer answer = saidAnswer(said, asked);
        if (answer.sort == SaidAnswer::Sort::Yes)
            of(shares, Intent::Affirm) *= ruleWeight;
        if (answer.sort == SaidAnswer::Sort::No)
            of(shares, Intent::Deny) *= ruleWeight;
    }
    const bool birth = question == QuestionKind::Birth
        && saidBirthDate(said, QDate(2100, 1, 1), DateOrder::MonthFirst).date.has_value();
    const bool number = question == QuestionKind::Number && !saidPhone(said, QStringLiteral("US")).digits.isEmpty();
    if (birth || number)
        of(shares, Intent::ProvideInfo) *= ruleWeight;
    makeWhole(shares);
}

// Who says "cancel" hardly ever wants to book just that.
void weighPlainWords(Shares &shares, const Words &said)
{
    static const WordSet cancelling("cancel cancelling canceling");
    if (std::ranges::any_of(said, [](const Word &word) { return cancelling.has(word.text); }))
        of(shares, Intent::Cancel) *= ruleWeight;
    makeWhole(shares);
}

struct Part
{
    Intent intent;
    Clause clause;
    float share;
};

QList<Part> sureParts(const Words &said, const Words &asked)
{
    QList<Part> parts;
    const QList<Clause> clauses = clausesOf(said);
    for (const Clause &clause : clauses) {
        if (clauses.size() < 2)
            break;
        Shares shares = judged(said.mid(clause.first, clause.count), asked);
        const Intent intent = best(shares);
        if (of(shares, intent) >= clauseSure && !isManners(intent))
            parts << Part{intent, clause, of(shares, intent)};
    }
    return parts;
}

Meant meantBy(Intent intent, float confidence, const Words &said, const Words &asked)
{
    return {intent, confidence, model().evidence(int(model().labels().indexOf(nameOf(intent))), said, asked)};
}

} // namespace

Meaning understand(const Words &said, const Words &asked, Danger danger)
{
    if (said.isEmpty())
        return {{Meant{Intent::Repeat, 0, {}}}};
    Shares shares = judged(said, asked);
    weighAnswer(shares, said, asked);
    weighPlainWords(shares, said);
    for (const Part &part : sureParts(said, asked))
        of(shares, part.intent) += clauseShare * part.share;
    if (danger == Danger::RuledOut)
        for (const Intent grave : {Intent::Emergency, Intent::Crisis, Intent::Urgent})
            of(shares, grave) = 0;
    makeWhole(shares);

    Meaning meaning{{meantBy(best(shares), of(shares, best(shares)), said, asked)}};
    for (size_t i = 0; i < shares.size(); ++i)
        if (const Intent intent = Intent(i);
            intent != best(shares) && shares[i] >= besideAtLeast && !isManners(intent) && !isManners(best(shares)))
            meaning.meant << meantBy(intent, shares[i], said, asked);
    const bool severalRequests = clausesOf(said).size() > 1; // else they are two readings of one
    const float most = meaning.first().confidence;
    const auto rank = [&](const Meant &meant) {
        return severalRequests && 2 * meant.confidence >= most ? urgencyOf(meant.intent) : -1;
    };
    std::stable_sort(meaning.meant.begin(), meaning.meant.end(), [&](const Meant &a, const Meant &b) {
        return rank(a) != rank(b) ? rank(a) > rank(b) : a.confidence > b.confidence;
    });
    return meaning;
}

Meaning ledBy(const Meant &danger, const Meaning &meaning)
{
    Meaning led{{danger}};
    for (const Meant &meant : meaning.meant)
        if (meant.intent != danger.intent)
            led.meant << meant;
    return led;
}

} // namespace nightbell
