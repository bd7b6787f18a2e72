// Both ends of a headset in a test: the air before the devices of a real sound server, and the sound thread behind
// them.
#pragma once

#include "scripted/headset_tones.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTimer>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

namespace nightbell::scripted {

using namespace Qt::StringLiterals;

inline constexpr double staffHertz = 1'300; // into the microphone
inline constexpr double callerHertz = 700;  // to the loudspeaker
inline constexpr double loud = 0.05;        // of full scale; a tone that is there is well above, noise well below

inline std::span<const std::int16_t> samplesOf(const QByteArray &bytes)
{
    return std::span(reinterpret_cast<const std::int16_t *>(bytes.constData()), std::size_t(bytes.size() / 2));
}

class ToneWatch // when a tone arrives, to the piece of sound in which it does
{
public:
    void begin(double hertz)
    {
        m_hertz = hertz;
        m_after = -1;
        m_since.start();
    }
    void look(std::span<const std::int16_t> piece)
    {
        if (m_after < 0 && m_hertz > 0 && toneIn(piece, m_hertz) > loud)
            m_after = m_since.elapsed();
    }
    qint64 afterMs() const { return m_after; } // -1: not yet

private:
    double m_hertz = 0;
    qint64 m_after = -1;
    QElapsedTimer m_since;
};

class Recorder // what a loudspeaker plays
{
public:
    explicit Recorder(const QString &speaker)
    {
        QObject::connect(&m_parec, &QProcess::readyReadStandardOutput, [this] {
            const QByteArray piece = m_parec.readAllStandardOutput();
            watch.look(samplesOf(piece));
            m_bytes += piece;
        });
        m_parec.start(u"parec"_s,
                      {u"--raw"_s, u"--format=s16le"_s, u"--rate=16000"_s, u"--channels=1"_s, u"--latency-msec=10"_s,
                       u"--device="_s + speaker + u".monitor"_s});
    }
    ~Recorder()
    {
        m_parec.kill();
        m_parec.waitForFinished();
    }

    ToneWatch watch;
    bool runs() const { return !m_bytes.isEmpty(); }
    double tone(double hertz, int lastMs = 200) const
    {
        return m_bytes.size() < lastMs * 32 ? 0 : toneIn(samplesOf(m_bytes.right(lastMs * 32)), hertz);
    }

private:
    QProcess m_parec;
    QByteArray m_bytes;
};

class Microphone // speaks into a microphone, silence between the words
{
public:
    explicit Microphone(const QString &microphone)
    {
        m_pacat.start(u"pacat"_s,
                      {u"--raw"_s, u"--format=s16le"_s, u"--rate=16000"_s, u"--channels=1"_s, u"--latency-msec=20"_s,
                       u"--device="_s + microphone + u"-air"_s});
        QObject::connect(&m_pace, &QTimer::timeout, [this] {
            const SoundFrame frame = m_speaks ? m_tone.next() : SoundFrame{};
            m_pacat.write(reinterpret_cast<const char *>(frame.samples.data()), sizeof frame.samples);
        });
        m_pace.setTimerType(Qt::PreciseTimer);
        m_pace.start(20);
    }
    ~Microphone()
    {
        m_pacat.kill();
        m_pacat.waitForFinished();
    }
    void speak(bool speaks) { m_speaks = speaks; }

private:
    QProcess m_pacat;
    QTimer m_pace;
    ToneMaker m_tone{staffHertz, 0.3};
    bool m_speaks = false;
};

class SoundTick // the sound thread's side: one frame each way every 20 ms
{
public:
    explicit SoundTick(std::shared_ptr<FramePost> post)
        : m_post(std::move(post))
        , m_thread([this](const std::stop_token &stop) { run(stop); })
    { }

    void play(bool plays) { m_plays = plays; }
    void inWords() { m_words = true; }
    void watchFor(double hertz)
    {
        const std::lock_guard lock(m_mutex);
        m_watch.begin(hertz);
    }
    qint64 arrivedAfterMs() const
    {
        const std::lock_guard lock(m_mutex);
        return m_watch.afterMs();
    }
    int frames() const { return m_frames; }
    int missed() const { return m_missed; } // since the first frame
    double waitedToSound() const { return double(m_waitedToSound) / std::max(1, m_frames - settledTicks); }
    double waitedFromSound() const { return double(m_waitedFromSound) / std::max(1, m_frames - settledTicks); }
    double tone(double hertz, int lastMs = 200) const
    {
        const std::lock_guard lock(m_mutex);
        const std::size_t last = std::size_t(lastMs) * 16;
        return m_heard.size() < last ? 0 : toneIn(std::span(m_heard).last(last), hertz);
    }

private:
    void run(const std::stop_token &stop)
    {
        auto due = std::chrono::steady_clock::now();
        for (int at = 0; !stop.stop_requested(); ++at) {
            std::this_thread::sleep_until(due += std::chrono::milliseconds(20));
            tick(at);
        }
    }

    void tick(int at)
    {
        m_waitedToSound += at > settledTicks ? int(m_post->toSound.waiting()) : 0;
        m_waitedFromSound += at > settledTicks ? int(m_post->fromSound.waiting()) : 0;
        if (SoundFrame frame; m_post->toSound.pop(frame)) {
            ++m_frames;
            const std::lock_guard lock(m_mutex);
            m_watch.look(frame.samples);
            m_heard.insert(m_heard.end(), frame.samples.begin(), frame.samples.end());
        } else if (m_frames > 0) {
            ++m_missed;
        }
        const SoundFrame tone = m_tone.next();
        m_post->fromSound.push(m_plays && (!m_words || at % 20 < 12) ? tone : SoundFrame{});
    }

    static constexpr int settledTicks = 150; // what waits is of interest from then on
    std::shared_ptr<FramePost> m_post;
    ToneMaker m_tone{callerHertz, 0.5};
    std::atomic<bool> m_plays = false, m_words = false;
    std::atomic<int> m_frames = 0, m_missed = 0, m_waitedToSound = 0, m_waitedFromSound = 0;
    mutable std::mutex m_mutex; // over what follows
    std::vector<std::int16_t> m_heard;
    ToneWatch m_watch;
    std::jthread m_thread;
};

} // namespace nightbell::scripted
