#include "dialog/tripwire.h"

#include "dialog/danger_rules.h"
#include "dialog/danger_words.h"
#include "dialog/question.h"

#include <algorithm>

namespace nightbell {

namespace {

// Set on the sentences of tests/dialog/sets: routine calls hardly ever reach `dangerous`, nineteen in
// twenty dangers do. The model hears words, not their scope: where a rule sets a mention aside it must be surer.
constexpr float dangerous = 0.40F, critical = 0.28F, dangerousThoughOver = 0.80F, dangerousThoughIdiom = 0.72F,
                dangerousThoughDenied = 0.96F, routineThoughUrgent = 0.20F, routineThoughGrave = 0.10F,
                routineAround = 0.50F, graveThoughUrgent = 0.45F, dangerousPart = 0.80F, dangerousGlimpse = 0.90F,
                crisisWithoutHint = 0.80F, dangerousReply = 0.90F;
constexpr int wordsAround = 6; // a mention, for the model to hear it without the rest of a long story
constexpr int glimpseWords = 12, glimpseStep = 8, glimpsesAtMost = 3; // a story's danger is thinned by the rest of it
constexpr int shortReply = 8;  // to a question: rules hear danger in it, and the model only when it is all but certain
constexpr int shortAnswer = 6; // words of a name, a birth date, a number
constexpr int wordsForAlone = 4; // fewer say too little to be judged by their likeness, a few more next to nothing

const QStringList yesWords{QStringLiteral("yes"),   QStringLiteral("yeah"), QStringLiteral("yep"),
                           QStringLiteral("yup"),   QStringLiteral("ya"),   QStringLiteral("aye"),
                           QStringLiteral("si"),    QStringLiteral("sure"), QStringLiteral("correct"),
                           QStringLiteral("right"), QStringLiteral("mhm"),  QStringLiteral("definitely")};
const QStringList yesPhrases{QStringLiteral("i am"),         QStringLiteral("he is"),     QStringLiteral("she is"),
                             QStringLiteral("i do"),         QStringLiteral("i have"),    QStringLiteral("he does"),
                             QStringLiteral("she does"),     QStringLiteral("it is"),     QStringLiteral("it does"),
                             QStringLiteral("a little"),     QStringLiteral("a bit"),     QStringLiteral("kind of"),
                             QStringLiteral("sort of"),      QStringLiteral("sometimes"), QStringLiteral("i think so"),
                             QStringLiteral("a lot"),        QStringLiteral("very much"), QStringLiteral("uh huh"),
                             QStringLiteral("im afraid so"), QStringLiteral("they are"),  QStringLiteral("has been")};

DangerLevel levelNamed(const QString &name)
{
    for (const DangerLevel level : {DangerLevel::Urgent, DangerLevel::Crisis, DangerLevel::Emergency})
        if (name == levelId(level))
            return level;
    return DangerLevel::None;
}

float likelihoodNeeded(qsizetype words)
{
    return words <= 4 ? 0.90F : words <= 6 ? 0.66F : words <= 8 ? 0.60F : dangerous;
}

float likelihoodNeeded(const DangerFinding &finding, qsizetype words)
{
    float needed = likelihoodNeeded(words);
    for (const Evidence &reason : finding.explainsAway) {
        const bool isDenied = reason.rule.startsWith(QLatin1String("negation.")),
                   isIdiom = reason.rule.startsWith(QLatin1String("shield."));
        needed = std::max(needed,
                          isDenied      ? dangerousThoughDenied
                              : isIdiom ? dangerousThoughIdiom
                                        : dangerousThoughOver);
    }
    return needed;
}

bool isNameOrNumber(const Words &said, const Words &asked)
{
    if (said.size() > shortAnswer)
        return false;
    const QuestionKind kind = questionKindOf(asked);
    return kind == QuestionKind::Name || kind == QuestionKind::Birth || kind == QuestionKind::Number;
}

struct Part
{
    Words words;
    float needed = 0; // likelihood
};

// "No chest pain just this pressure in the middle": what was denied is not all that was said; what follows a "but"
// counts for itself, and so does each stretch of a long story.
QList<Part> partsOf(const Words &said, const DangerFinding &finding)
{
    Words rest;
    for (int i = 0; i < said.size(); ++i)
        if (std::none_of(finding.setAside.begin(), finding.setAside.end(), [i](const Evidence &mention) {
                return i >= mention.first && i < mention.first + mention.count;
            }))
            rest << said[i];
    QList<Part> parts;
    const bool isDenied =
        std::any_of(finding.explainsAway.begin(), finding.explainsAway.end(),
                    [](const Evidence &reason) { return reason.rule.startsWith(QLatin1String("negation.")); });
    if (isDenied && rest.size() < said.size())
        parts << Part{rest, dangerousPart};
    for (qsizetype i = rest.size() - 1; i > 0; --i)
        if (rest[i - 1].text == u"but") {
            parts << Part{rest.mid(i), dangerousPart};
            break;
        }
    qsizetype from = rest.size() - glimpseWords; // the latest words first
    for (int glimpse = 0; glimpse < glimpsesAtMost && from > glimpseStep; ++glimpse, from -= glimpseStep)
        parts << Part{rest.mid(from, glimpseWords), dangerousGlimpse};
    return parts;
}

bool affirms(const Words &said)
{
    if (said.isEmpty() || said.size() > 8)
        return false;
    const QString all = joined(said);
    if (all.startsWith(QLatin1String("no")) || all.contains(QLatin1String(" not")))
        return false;
    return yesWords.contains(said.first().text)
        || std::any_of(yesPhrases.begin(), yesPhrases.end(),
                       [&](const QString &phrase) { return all.startsWith(phrase); });
}

// "Do you have chest pain?" as the caller would say it: "have chest pain".
Words asStatement(const Words &question)
{
    Words statement = question.mid(2);
    for (Word &word : statement) {
        if (word.text == u"you")
            word.text = QStringLiteral("i");
        else if (word.text == u"your")
            word.text = QStringLiteral("my");
        else if (word.text == u"yourself")
            word.text = QStringLiteral("myself");
    }
    return statement;
}

} // namespace

Tripwire::Tripwire(DangerLexicon lexicon, PhraseModel model)
    : m_lexicon(std::move(lexicon))
    , m_model(std::move(model))
    , m_misheard(m_lexicon.spellings())
{
    for (const QString &label : m_model.labels())
        m_levels << levelNamed(label);
}

Tripwire Tripwire::builtIn(const QStringList &clinicWords)
{
    return {DangerLexicon::builtIn().with(clinicWords), PhraseModel::builtIn(QStringLiteral("danger_phrases"))};
}

Tripwire::Likelihood Tripwire::likelihoodOf(const Words &said) const
{
    Likelihood found;
    const std::vector<float> shares = m_model.judge(said);
    float best = -1, ofLevel[4]{};
    for (qsizetype label = 0; label < m_levels.size(); ++label) {
        const float share = shares[size_t(label)];
        ofLevel[int(m_levels[label])] += share;
        if (m_levels[label] != DangerLevel::None && share > best)
            best = share, found.label = int(label);
    }
    const float emergency = ofLevel[int(DangerLevel::Emergency)], crisis = ofLevel[int(DangerLevel::Crisis)];
    found.critical = emergency + crisis;
    found.any = found.critical + ofLevel[int(DangerLevel::Urgent)];
    found.level = emergency >= crisis ? DangerLevel::Emergency : DangerLevel::Crisis;
    return found;
}

// What rules found stands, but for a manner of speaking that no rule knows: there the model has to be all but certain
// of the whole, and the words around each mention must rather be routine. Some mentions it can never overrule.
void Tripwire::weigh(DangerFinding &finding, const Likelihood &likely, const Words &said) const
{
    const bool isGrave = finding.level != DangerLevel::Urgent;
    const float routine = isGrave ? routineThoughGrave : routineThoughUrgent,
                around = isGrave ? routineAround : routineThoughUrgent;
    if (!isGrave && likely.critical >= graveThoughUrgent) {
        finding.level = likely.level;
        finding.decidedBy = DangerJudge::Phrases;
        return;
    }
    const bool isOverruled =
        likely.any < routine
        && std::all_of(finding.evidence.begin(), finding.evidence.end(), [&](const Evidence &mention) {
               const int first = std::max(0, mention.first - wordsAround);
               return !m_lexicon.defiesPhrases(mention.rule)
                   && likelihoodOf(said.mid(first, mention.first + mention.count + wordsAround - first)).any < around;
           });
    if (!isOverruled)
        return;
    finding.level = DangerLevel::None;
    finding.decidedBy = DangerJudge::Phrases;
    for (Evidence mention : std::exchange(finding.evidence, {})) {
        mention.rule = QStringLiteral("phrases.routine");
        finding.explainsAway << mention;
    }
}

void Tripwire::hearPhrases(DangerFinding &finding, const Words &said, float atLeast) const
{
    Likelihood likely = likelihoodOf(said);
    finding.likelihood = likely.any;
    if (said.size() < wordsForAlone)
        return;
    if (finding.level != DangerLevel::None) {
        weigh(finding, likely, said);
        return;
    }
    if (likely.any < std::max(atLeast, likelihoodNeeded(finding, said.size()))) {
        const QList<Part> parts = partsOf(said, finding);
        const auto part = std::find_if(parts.begin(), parts.end(), [&](const Part &each) {
            likely = each.words.size() < wordsForAlone ? Likelihood() : likelihoodOf(each.words);
            return likely.any >= std::max({atLeast, each.needed, likelihoodNeeded(each.words.size())});
        });
        if (part == parts.end())
            return;
    }
    const DangerLevel level = likely.critical >= critical ? likely.level : DangerLevel::Urgent;
    if (level == DangerLevel::Crisis && likely.any < crisisWithoutHint && !m_lexicon.hintsAtCrisis(said))
        return; // who "he" and "my son" are is no crisis
    finding.level = level;
    if (finding.category.isEmpty())
        finding.category = QStringLiteral("unclear");
    finding.decidedBy = DangerJudge::Phrases;
    finding.evidence << m_model.evidence(likely.label, said);
}

std::optional<DangerFinding> Tripwire::affirmed(const Words &said, const Words &asked) const
{
    if (asked.isEmpty() || !affirms(said))
        return std::nullopt;
    DangerFinding question = judgeByRules(m_lexicon, asStatement(asked));
    if (question.level == DangerLevel::None)
        return std::nullopt;
    question.evidence = {{0, int(said.size()), QStringLiteral("affirmed.") + question.evidence.value(0).rule}};
    question.explainsAway.clear();
    return question;
}

DangerFinding Tripwire::judge(const Words &said, const Words &asked) const
{
    // What only sounds like a danger, or is only like one, is the name or the number that was asked for.
    const bool answers = isNameOrNumber(said, asked);
    const Words words = answers ? said : heard(said);
    DangerFinding finding = judgeByRules(m_lexicon, words);
    if (!answers || finding.level != DangerLevel::None)
        hearPhrases(finding, words, !asked.isEmpty() && said.size() <= shortReply ? dangerousReply : 0);
    if (const auto yes = affirmed(said, asked); yes && yes->level > finding.level)
        return *yes;
    return finding;
}

DangerFinding Tripwire::judgeByRulesAlone(const Words &said) const { return judgeByRules(m_lexicon, heard(said)); }

Words Tripwire::heard(const Words &said) const
{
    return m_misheard.mended(
        said, [this](const QString &word) { return m_lexicon.book().names(word) || m_model.knows(word); });
}

} // namespace nightbell
