// One open device each: sound runs from the beginning of the object to its end. Both live on the headset's thread, and
// there they call back.
#pragma once

#include <QAudioSink>
#include <QAudioSource>

#include <functional>
#include <memory>
#include <span>

namespace nightbell {

class MicrophoneStream
{
public:
    using Hear = std::function<void(std::span<const std::int16_t>)>;

    MicrophoneStream(const QAudioDevice &device, Hear hear);
    ~MicrophoneStream();
    Q_DISABLE_COPY_MOVE(MicrophoneStream)

    bool stopped() const { return m_source.state() == QAudio::StoppedState; }
    qint64 samples() const; // so far
    int bufferedMs() const; // what a sample may have waited in the device's buffer

private:
    class Tap;
    std::unique_ptr<Tap> m_tap;
    QAudioSource m_source;
};

class SpeakerStream
{
public:
    using Fill = std::function<void(std::span<std::int16_t>)>;

    SpeakerStream(const QAudioDevice &device, Fill fill);
    ~SpeakerStream();
    Q_DISABLE_COPY_MOVE(SpeakerStream)

    bool stopped() const { return m_sink.state() == QAudio::StoppedState; }
    qint64 samples() const;
    int bufferedMs() const; // until a sample that is filled in now is heard, as far as the device's buffer tells

private:
    class Tap;
    std::unique_ptr<Tap> m_tap;
    QAudioSink m_sink;
};

} // namespace nightbell
