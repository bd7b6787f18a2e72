// Who speaks for the assistant: text in, sound out, piece by piece while it is being made.
#pragma once

#include "audio/sound.h"
#include "private_text.h"
#include "speech/word_times.h"

namespace nightbell {

inline constexpr qsizetype sentenceCharactersAtMost = 1'000;
inline constexpr std::size_t sentencesQueuedAtMost = 1'024;

struct Sentence
{
    CallId call;
    int turn = 0;
    int number = 0; // counts up within the call
    PrivateText words;
    int rate = narrowRate; // of the sound that is wanted
    QString language = {}; // BCP 47; empty: the voice's own
    bool isPublic = false; // holds nothing of a patient: its sound may be kept for the next caller
};

class Voice : public QObject
{
    Q_OBJECT

public:
    virtual void speak(const Sentence &sentence) = 0; // spoke() or failed() follow, unless hush() comes first
    virtual void hush(const CallId &call) = 0; // nothing begun before is needed any more; late pieces may still arrive

Q_SIGNALS:
    void spoke(const nightbell::CallId &call, const nightbell::SpeechPiece &piece);
    void failed(const nightbell::CallId &call, int turn, int sentence, const nightbell::Problem &problem);
    // Before its last piece, and only by a voice that knows.
    void timed(const nightbell::CallId &call, int turn, int sentence, const nightbell::WordTimes &words);
};

} // namespace nightbell
