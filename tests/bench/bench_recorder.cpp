// What recording costs: 200 calls at once, two people talking in each, a minute of it as fast as the recorder takes it;
// then the pressing to Opus.
#include "audio/recorder_rounds.h"
#include "audio/recording_folder.h"
#include "audio/recording_press.h"
#include "bench/figures.h"
#include "scripted/recorded_tone.h"

#include <QTemporaryDir>

#include <ctime>

using namespace nightbell;

namespace {

constexpr int calls = 200, ticksOfARound = 5;
constexpr std::uint32_t ticks = 60 * 50;

double cpuUs()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e6 + double(now.tv_nsec) / 1e3;
}

} // namespace

int main()
{
    const QTemporaryDir folder(QStringLiteral("bench-recorder-XXXXXX"));
    const auto inlet = std::make_unique<RecordingInlet>();
    RecorderRounds rounds(folder.path(), *inlet);
    const SealKey key = SealKey::fresh();
    std::vector<RecordingOrder> starts, stops;
    for (int room = 1; room <= calls; ++room) {
        starts.push_back(StartRecording{room, CallId(QStringLiteral("call-%1").arg(room)), key, instantFromMs(0)});
        stops.push_back(StopRecording{room});
    }
    rounds.round(starts, Span{0});
    bench::Figures longest("recorder: a round of 100 ms at 200 calls");
    double us = 0;
    RecordedTick value = RecordedTone{}.tick(0);
    for (value.tick = 0; value.tick < ticks; ++value.tick) {
        for (value.room = 1; value.room <= calls; ++value.room)
            inlet->push(value);
        if (value.tick % ticksOfARound != ticksOfARound - 1)
            continue;
        const double before = cpuUs();
        longest.time([&] { rounds.round({}, Span{20} * value.tick); });
        us += cpuUs() - before;
    }
    rounds.round(stops, Span{20} * ticks);
    longest.print();
    bench::printFigure("recorder: CPU per call and second at 200 calls", us / calls / (ticks / 50.0), "us");
    const CallId call(QStringLiteral("call-1"));
    const std::atomic<bool> stopping = false;
    const double before = cpuUs();
    if (!pressRecording(findRecording(folder.path(), call), call, key, stopping))
        return 69;
    bench::printFigure("press: CPU per recorded second", (cpuUs() - before) / (ticks / 50.0), "us");
}
