#include "engine/turn_taking.h"

namespace nightbell {

namespace {

constexpr Span lastWordsWithin = std::chrono::seconds{2}; // then those heard so far are all
constexpr std::uint32_t ticksOfAnAttempt = 30;            // 600 ms; a cough that nobody understands is shorter

bool isEmpty(const TranscribedWords &words) { return words.words.reveal().trimmed().isEmpty(); }

QString together(const QString &earlier, const QString &later)
{
    return earlier.isEmpty() || later.isEmpty() ? earlier + later : earlier + u' ' + later;
}

// What a recogniser says of the last word changes with the next: nobody is alarmed by what it takes back.
QString inBoth(const QString &before, const QString &now)
{
    const QStringList first = before.split(u' ', Qt::SkipEmptyParts), second = now.split(u' ', Qt::SkipEmptyParts);
    qsizetype same = 0;
    while (same < first.size() && same < second.size() && first[same] == second[same])
        ++same;
    return second.first(same).join(u' ');
}

} // namespace

void TurnTaking::callerSpeaks(bool speaks, Instant now)
{
    carryOut(speaks ? m_keeper.callerBegan(now) : m_keeper.callerEnded(now), now);
}

void TurnTaking::callerQuiet(int quietMs, Instant now) { carryOut(m_keeper.callerQuiet(quietMs, now), now); }

void TurnTaking::assistantSpeaks(const PrivateText &sentence, Instant now)
{
    carryOut(m_keeper.assistantSpeaks(sentence, now), now);
}

void TurnTaking::assistantDone(Instant now) { carryOut(m_keeper.assistantDone(now), now); }

void TurnTaking::heard(const TranscribedWords &words, Instant now)
{
    TranscribedWords sure = words;
    if (!words.final)
        sure.words = PrivateText(inBoth(m_words.value(words.utterance).words.reveal(), words.words.reveal()));
    if (!isEmpty(sure) && !m_keeper.echoes(words.words, now) && m_ends.overheard(sure)) {
        m_keeper.answered(words.utterance);
        m_ending.reset();
        m_words.insert(words.utterance, words);
        forget(words.utterance);
        return;
    }
    if (m_ending && words.utterance == m_ending->utterance) {
        if (words.final)
            tell(words, std::exchange(m_ending, std::nullopt)->earlier);
        return;
    }
    if (words.utterance <= m_over)
        return;
    m_words.insert(words.utterance, words);
    carryOut(m_keeper.heard(words.utterance, words.words, words.final, now), now);
    const bool attempt = words.toTick - words.fromTick >= ticksOfAnAttempt;
    if (words.final && isEmpty(words) && attempt && words.utterance > m_over && m_keeper.hearsNothing())
        tell(words, {});
}

void TurnTaking::wake(Instant now)
{
    if (m_ending && m_ending->by <= now) {
        const Ending late = *std::exchange(m_ending, std::nullopt);
        TranscribedWords words = m_words.value(late.utterance);
        words.agreed = false;
        tell(words, late.earlier);
    }
    carryOut(m_keeper.wake(now), now);
}

std::optional<Instant> TurnTaking::wakeAt() const
{
    const auto next = m_keeper.wakeAt();
    return m_ending && (!next || m_ending->by < *next) ? m_ending->by : next;
}

void TurnTaking::carryOut(const TurnDecisions &decisions, Instant now)
{
    for (const TurnDecision &decision : decisions) {
        if (std::holds_alternative<PauseAssistant>(decision))
            m_ends.pause(true);
        else if (std::holds_alternative<ResumeAssistant>(decision))
            m_ends.pause(false);
        else if (std::holds_alternative<InterruptionConfirmed>(decision))
            m_ends.interrupted();
        else if (const auto *turn = std::get_if<EndTurn>(&decision))
            end(*turn, now);
        else // the conversation counts the caller's silence itself
            m_ends.nobodySpeaks();
    }
    if (m_keeper.over() > m_over) // "mm-hm", or the assistant itself: what follows in the same breath is another matter
        forget(m_keeper.over());
    if (!m_ending)
        m_words.removeIf([this](const auto &each) { return each.key() <= m_over; });
}

void TurnTaking::end(const EndTurn &turn, Instant now)
{
    QString earlier = turn.earlier.reveal();
    if (m_ending) // its last words never came
        earlier = together(together(m_ending->earlier, m_words.value(m_ending->utterance).words.reveal()), earlier);
    const TranscribedWords last = m_words.value(turn.utterance);
    m_ending = Ending{turn.utterance, earlier, now + lastWordsWithin};
    if (last.final)
        tell(last, std::exchange(m_ending, std::nullopt)->earlier);
    else
        forget(turn.utterance);
}

void TurnTaking::tell(const TranscribedWords &last, const QString &earlier)
{
    TranscribedWords whole = last;
    whole.utterance = m_turn++;
    whole.words = PrivateText(together(earlier, last.words.reveal()));
    whole.final = true;
    for (const TranscribedWords &each : std::as_const(m_words)) {
        if (each.utterance > last.utterance)
            break;
        whole.agreed = whole.agreed && (each.agreed || isEmpty(each));
        whole.confidence = each.final ? std::min(whole.confidence, each.confidence) : whole.confidence;
        whole.fromTick = std::min(whole.fromTick, each.fromTick);
    }
    m_over = std::max(m_over, last.utterance);
    m_words.removeIf([this](const auto &each) { return each.key() <= m_over; });
    m_ends.heard(whole);
}

void TurnTaking::forget(int utterance)
{
    m_over = std::max(m_over, utterance);
    if (const auto words = m_words.constFind(utterance); words != m_words.cend() && !words->final)
        m_ends.finish(utterance);
}

} // namespace nightbell
