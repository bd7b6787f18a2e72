// The sound of all live calls, as the engine sees it. An object belongs to the engine's thread; its signals arrive
// there.
#pragma once

#include "audio/media_path.h"
#include "call/call_words.h"
#include "ids.h"
#include "result.h"

#include <QList>
#include <QObject>

#include <chrono>

namespace nightbell {

inline constexpr int samplesPerSecond = 8'000;
inline constexpr std::chrono::milliseconds tickLength{20};
inline constexpr int samplesPerTick = samplesPerSecond / 1'000 * int(tickLength.count());

using Pcm = QList<qint16>; // mono, samplesPerSecond

struct SpeechPiece // of one sentence; pieces of a sentence come in order and none after the last
{
    int turn = 0;
    int sentence = 0;
    Pcm pcm;
    bool last = false;
};

struct PlayedSentence
{
    int turn = 0;
    int sentence = 0;
    PlayedHow how = PlayedHow::Whole;
    qint64 playedMs = 0;
};

class Sound : public QObject
{
    Q_OBJECT

public:
    virtual Result<> start() = 0;                                          // once, on the engine's thread
    virtual Result<MediaPlace> open(const CallId &call) = 0;               // reserves ports; Full when none is left
    virtual void connectTo(const CallId &call, const MediaPath &path) = 0; // the stream starts and never pauses
    virtual void play(const CallId &call, const SpeechPiece &piece) = 0;
    virtual void fallSilent(const CallId &call) = 0; // sentencePlayed follows for each sentence that play() began
    virtual void close(const CallId &call) = 0;      // falls silent first; closed() is the last signal of the call

Q_SIGNALS:
    void sentenceBegan(const nightbell::CallId &call, int turn, int sentence, double msSinceConnected);
    void sentencePlayed(const nightbell::CallId &call, const nightbell::PlayedSentence &played);
    void keyPressed(const nightbell::CallId &call, QChar key);
    void closed(const nightbell::CallId &call);
};

} // namespace nightbell
