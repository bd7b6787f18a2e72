// One caller's frames into utterances: where one begins and ends, partial words every 200 ms while it lasts, the final
// ones behind it. Used by one thread at a time.
#pragma once

#include "speech/decoding_ear.h"

#include <functional>

namespace nightbell {

inline constexpr int framesToAPartial = 10;           // 200 ms
inline constexpr int utteranceFramesAtMost = 30 * 50; // then it is told as it is, and another begins

class RoomEar
{
public:
    using Tell = std::function<void(const TranscribedWords &)>;

    RoomEar(std::unique_ptr<DecoderPair> decoders, int rate, Tell tell);

    void hear(const HeardFrame &frame);
    void expect(const ExpectedAnswer &answer); // from the next utterance on
    void finish(int utterance);                // told now; one that is over already stays as it was told
    std::unique_ptr<DecoderPair> giveBack();   // nothing can be heard any more

private:
    void begin(const HeardFrame &frame);
    void end();
    void tell(const JudgedWords &words, bool final);

    DecodingEar m_ear;
    int m_rate;
    Tell m_tell;
    ExpectedAnswer m_expected;
    int m_utterance = 0; // counts up
    bool m_open = false;
    bool m_rest = false; // of a turn that was finished before the gate closed: told only if there are words in it
    int m_frames = 0;
    QString m_told;
    std::uint32_t m_fromTick = 0, m_toTick = 0;
};

} // namespace nightbell
