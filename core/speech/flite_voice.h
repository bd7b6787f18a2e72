// The offline voice that always works: flite's slt on one thread named "voice", since flite keeps one shared voice.
#pragma once

#include "speech/voice.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace nightbell {

inline constexpr qsizetype sentenceCharactersAtMost = 1'000;
inline constexpr std::size_t sentencesQueuedAtMost = 1'024;

class FliteVoice : public Voice
{
    Q_OBJECT

public:
    FliteVoice();
    Q_DISABLE_COPY_MOVE(FliteVoice)
    ~FliteVoice() override;

    void speak(const Sentence &sentence) override;
    void hush(const CallId &call) override;

private:
    class Utterance;
    class Throat;

    Result<> queue(const Sentence &sentence);
    void run(const std::stop_token &stopped);

    std::mutex m_lock; // for the queue and m_speaking; held for moments only
    std::condition_variable_any m_asked;
    std::deque<Sentence> m_waiting;
    CallId m_speaking;
    std::atomic<bool> m_hushed = false; // read by the synthesis between two pieces
    std::jthread m_thread;              // last: stops before the rest goes
};

} // namespace nightbell
