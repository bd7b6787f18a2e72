#include "dialog/danger_watch.h"

#include <algorithm>

namespace nightbell {

namespace {

constexpr int fragmentWordsAtMost = 12; // a longer turn says on its own what it has to say

DangerLevel gravest(const QHash<QString, DangerLevel> &known)
{
    DangerLevel level = DangerLevel::None;
    for (const DangerLevel one : known)
        level = std::max(level, one);
    return level;
}

} // namespace

void DangerWatch::asked(const QString &question) { m_question = wordsOf(question); }

DangerWatch::Judged DangerWatch::judge(const Words &said, bool isFinal) const
{
    const Words heard = isFinal ? said : said.mid(std::max<qsizetype>(0, said.size() - watchedWordsAtMost));
    Judged judged{m_tripwire.judge(heard, m_question)};
    if (said.size() > fragmentWordsAtMost || judged.finding.level == DangerLevel::Emergency || m_turns.isEmpty())
        return judged;
    Words together = said;
    for (auto turn = m_turns.crbegin(); turn != m_turns.crend(); ++turn) {
        if (turn->size() > fragmentWordsAtMost || together.size() + turn->size() > watchedWordsAtMost)
            break;
        together = *turn + together;
    }
    const int before = int(together.size() - said.size());
    if (before == 0)
        return judged;
    const DangerFinding sum = m_tripwire.judgeByRulesAlone(together);
    // What the earlier turns said alone has been judged: only what reaches into this one is news.
    const bool reachesHere = std::any_of(sum.evidence.begin(), sum.evidence.end(), [&](const Evidence &evidence) {
        return evidence.first < before && evidence.first + evidence.count > before;
    });
    if (sum.level > judged.finding.level && reachesHere)
        return {sum, true};
    return judged;
}

bool DangerWatch::isNew(const DangerFinding &finding) const
{
    if (finding.level > m_level)
        return true;
    const bool isNamed = finding.decidedBy == DangerJudge::Rules; // the model does not tell one danger from another
    return isNamed && finding.level > m_known.value(finding.category, DangerLevel::None);
}

std::optional<DangerNews> DangerWatch::raise(const Judged &judged, int turn, bool isProvisional)
{
    if (!isNew(judged.finding))
        return std::nullopt;
    m_known.insert(judged.finding.category, judged.finding.level);
    m_level = gravest(m_known);
    return DangerNews{DangerNews::Kind::Raised, judged.finding, turn, isProvisional, judged.fromSeveralTurns};
}

std::optional<DangerNews> DangerWatch::hearPartial(const QString &words, int turn)
{
    const Words said = wordsOf(words);
    if (said.isEmpty())
        return std::nullopt;
    const Judged judged = judge(said, false);
    if (m_provisional && m_provisional->turn != turn)
        m_provisional.reset(); // its final never came: it stands
    if (!m_provisional)
        m_knownBefore = m_known;
    const auto raised = raise(judged, turn, true);
    if (raised)
        m_provisional = raised;
    return raised;
}

// The final has the last word on what the partials of its turn raised.
std::optional<DangerNews> DangerWatch::settle(const Judged &judged, int turn)
{
    const DangerNews before = *std::exchange(m_provisional, std::nullopt);
    m_known = m_knownBefore;
    m_level = gravest(m_known);
    if (judged.finding.level == DangerLevel::None)
        return DangerNews{DangerNews::Kind::Retracted, judged.finding, turn};
    m_known.insert(judged.finding.category, std::max(judged.finding.level, m_known.value(judged.finding.category)));
    m_level = gravest(m_known);
    const auto kind =
        judged.finding.level > before.finding.level ? DangerNews::Kind::Raised : DangerNews::Kind::Confirmed;
    return DangerNews{kind, judged.finding, turn, false, judged.fromSeveralTurns};
}

std::optional<DangerNews> DangerWatch::hearFinal(const QString &words, int turn)
{
    const Words said = wordsOf(words);
    const Judged judged = judge(said, true);
    if (m_provisional && m_provisional->turn != turn)
        m_provisional.reset(); // its final never came: it stands
    const auto news = m_provisional ? settle(judged, turn) : raise(judged, turn, false);
    m_question.clear();
    m_turns << said;
    if (m_turns.size() > watchedTurnsAtMost)
        m_turns.removeFirst();
    return news;
}

} // namespace nightbell
