// Presses recordings whose call is over from G.711 to Opus, a quarter of the size, on a thread that runs only when
// nothing else wants the machine. The pressed file takes the place of the other in one step: after a crash one of them
// is there, whole, and pressing again changes nothing.
#pragma once

#include "audio/recording_reader.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace nightbell {

// Damaged: the recording is kept as it is, so that what is left of it stays what it was.
Result<> pressRecording(const QString &path, const CallId &call, const SealKey &key,
                        const std::atomic<bool> &stopping); // Refused when it has to stop

struct PressVitals
{
    quint64 pressed = 0;
    quint64 failed = 0;     // kept as they are
    quint64 turnedAway = 0; // too many waiting; they are found again at the next start
    int waiting = 0;
    bool operator==(const PressVitals &) const = default;
};

class RecordingPress
{
public:
    static constexpr std::size_t waitingAtMost = 10'000;

    explicit RecordingPress(const QString &dataFolder);
    ~RecordingPress(); // the one at work is finished at the next start
    Q_DISABLE_COPY_MOVE(RecordingPress)

    void add(const CallId &call, const SealKey &key); // from any thread; again is harmless
    PressVitals vitals() const;

private:
    struct Job
    {
        CallId call;
        SealKey key;
    };
    void run();

    QString m_dataFolder;
    mutable std::mutex m_mutex; // of what follows
    std::condition_variable m_wake;
    std::deque<Job> m_waiting;
    PressVitals m_vitals;
    std::atomic<bool> m_stopping = false; // also asked for in the middle of a recording
    std::thread m_thread;
};

} // namespace nightbell
