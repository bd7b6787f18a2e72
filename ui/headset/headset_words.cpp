#include "ui/headset/headset_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace nightbell {
namespace {

QString tr(const char *text) { return QCoreApplication::translate("HeadsetWords", text); }

HeadsetWords trouble(const QString &state, const QString &advice)
{
    return {QStringLiteral("warn"), state, advice, Mood::Trouble};
}

QString nameOf(const QString &id, const QList<SoundDevice> &devices)
{
    const auto found =
        std::find_if(devices.begin(), devices.end(), [&id](const SoundDevice &device) { return device.id == id; });
    return found == devices.end() ? QString() : found->name;
}

HeadsetWords wordsOfMissing(const HeadsetStatus &status)
{
    if (status.microphone.used.isEmpty() && status.speaker.used.isEmpty())
        return trouble(tr("No headset"), tr("Plug one in. It is used at once."));
    if (status.microphone.used.isEmpty())
        return trouble(tr("No microphone"), tr("Callers cannot hear you. Plug a headset in. It is used at once."));
    return trouble(tr("No earpiece"), tr("You cannot hear callers. Plug a headset in. It is used at once."));
}

} // namespace

HeadsetWords wordsOf(const HeadsetStatus &status)
{
    switch (status.state) {
    case HeadsetState::Starting:
        return {QStringLiteral("headset"), tr("Looking for a headset"), {}, Mood::Plain};
    case HeadsetState::Ready:
        return {QStringLiteral("headset"), tr("Headset ready"),
                status.inCall ? tr("You are in a call.") : tr("Speak to see the bar move."), Mood::Fine};
    case HeadsetState::Muted:
        return {QStringLiteral("mic-off"), tr("Microphone muted"),
                status.inCall ? tr("The caller does not hear you.") : tr("Callers will not hear you."),
                status.inCall ? Mood::Trouble : Mood::Plain};
    case HeadsetState::DeviceSilent:
        return trouble(tr("Headset silent"),
                       tr("It is plugged in, but no sound comes. Unplug it and plug it in again, "
                          "or choose another one."));
    case HeadsetState::DeviceMissing:
        return wordsOfMissing(status);
    case HeadsetState::NoSoundServer:
        return trouble(tr("No sound on this computer"),
                       tr("Start PipeWire or PulseAudio, or plug in a sound device. Callers are still answered, and "
                          "you can step in by telephone."));
    case HeadsetState::GivenUp:
        return trouble(tr("Sound is stuck"),
                       tr("The computer's sound does not answer any more. Close Nightbell and "
                          "open it again."));
    }
    Q_UNREACHABLE();
}

QString troubleOf(const DeviceChoice &choice, const QList<SoundDevice> &devices)
{
    if (devices.isEmpty())
        return {}; // the state says so
    if (choice.used.isEmpty())
        return tr("None of them answers.");
    const QString used = nameOf(choice.used, devices);
    if (choice.fails)
        return tr("%1 gives no sound.").arg(used);
    if (choice.chosen.isEmpty() || choice.chosen == choice.used)
        return {};
    return nameOf(choice.chosen, devices).isEmpty() ? tr("Not plugged in. %1 is used meanwhile.").arg(used)
                                                    : tr("Does not answer. %1 is used meanwhile.").arg(used);
}

} // namespace nightbell
