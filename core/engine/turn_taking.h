// Whose turn it is in one live call: what gate, transcriber and mouth tell goes through the turn keeper, and comes out
// as turns, however often the caller stopped in one. Danger does not wait for turns: every utterance is overheard.
#pragma once

#include "speech/transcriber.h"
#include "speech/turn_keeper.h"

#include <functional>

namespace nightbell {

class TurnTaking
{
public:
    struct Ends
    {
        std::function<void(bool on)> pause; // the assistant's speaking
        std::function<void()> interrupted;  // the assistant is to fall silent
        // Each utterance as far as it is sure, before anybody knows what it is part of; true: it was answered at once.
        std::function<bool(const TranscribedWords &)> overheard;
        std::function<void(const TranscribedWords &)> heard; // a whole turn
        std::function<void(int utterance)> finish;           // by the transcriber
        std::function<void()> nobodySpeaks;                  // though the gate is open: a television
    };
    explicit TurnTaking(Ends ends) : m_ends(std::move(ends)) { }

    void asked(const AwaitedAnswer &awaited) { m_keeper.asked(awaited); }
    void callerSpeaks(bool speaks, Instant now);
    void callerQuiet(int quietMs, Instant now); // 0: speaks again
    void heard(const TranscribedWords &words, Instant now);
    void assistantSpeaks(const PrivateText &sentence, Instant now);
    void assistantDone(Instant now); // nothing more is to be played
    void wake(Instant now);
    std::optional<Instant> wakeAt() const;

private:
    void carryOut(const TurnDecisions &decisions, Instant now);
    void end(const EndTurn &turn, Instant now);
    void tell(const TranscribedWords &last, const QString &earlier);
    void forget(int utterance);

    struct Ending // what the transcriber makes of it in the end is awaited
    {
        int utterance = 0;
        QString earlier;
        Instant by;
    };

    const Ends m_ends;
    TurnKeeper m_keeper;
    QMap<int, TranscribedWords> m_words; // of the turn, as they were told last
    std::optional<Ending> m_ending;
    int m_over = 0; // utterances up to here belong to turns that are over, or to nobody
    int m_turn = 1;
};

} // namespace nightbell
