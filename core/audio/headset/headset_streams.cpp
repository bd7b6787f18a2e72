#include "audio/headset/headset_streams.h"

#include <QLoggingCategory>

#include <algorithm>

namespace nightbell {
namespace {

Q_LOGGING_CATEGORY(headsetLog, "nightbell.headset")

constexpr qint64 idleAtMostMs = 5'000; // a device may take 2 s to begin

} // namespace

HeadsetStreams::HeadsetStreams() : m_talk([this](double peak) { Q_EMIT heard(peak); }) { }

HeadsetStreams::~HeadsetStreams() = default;

void HeadsetStreams::carryOut(const StreamWish &wish, quint64 number)
{
    m_wish = wish;
    look(m_microphone);
    look(m_speaker);
    look(m_alarm);
    arrange();
    StreamReport report{.wish = number,
                        .listening = m_microphone.stream != nullptr,
                        .microphoneFails = m_microphone.fails,
                        .speakerFails = m_speaker.fails,
                        .alarmFails = m_alarm.fails,
                        .counts = {.reopened = m_reopened}};
    m_talk.countInto(report.counts);
    Q_EMIT done(report);
}

void HeadsetStreams::play(HeadsetPart loudspeaker, Earcon earcon)
{
    (loudspeaker == HeadsetPart::AlarmSpeaker ? m_alarmEarcon : m_speakerEarcon) = EarconSound(earcon);
    arrange();
}

// Opens what is wanted and not open, closes what is open and not wanted. A stream that closes lets Qt deliver events,
// so that something new may be wanted before this one is done.
void HeadsetStreams::arrange()
{
    m_arrangeAgain = true;
    if (std::exchange(m_arranging, true))
        return;
    while (std::exchange(m_arrangeAgain, false) && !m_retired) {
        arrangeTalk();
        const QAudioDevice none;
        openSpeaker(m_wish.talk || !m_speakerEarcon.over() ? m_wish.speaker : none);
        openMicrophone(m_wish.talk ? m_wish.microphone : none);
        openAlarm(m_wish.ringing || !m_alarmEarcon.over() ? m_wish.alarmSpeaker : none);
    }
    m_arranging = false;
}

void HeadsetStreams::arrangeTalk()
{
    if (m_talk.post() != m_wish.post)
        m_talk.serve(m_wish.post);
    m_talk.mute(m_wish.muted);
    if (m_talk.hearsSelf() != m_wish.hearSelf)
        m_talk.hearSelf(m_wish.hearSelf);
    const bool inTheEar = m_wish.post && m_wish.alarmSpeaker == m_wish.speaker;
    const AlarmPlace place = inTheEar ? AlarmPlace::Ear : AlarmPlace::Room;
    if (m_wish.ringing == m_ringing && place == m_ringingAt)
        return;
    m_ringing = m_wish.ringing;
    m_ringingAt = place;
    m_alarmSound = m_ringing ? std::optional(AlarmSound(*m_ringing, place)) : std::nullopt;
}

// Whether it is another device than the one that is open, which is closed then. A stream without a device neither
// starts nor complains, so an absent one is not opened.
template<class Stream> bool HeadsetStreams::changeTo(const QAudioDevice &device, Open<Stream> &open)
{
    if (device.id() == open.id && (open.stream || device.isNull()))
        return false;
    const bool failed = open.fails && device.id() == open.id;
    std::exchange(open, {});
    open.id = device.id();
    open.fails = failed;
    if (device.isNull())
        return false;
    open.idle.start();
    Q_EMIT opens(device.id());
    return true;
}

void HeadsetStreams::openMicrophone(const QAudioDevice &device)
{
    if (!changeTo(device, m_microphone))
        return;
    m_microphone.stream = std::make_unique<MicrophoneStream>(device, [this](std::span<const std::int16_t> samples) {
        if (m_retired)
            return;
        const int toBeHeardMs = m_speaker.stream ? m_speaker.stream->bufferedMs() : 0;
        const int sinceHeardMs = m_microphone.stream ? m_microphone.stream->bufferedMs() : 0;
        m_talk.hear(samples, toBeHeardMs + sinceHeardMs);
    });
}

void HeadsetStreams::openSpeaker(const QAudioDevice &device)
{
    if (changeTo(device, m_speaker))
        m_speaker.stream =
            std::make_unique<SpeakerStream>(device, [this](std::span<std::int16_t> samples) { fillSpeaker(samples); });
}

void HeadsetStreams::openAlarm(const QAudioDevice &device)
{
    if (changeTo(device, m_alarm))
        m_alarm.stream =
            std::make_unique<SpeakerStream>(device, [this](std::span<std::int16_t> samples) { fillAlarm(samples); });
}

void HeadsetStreams::fillSpeaker(std::span<std::int16_t> samples)
{
    std::ranges::fill(samples, std::int16_t(0));
    if (m_retired)
        return;
    if (m_wish.talk)
        m_talk.fill(samples);
    m_speakerEarcon.addTo(samples);
}

void HeadsetStreams::fillAlarm(std::span<std::int16_t> samples)
{
    std::ranges::fill(samples, std::int16_t(0));
    if (m_alarmSound)
        m_alarmSound->fill(samples, m_talk.speech());
    m_alarmEarcon.addTo(samples);
}

// A stream that stopped, or that asks and gives nothing any more without a word, is closed, to be opened again.
template<class Stream> void HeadsetStreams::look(Open<Stream> &open)
{
    if (!open.stream)
        return;
    if (open.stream->samples() != open.samples) {
        open.samples = open.stream->samples();
        open.fails = false;
        open.idle.start();
    }
    if (!open.stream->stopped() && open.idle.elapsed() <= idleAtMostMs)
        return;
    qCWarning(headsetLog) << "a device went quiet and is opened again";
    ++m_reopened;
    open.fails = true;
    open.stream.reset();
}

} // namespace nightbell
