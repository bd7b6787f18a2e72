// Records calls on a thread of its own, named "recorder". The engine gives orders, the sound thread pushes ticks into
// the inlet; neither ever waits for the disk. A disk that takes nothing is counted and told, and the calls go on.
#pragma once

#include "audio/recorder_rounds.h"

#include <QObject>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace nightbell {

class Recorder : public QObject
{
    Q_OBJECT

public:
    explicit Recorder(const QString &dataFolder);
    ~Recorder() override; // what was taken in is written

    RecordingInlet &inlet() { return *m_inlet; } // for the sound thread, as long as this lives

    // Answers the room to put into the ticks, never used twice. Order the sound thread to push only after it; stop only
    // once the sound thread does not push any more.
    int start(const CallId &call, const SealKey &key, Instant began);
    void pause(int room);
    void resume(int room);
    void stop(int room);

    RecorderVitals vitals() const;

Q_SIGNALS:                                                          // from the recorder's thread
    void ended(const nightbell::CallId &call);                      // its file is whole and may be pressed
    void brokenChanged(const nightbell::CallId &call, bool broken); // the disk takes nothing of this one
    void troubleChanged(bool trouble);                              // of the disk

private:
    void order(RecordingOrder order);
    void run();
    void tell();

    std::unique_ptr<RecordingInlet> m_inlet;
    RecorderRounds m_rounds; // the recorder's thread only
    int m_lastRoom = 0;
    mutable std::mutex m_mutex; // of what follows
    std::condition_variable m_wake;
    std::vector<RecordingOrder> m_orders;
    RecorderVitals m_vitals;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace nightbell
