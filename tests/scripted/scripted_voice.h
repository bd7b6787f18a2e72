// A voice that speaks a second of sound for every sentence, when the test lets it.
#pragma once

#include "speech/voice.h"

namespace nightbell::scripted {

class ScriptedVoice : public Voice
{
public:
    void speak(const Sentence &sentence) override { asked.append(sentence); }
    void hush(const CallId &call) override { hushed.append(call); }

    void says(const Sentence &sentence, bool last = true)
    {
        Q_EMIT spoke(sentence.call, {sentence.turn, sentence.number, Pcm(sentence.rate, 1'000), last});
    }
    void fails(const Sentence &sentence)
    {
        Q_EMIT failed(sentence.call, sentence.turn, sentence.number, {Problem::Kind::Full, QStringLiteral("hoarse")});
    }

    QList<Sentence> asked;
    QList<CallId> hushed;
};

} // namespace nightbell::scripted
