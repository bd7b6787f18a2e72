#include "speech/turn_keeper.h"

#include <algorithm>

namespace nightbell {

namespace {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

constexpr Span wordsWithin = 700ms; // of a pause, or it was no interruption
constexpr int pausesAtMost = 2;     // for one noise
constexpr Span echoWithin = 450ms;  // of the assistant's voice
constexpr Span ofComplete = 200ms, ofStale = 300ms, ofOpen = 650ms, ofHanging = 1'500ms;
constexpr Span turnAtMost = 15s;
constexpr std::array<Span, 3> silences{6s, 10s, 10s};

// Listening aloud; or what a recogniser makes of a cough.
bool isBackchannel(const Word &word)
{
    static const QStringList all{
        u"mm"_s,   u"mmm"_s, u"mhm"_s,   u"hm"_s,      u"hmm"_s,  u"uh"_s,   u"huh"_s,   u"ah"_s,   u"oh"_s,   u"um"_s,
        u"okay"_s, u"ok"_s,  u"right"_s, u"alright"_s, u"sure"_s, u"good"_s, u"great"_s, u"fine"_s, u"yeah"_s, u"yep"_s,
        u"yes"_s,  u"i"_s,   u"see"_s,   u"got"_s,     u"it"_s,   u"a"_s,    u"the"_s,   u"and"_s,  u"of"_s};
    return all.contains(word.text);
}

bool agrees(const Word &word) { return QStringList{u"yes"_s, u"yeah"_s, u"yep"_s}.contains(word.text); }

bool asksForYesOrNo(const AwaitedAnswer &awaited)
{
    static const QStringList keys{u"confirm"_s,      u"offer"_s,       u"anything_else"_s,    u"emergency_check"_s,
                                  u"resume_offer"_s, u"same_caller"_s, u"reschedule_offer"_s, u"safe"_s};
    return keys.contains(awaited.key);
}

} // namespace

void TurnKeeper::asked(const AwaitedAnswer &awaited)
{
    m_awaited = awaited;
    m_completeness = completenessOf(saidWords(), m_awaited);
}

TurnDecisions TurnKeeper::callerBegan(Instant now)
{
    if (m_mouth != Mouth::Silent && talk(now) != Talk::Meant)
        drop();
    m_callerSpeaks = m_onset = true;
    m_overAssistant = m_mouth != Mouth::Silent;
    m_quietSince.reset();
    m_pauses = 0;
    m_speaksSince = now;
    return decide(now);
}

TurnDecisions TurnKeeper::callerQuiet(int quietMs, Instant now)
{
    if (quietMs > 0)
        m_quietSince = now - Span{quietMs};
    else
        m_quietSince.reset();
    m_onset = quietMs == 0;
    return decide(now);
}

TurnDecisions TurnKeeper::callerEnded(Instant now)
{
    m_callerSpeaks = m_onset = false;
    if (!m_quietSince)
        m_quietSince = now;
    if (m_waitsSince)
        m_waitsSince = now;
    return decide(now);
}

TurnDecisions TurnKeeper::heard(int utterance, const PrivateText &words, bool final, Instant now)
{
    if (utterance <= m_over)
        return decide(now);
    if (m_said.isEmpty())
        m_turnBegan = now;
    if (!words.reveal().trimmed().isEmpty()) {
        m_said.insert(utterance, words.reveal());
        m_heardAt = now;
    } else if (final) {
        m_said.remove(utterance);
    }
    m_completeness = completenessOf(saidWords(), m_awaited);
    return decide(now);
}

TurnDecisions TurnKeeper::assistantSpeaks(const PrivateText &sentence, Instant now)
{
    if (m_mouth == Mouth::Silent) {
        m_mouth = Mouth::Speaks;
        m_onset = m_callerSpeaks && !m_quietSince;
    }
    m_spoken = std::exchange(m_sentence, u' ' + joined(wordsOf(sentence.reveal())) + u' ') + m_sentence;
    m_waitsSince.reset();
    return decide(now);
}

TurnDecisions TurnKeeper::assistantDone(Instant now)
{
    TurnDecisions decisions;
    if (m_mouth == Mouth::Speaks)
        m_voiceUntil = now;
    else if (m_mouth == Mouth::Paused) // what it says next is not to wait
        decisions.append(ResumeAssistant{});
    m_mouth = Mouth::Silent;
    m_waitsSince = now;
    return decisions + decide(now);
}

TurnDecisions TurnKeeper::wake(Instant now) { return decide(now); }

std::optional<Instant> TurnKeeper::wakeAt() const
{
    std::optional<Instant> first;
    for (const auto &each : {pauseEnds(), turnEnds(), noiseEnds(), silenceEnds()})
        if (each && (!first || *each < *first))
            first = each;
    return first;
}

TurnDecisions TurnKeeper::decide(Instant now)
{
    TurnDecisions decisions;
    decideFloor(now, decisions);
    decideTurn(now, decisions);
    decideSilence(now, decisions);
    return decisions;
}

// While the assistant has the floor.
void TurnKeeper::decideFloor(Instant now, TurnDecisions &decisions)
{
    if (m_mouth == Mouth::Silent)
        return;
    const Talk heard = talk(now);
    if (heard == Talk::Meant) {
        decisions.append(InterruptionConfirmed{m_said.lastKey()});
        m_voiceUntil = m_mouth == Mouth::Paused ? m_pausedAt : now;
        m_mouth = Mouth::Silent;
        m_waitsSince = now;
    } else if (m_mouth == Mouth::Speaks && m_onset && heard == Talk::None && m_pauses < pausesAtMost) {
        decisions.append(PauseAssistant{});
        m_mouth = Mouth::Paused;
        m_onset = false;
        ++m_pauses;
        m_pausedAt = m_voiceUntil = now;
    } else if (m_mouth == Mouth::Paused && (now >= *pauseEnds() || (heard == Talk::Backchannel && m_quietSince))) {
        decisions.append(ResumeAssistant{});
        m_mouth = Mouth::Speaks;
        m_onset = false;
    }
}

// While the caller has it.
void TurnKeeper::decideTurn(Instant now, TurnDecisions &decisions)
{
    if (const auto ends = turnEnds(); !ends || now < *ends)
        return;
    const Talk heard = talk(now);
    if (heard == Talk::Echo || (heard == Talk::Backchannel && m_quietSince && *m_quietSince <= m_voiceUntil))
        return drop();
    const int utterance = m_said.lastKey();
    m_said.remove(utterance);
    decisions.append(EndTurn{utterance, PrivateText(QStringList(m_said.values()).join(u' '))});
    m_said.clear();
    m_over = utterance;
    m_speaksSince = now;
    m_silentStage = 0;
    m_waitsSince.reset(); // it is the assistant's turn
}

void TurnKeeper::decideSilence(Instant now, TurnDecisions &decisions)
{
    if (const auto ends = noiseEnds(); ends && now >= *ends) { // babble, a television: nobody speaks to us
        m_callerSpeaks = false;
        m_waitsSince = now;
    }
    if (const auto ends = silenceEnds(); ends && now >= *ends) {
        decisions.append(CallerStillSilent{m_silentStage + 1, silences[std::size_t(m_silentStage)]});
        ++m_silentStage;
        m_waitsSince = now;
    }
}

std::optional<Instant> TurnKeeper::pauseEnds() const
{
    return m_mouth == Mouth::Paused ? std::optional(m_pausedAt + wordsWithin) : std::nullopt;
}

std::optional<Instant> TurnKeeper::turnEnds() const
{
    if (m_mouth != Mouth::Silent || m_said.isEmpty())
        return {};
    const Instant longest = m_turnBegan + turnAtMost;
    if (m_callerSpeaks && !m_quietSince)
        return longest;
    return std::min(longest, m_quietSince.value_or(m_heardAt) + patience());
}

std::optional<Instant> TurnKeeper::noiseEnds() const
{
    if (m_mouth != Mouth::Silent || !m_callerSpeaks || !m_said.isEmpty() || !m_waitsSince)
        return {};
    return std::max(m_speaksSince, *m_waitsSince) + turnAtMost;
}

std::optional<Instant> TurnKeeper::silenceEnds() const
{
    if (m_mouth != Mouth::Silent || m_callerSpeaks || !m_said.isEmpty() || !m_waitsSince
        || m_silentStage >= int(silences.size()))
        return {};
    return *m_waitsSince + silences[std::size_t(m_silentStage)];
}

// Words that were heard before the silence began may not be the last.
Span TurnKeeper::patience() const
{
    switch (m_completeness) {
    case Completeness::Complete:
        return m_quietSince && m_heardAt < *m_quietSince ? ofStale : ofComplete;
    case Completeness::Open:
        return ofOpen;
    case Completeness::Hanging:
        return ofHanging;
    }
    return ofOpen;
}

TurnKeeper::Talk TurnKeeper::talk(Instant now) const
{
    const Words words = saidWords();
    if (words.isEmpty())
        return Talk::None;
    if (isEcho(words, now))
        return Talk::Echo;
    const bool answers = asksForYesOrNo(m_awaited) && std::ranges::any_of(words, agrees);
    return !answers && std::ranges::all_of(words, isBackchannel) ? Talk::Backchannel : Talk::Meant;
}

bool TurnKeeper::isEcho(const Words &words, Instant now) const
{
    const Instant voice = m_mouth == Mouth::Speaks ? now : m_voiceUntil;
    return m_overAssistant && m_quietSince.value_or(now) <= voice + echoWithin
        && QString(m_spoken + m_sentence).contains(u' ' + joined(words) + u' ');
}

bool TurnKeeper::echoes(const PrivateText &words, Instant now) const { return isEcho(wordsOf(words.reveal()), now); }

void TurnKeeper::answered(int utterance)
{
    drop();
    m_over = std::max(m_over, utterance);
    m_onset = false;
    m_waitsSince.reset();
}

Words TurnKeeper::saidWords() const { return wordsOf(QStringList(m_said.values()).join(u' ')); }

void TurnKeeper::drop() // what was said so far was not meant for the assistant
{
    if (!m_said.isEmpty())
        m_over = m_said.lastKey();
    m_said.clear();
}

} // namespace nightbell
