// Whose turn it is to speak. Pure: what the ear, the recogniser and the mouth tell goes in with its time, decisions
// come out. A caller who begins over the assistant pauses it at once; words make that an interruption, a cough, "mm-hm"
// or the assistant's own echo does not. A turn ends by silence, the sooner the more what was said answers the question.
#pragma once

#include "dialog/answer_completeness.h"
#include "instant.h"
#include "private_text.h"

#include <QMap>

#include <variant>

namespace nightbell {

struct PauseAssistant // PauseSpeaking; one of the next two follows, or the assistant is done
{
    bool operator==(const PauseAssistant &) const = default;
};
struct ResumeAssistant
{
    bool operator==(const ResumeAssistant &) const = default;
};
struct InterruptionConfirmed // FallSilent, whether paused or not; an EndTurn may follow
{
    int utterance = 0;
    bool operator==(const InterruptionConfirmed &) const = default;
};
struct EndTurn // the recogniser may finish the utterance; what it makes of it is what was said last
{
    int utterance = 0;
    PrivateText earlier; // of the same turn, in utterances before it
    bool operator==(const EndTurn &) const = default;
};
struct CallerStillSilent // since the assistant has finished, or since the stage before
{
    int stage = 1; // counts up until the caller says something
    Span silence{};
    bool operator==(const CallerStillSilent &) const = default;
};
using TurnDecision = std::variant<PauseAssistant, ResumeAssistant, InterruptionConfirmed, EndTurn, CallerStillSilent>;
using TurnDecisions = QList<TurnDecision>;

class TurnKeeper
{
public:
    void asked(const AwaitedAnswer &awaited); // the question that is, or will be, spoken

    // What happens. Utterances are those of the recogniser.
    TurnDecisions callerBegan(Instant now);
    TurnDecisions callerQuiet(int quietMs, Instant now); // 0: speaks again
    TurnDecisions callerEnded(Instant now);
    TurnDecisions heard(int utterance, const PrivateText &words, bool final, Instant now);
    TurnDecisions assistantSpeaks(const PrivateText &sentence, Instant now); // it begins to be played
    TurnDecisions assistantDone(Instant now);                                // nothing more is to be played
    TurnDecisions wake(Instant now);

    std::optional<Instant> wakeAt() const; // when time alone decides

    void answered(int utterance); // in the middle of it: what was said up to here is no turn any more
    bool echoes(const PrivateText &words, Instant now) const; // of the assistant, though the caller seems to say them
    bool hearsNothing() const { return m_said.isEmpty() && m_mouth == Mouth::Silent; } // of a turn of the caller
    int over() const { return m_over; } // utterances up to this one are ended, or were meant for nobody

private:
    enum class Mouth { Silent, Speaks, Paused };
    enum class Talk { None, Backchannel, Echo, Meant };

    TurnDecisions decide(Instant now);
    void decideFloor(Instant now, TurnDecisions &decisions);
    void decideTurn(Instant now, TurnDecisions &decisions);
    void decideSilence(Instant now, TurnDecisions &decisions);
    std::optional<Instant> pauseEnds() const;
    std::optional<Instant> turnEnds() const;
    std::optional<Instant> noiseEnds() const;
    std::optional<Instant> silenceEnds() const;
    Span patience() const;
    Talk talk(Instant now) const;
    bool isEcho(const Words &words, Instant now) const;
    Words saidWords() const;
    void drop();

    AwaitedAnswer m_awaited;
    Mouth m_mouth = Mouth::Silent;
    QString m_spoken; // by the assistant: this sentence with the one before
    QString m_sentence;
    Instant m_voiceUntil{}; // when the assistant was last heard, if it is not speaking
    Instant m_pausedAt{};
    bool m_onset = false; // the caller began to speak, and nothing was done about it yet
    int m_pauses = 0;     // since the caller began

    bool m_callerSpeaks = false;
    bool m_overAssistant = false; // the caller began while the assistant spoke
    Instant m_speaksSince{};
    Instant m_turnBegan{};               // its first words
    std::optional<Instant> m_quietSince; // none: the caller is speaking, or nothing was told
    QMap<int, QString> m_said;           // of this turn, by utterance
    Completeness m_completeness = Completeness::Open;
    Instant m_heardAt{};
    int m_over = 0; // utterances up to here are ended, or were meant for nobody

    std::optional<Instant> m_waitsSince; // for the caller to speak
    int m_silentStage = 0;
};

} // namespace nightbell
