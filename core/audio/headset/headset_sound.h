// The pane of this machine's headset, and the way by which the engine gets its sound. Belongs to the thread that made
// it; owns the thread named "headset" with the devices on it.
#pragma once

#include "audio/device_choice.h"
#include "audio/headset_talk.h"
#include "desk/headset.h"

#include <QThread>

#include <atomic>
#include <chrono>

namespace nightbell {

class HeadsetDevices;

// Called on the headset's thread: where a choice is written down.
using RememberDevice = std::function<Result<>(HeadsetPart part, const QString &id)>;

inline constexpr std::chrono::seconds headsetLingers{10}; // the next call is often near, and opening takes its time

class HeadsetSound : public Headset
{
    Q_OBJECT

public:
    // linger: how long the devices stay open after the last use
    HeadsetSound(const HeadsetChoices &chosen, RememberDevice remember,
                 std::chrono::milliseconds linger = headsetLingers);
    ~HeadsetSound() override;
    Q_DISABLE_COPY_MOVE(HeadsetSound)

    HeadsetStatus status() const override { return m_status; }
    QFuture<Result<>> choose(const Asker &asker, HeadsetPart part, const QString &id) override;
    void mute(bool muted) override;
    void rehearse(Rehearsal wanted) override;
    void ring(std::optional<AlarmTune> tune) override;
    void play(HeadsetPart loudspeaker, Earcon earcon) override;

    // From any thread. While somebody listens: the devices are open, so that a take-over needs no set-up. There is one
    // headset: a new post ends the service of the one before. A post that is not served stays silent.
    std::shared_ptr<FramePost> open();
    void close(const std::shared_ptr<FramePost> &post);
    QFuture<HeadsetCounts> counts() const;
    bool canBeHeard() const { return m_canBeHeard; } // from any thread: a microphone and a loudspeaker are there

Q_SIGNALS:
    // On the headset's thread, once for a post that is served: nothing stands in for the device that is gone.
    void lost(const std::shared_ptr<nightbell::FramePost> &post);

private:
    RememberDevice m_remember;
    HeadsetStatus m_status;
    std::atomic<bool> m_canBeHeard = false;
    HeadsetDevices *m_devices; // lives on m_thread and ends with it
    std::unique_ptr<QThread> m_thread;
};

} // namespace nightbell
