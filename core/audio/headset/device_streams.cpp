#include "audio/headset/device_streams.h"

#include "audio/frame_post.h"

#include <QAudioDevice>
#include <QIODevice>

namespace nightbell {
namespace {

constexpr int listenBufferMs = 60;
constexpr int playBufferMs = 80; // of which the device uses three quarters; below 60 streams stall without an error
constexpr int bytesPerMs = soundFrameRate / 1'000 * int(sizeof(std::int16_t));

QAudioFormat format()
{
    QAudioFormat wide;
    wide.setSampleRate(soundFrameRate);
    wide.setChannelCount(1);
    wide.setSampleFormat(QAudioFormat::Int16);
    return wide;
}

} // namespace

class MicrophoneStream::Tap : public QIODevice
{
public:
    explicit Tap(Hear hear) : m_hear(std::move(hear)) { open(WriteOnly | Unbuffered); }

    bool isSequential() const override { return true; }
    qint64 samples = 0;

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *bytes, qint64 length) override
    {
        const auto count = std::size_t(length) / sizeof(std::int16_t);
        samples += qint64(count);
        m_hear(std::span(reinterpret_cast<const std::int16_t *>(bytes), count));
        return length;
    }

private:
    Hear m_hear;
};

MicrophoneStream::MicrophoneStream(const QAudioDevice &device, Hear hear)
    : m_tap(std::make_unique<Tap>(std::move(hear)))
    , m_source(device, format())
{
    m_source.setBufferSize(listenBufferMs * bytesPerMs);
    m_source.start(m_tap.get());
}

MicrophoneStream::~MicrophoneStream() { m_source.stop(); }

qint64 MicrophoneStream::samples() const { return m_tap->samples; }

int MicrophoneStream::bufferedMs() const { return int(m_source.bytesAvailable() / bytesPerMs); }

class SpeakerStream::Tap : public QIODevice
{
public:
    explicit Tap(Fill fill) : m_fill(std::move(fill)) { open(ReadOnly | Unbuffered); } // else 16 KiB are read ahead

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return playBufferMs * bytesPerMs; }
    qint64 samples = 0;

protected:
    qint64 readData(char *bytes, qint64 length) override
    {
        const auto count = std::size_t(length) / sizeof(std::int16_t);
        samples += qint64(count);
        m_fill(std::span(reinterpret_cast<std::int16_t *>(bytes), count));
        return qint64(count) * qint64(sizeof(std::int16_t));
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    Fill m_fill;
};

SpeakerStream::SpeakerStream(const QAudioDevice &device, Fill fill)
    : m_tap(std::make_unique<Tap>(std::move(fill)))
    , m_sink(device, format())
{
    m_sink.setBufferSize(playBufferMs * bytesPerMs);
    m_sink.start(m_tap.get());
}

SpeakerStream::~SpeakerStream() { m_sink.reset(); } // without playing what still waits

qint64 SpeakerStream::samples() const { return m_tap->samples; }

int SpeakerStream::bufferedMs() const { return int((m_sink.bufferSize() - m_sink.bytesFree()) / bytesPerMs); }

} // namespace nightbell
