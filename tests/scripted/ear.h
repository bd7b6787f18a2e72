// Collects what a voice says, on the thread of the test.
#pragma once

#include "speech/voice.h"

#include <cmath>

namespace nightbell::scripted {

class Ear : public QObject
{
public:
    explicit Ear(Voice &voice)
    {
        connect(&voice, &Voice::spoke, this, [this](const CallId &call, const SpeechPiece &piece) {
            pieces.append(piece);
            calls.append(call);
            finished += piece.last;
        });
        connect(&voice, &Voice::failed, this,
                [this](const CallId &, int, int, const Problem &problem) { problems.append(problem); });
        connect(&voice, &Voice::timed, this,
                [this](const CallId &, int, int sentence, const WordTimes &words) { times.insert(sentence, words); });
    }

    Pcm heard(int number) const
    {
        Pcm all;
        for (const SpeechPiece &piece : pieces)
            if (piece.sentence == number)
                all += piece.pcm;
        return all;
    }

    QList<int> order() const // of the sentences, as their pieces came
    {
        QList<int> all;
        for (const SpeechPiece &piece : pieces)
            if (all.isEmpty() || all.constLast() != piece.sentence)
                all.append(piece.sentence);
        return all;
    }

    QList<SpeechPiece> pieces;
    QList<CallId> calls;
    QList<Problem> problems;
    QMap<int, WordTimes> times;
    int finished = 0;
};

inline double levelOf(const Pcm &pcm)
{
    double sum = 0;
    for (const qint16 sample : pcm)
        sum += double(sample) * sample;
    return pcm.isEmpty() ? 0 : std::sqrt(sum / double(pcm.size()));
}

// How much of the sound's power lies about one frequency (Goertzel), of all of it.
inline double shareAt(const Pcm &pcm, double frequency, int rate)
{
    const double turn = 2 * std::cos(2 * 3.14159265358979 * frequency / rate);
    double before = 0, last = 0, all = 0;
    for (const qint16 sample : pcm) {
        before = std::exchange(last, sample + turn * last - before);
        all += double(sample) * sample;
    }
    const double power = last * last + before * before - turn * last * before;
    return all > 0 ? 2 * power / (all * double(pcm.size())) : 0;
}

} // namespace nightbell::scripted
