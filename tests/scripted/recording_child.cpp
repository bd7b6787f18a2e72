#include "scripted/recording_child.h"

#include "audio/recorder_rounds.h"
#include "audio/recording_folder.h"
#include "audio/recording_press.h"
#include "scripted/recorded_tone.h"

#include <cstdio>

namespace nightbell::crash {
namespace {

constexpr std::uint32_t ticksOfARound = 5;

SealKey keyIn(const QStringList &arguments)
{
    return SealKey::from(QByteArray::fromHex(arguments[3].toLatin1())).value();
}

void tell(std::uint32_t ticks)
{
    std::printf("%u\n", ticks);
    std::fflush(stdout);
}

} // namespace

CallId recordedCall(int number) { return CallId(QStringLiteral("call-%1").arg(number)); }

QStringList recordingArguments(const RecordingPlace &place)
{
    return {place.folder, QString::fromLatin1(place.key.toHex()), QString::number(place.call)};
}

int recordUntilKilled(const QStringList &arguments)
{
    const auto inlet = std::make_unique<RecordingInlet>();
    RecorderRounds rounds(arguments[2], *inlet);
    rounds.round({StartRecording{1, recordedCall(arguments[4].toInt()), keyIn(arguments), instantFromMs(0)}}, Span{0});
    const RecordedTone tone{.caller = 440, .heard = 700};
    for (std::uint32_t tick = 0;; ++tick) {
        inlet->push(tone.tick(tick));
        if (tick % ticksOfARound != ticksOfARound - 1)
            continue;
        rounds.round({}, Span{20} * tick);
        tell(tick + 1);
    }
}

int pressUntilKilled(const QStringList &arguments)
{
    const CallId call = recordedCall(arguments[4].toInt());
    const std::atomic<bool> stopping = false;
    tell(0);
    return pressRecording(findRecording(arguments[2], call), call, keyIn(arguments), stopping) ? 0 : 1;
}

} // namespace nightbell::crash
