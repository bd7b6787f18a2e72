// Where the time of a turn goes, from the end of the caller's speech to the first packet of the answer.
#pragma once

#include "call/talk_happenings.h"
#include "instant.h"

#include <QList>

#include <optional>

namespace nightbell {

class TurnTimes
{
public:
    void speechEnded(Instant now) { m_speech = now; }

    QList<Measured> turned(int turn, Instant now)
    {
        m_turn = turn;
        m_sentence = 0;
        m_worded.reset(), m_sounded.reset();
        m_turned = now;
        return since(m_speech, now, "speech_end_to_turn");
    }
    QList<Measured> worded(int sentence, Instant now) // the first of the turn counts
    {
        if (!m_turned || m_sentence != 0)
            return {};
        m_sentence = sentence;
        m_worded = now;
        return since(m_turned, now, "turn_to_words");
    }
    QList<Measured> sounded(int sentence, Instant now)
    {
        if (sentence != m_sentence || m_sounded)
            return {};
        m_sounded = now;
        return since(m_worded, now, "words_to_sound");
    }
    QList<Measured> sent(int sentence, Instant now)
    {
        if (sentence != m_sentence || !m_sounded)
            return {};
        m_sentence = 0;
        m_turned.reset();
        QList<Measured> all = since(m_sounded, now, "sound_to_packet");
        all += since(m_speech, now, "speech_end_to_packet");
        m_speech.reset();
        return all;
    }

private:
    QList<Measured> since(const std::optional<Instant> &from, Instant now, const char *what) const
    {
        if (!from)
            return {};
        return {Measured{QString::fromLatin1(what), m_turn, double((now - *from).count())}};
    }

    int m_turn = 0;
    int m_sentence = 0; // whose way is followed
    std::optional<Instant> m_speech, m_turned, m_worded, m_sounded;
};

} // namespace nightbell
