// Who hears for the assistant: a caller's sound in, words out, while they speak and when they are done. Sound comes
// from the sound thread through one ring; everything else, and all signals, on the engine's thread.
#pragma once

#include "audio/heard_frame.h"
#include "ids.h"
#include "private_text.h"
#include "result.h"

#include <QObject>

namespace nightbell {

struct ExpectedAnswer // to the question just asked
{
    QString key;         // "dob", "confirm", "offer", …, as the conversation names its questions; empty: anything
    QStringList choices; // what was offered, as one would say it; may be empty
    bool operator==(const ExpectedAnswer &) const = default;
};

struct TranscribedWords
{
    int utterance = 0; // counts up within the call
    PrivateText words; // empty and final: nothing that could be understood
    bool final = false;
    double confidence = 0;
    bool agreed = false; // two judges heard the same: it needs no asking again
    std::uint32_t fromTick = 0, toTick = 0;
};

class Transcriber : public QObject
{
    Q_OBJECT

public:
    virtual Result<ListeningInlet *> start() = 0; // once; the inlet lives as long as this
    virtual Result<int> open(const CallId &call,
                             int rate) = 0; // the room for its sound; Full: nobody is free to hear it
    virtual void expect(const CallId &call, const ExpectedAnswer &answer) = 0; // from the next utterance on
    virtual void finish(const CallId &call, int utterance) = 0; // the turn is over, though the gate may still be open
    virtual void close(const CallId &call) = 0;                 // no signal of it follows

Q_SIGNALS:
    void heard(const nightbell::CallId &call, const nightbell::TranscribedWords &words);
    void deaf(const nightbell::CallId &call, const nightbell::Problem &problem); // nothing will be heard any more
};

} // namespace nightbell
