// The thread "headset device" with the open devices, as its watcher sees it. Qt waits for ever when a device vanishes
// while it is opened: such a thread is left behind, and the program ends without waiting for it.
#pragma once

#include "audio/headset/headset_streams.h"

#include <QElapsedTimer>
#include <QThread>

#include <chrono>
#include <memory>

namespace nightbell {

class DeviceThread
{
public:
    struct Ears // called on the watcher's thread
    {
        std::function<void(const StreamReport &)> done;
        std::function<void(double peak)> heard;
    };

    explicit DeviceThread(const Ears &ears);
    ~DeviceThread();
    Q_DISABLE_COPY_MOVE(DeviceThread)

    void wish(const StreamWish &wish);
    void play(HeadsetPart loudspeaker, Earcon earcon);
    void listen(); // where no event loop runs: takes what it told meanwhile

    std::chrono::milliseconds busyFor() const; // since it last did what it was asked; 0: nothing is left to do
    const QByteArray &opening() const { return m_opens; } // the last device it began to open

private:
    void leaveBehind();

    QObject m_here;            // gone before what is told late arrives
    HeadsetStreams *m_streams; // lives on m_thread and ends with it
    std::unique_ptr<QThread> m_thread;
    QByteArray m_opens;
    quint64 m_wished = 0, m_done = 0;
    QElapsedTimer m_sinceDone;
};

} // namespace nightbell
