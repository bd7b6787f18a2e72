// What each part of the sound path costs a call and tick of 20 ms: CPU time, the median of many batches.
#include "audio/caller_ear.h"
#include "audio/concealment.h"
#include "audio/g711.h"
#include "audio/jitter_buffer.h"
#include "audio/key_tones.h"
#include "audio/level_meter.h"
#include "audio/mixer.h"
#include "audio/opus_coding.h"
#include "audio/rate_change.h"
#include "audio/speaker.h"
#include "audio/speech_gate.h"
#include "bench/figures.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <malloc.h>
#include <vector>

using namespace nightbell;

namespace {

constexpr int batches = 200;
constexpr int ticksPerBatch = 100; // one reading of the clock would cost as much as the work

double cpuNs() // of this thread: others on the machine do not count
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e9 + double(now.tv_nsec);
}

template<class Work> void measure(const char *what, Work work)
{
    std::vector<double> ns;
    for (int batch = 0; batch < batches; ++batch) {
        const double start = cpuNs();
        for (int tick = 0; tick < ticksPerBatch; ++tick)
            work(batch * ticksPerBatch + tick);
        ns.push_back((cpuNs() - start) / ticksPerBatch);
    }
    std::sort(ns.begin(), ns.end());
    bench::printFigure(QByteArray("sound, a call and tick: ") + what, ns[ns.size() / 2], "ns");
}

std::vector<std::int16_t> sound(int rate) // a second, never silent
{
    std::vector<std::int16_t> samples(static_cast<std::size_t>(rate));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] =
            std::int16_t(6'000 * std::sin(double(i) * 900 / rate) + 3'000 * std::sin(double(i) * 5'000 / rate));
    return samples;
}

class Ticks // of that second, over and over
{
public:
    explicit Ticks(int rate) : m_sound(sound(rate)), m_size(samplesPerFrame(rate)) { }
    std::span<std::int16_t> operator[](int tick)
    {
        return std::span(m_sound).subspan(std::size_t(tick % framesPerSecond) * m_size, m_size);
    }

private:
    std::vector<std::int16_t> m_sound;
    std::size_t m_size;
};

void g711()
{
    Ticks ticks(narrowRate);
    std::array<std::uint8_t, 160> codes{};
    for (const Coding coding : {Coding::MuLaw, Coding::ALaw}) {
        measure(coding == Coding::MuLaw ? "mu-law: encode" : "A-law: encode",
                [&](int tick) { encode(coding, ticks[tick], codes); });
        measure(coding == Coding::MuLaw ? "mu-law: decode" : "A-law: decode",
                [&](int tick) { decode(coding, codes, ticks[tick]); });
    }
}

void jitterBuffer()
{
    JitterBuffer buffer(narrowRate);
    const std::array<std::uint8_t, 160> payload{};
    measure("jitter buffer: a packet in, a packet out", [&](int tick) {
        const SteadyTime now{std::chrono::milliseconds(20 * tick)};
        buffer.put({{.sequence = std::uint16_t(tick), .timestamp = std::uint32_t(tick) * 160}, payload}, 160, now);
        buffer.take(now + std::chrono::milliseconds(7), tick % 2 == 0);
    });
    bench::printFigure("sound, a call: jitter buffer", sizeof buffer, "bytes");
}

void concealment(int rate)
{
    Ticks ticks(rate);
    Concealment conceals(rate);
    measure(rate == narrowRate ? "concealment: a tick that arrived, 8 kHz" : "concealment: a tick that arrived, 16 kHz",
            [&](int tick) { conceals.keep(ticks[tick]); });
    std::array<std::int16_t, frameSamplesAtMost> made;
    measure(rate == narrowRate ? "concealment: one kept, one made up, 8 kHz"
                               : "concealment: one kept, one made up, 16 kHz",
            [&](int tick) {
                conceals.keep(ticks[tick]);
                conceals.makeUp(std::span(made).first(samplesPerFrame(rate)));
            });
}

void opus(int rate)
{
    const bool narrow = rate == narrowRate;
    Ticks ticks(rate);
    OpusWriter writer(rate, 24'000);
    OpusReader reader(rate);
    std::array<std::uint8_t, opusPayloadBytesAtMost> payload;
    std::array<std::int16_t, frameSamplesAtMost> frame;
    std::size_t bytes = 0;
    measure(narrow ? "Opus: encode, 8 kHz" : "Opus: encode, 16 kHz",
            [&](int tick) { bytes = writer.write(ticks[tick], payload); });
    measure(narrow ? "Opus: decode, 8 kHz" : "Opus: decode, 16 kHz",
            [&](int) { reader.read(std::span(payload).first(bytes), std::span(frame).first(samplesPerFrame(rate))); });
}

void mix(int rate)
{
    const bool narrow = rate == narrowRate;
    Ticks ticks(rate);
    std::array<std::int16_t, frameSamplesAtMost> frame;
    GainRamp steady[4];
    measure(narrow ? "mixer: 4 sources, 8 kHz" : "mixer: 4 sources, 16 kHz", [&](int tick) {
        MixSum sum{};
        for (GainRamp &each : steady)
            each.add(ticks[tick], unchanged, sum);
        saturate(std::span(sum).first(samplesPerFrame(rate)), std::span(frame).first(samplesPerFrame(rate)));
    });
    measure(narrow ? "mixer: 4 sources in a ramp, 8 kHz" : "mixer: 4 sources in a ramp, 16 kHz", [&](int tick) {
        MixSum sum{};
        for (GainRamp &each : steady)
            each.add(ticks[tick], tick % 2 ? Gain(0.5) : Gain(0.9), sum);
        saturate(std::span(sum).first(samplesPerFrame(rate)), std::span(frame).first(samplesPerFrame(rate)));
    });
}

void rateChange(const char *what, int in, int out)
{
    RateChange change(in, out);
    Ticks ticks(in);
    std::vector<std::int16_t> room(change.roomFor(samplesPerFrame(in)));
    measure(what, [&](int tick) { change.change(ticks[tick], room); });
}

void listening(int rate)
{
    const bool narrow = rate == narrowRate;
    Ticks ticks(rate);
    LevelMeter meter(rate);
    measure(narrow ? "level meter, 8 kHz" : "level meter, 16 kHz", [&](int tick) { meter.hear(ticks[tick]); });
    KeyToneEar ear(rate);
    measure(narrow ? "key tones, 8 kHz" : "key tones, 16 kHz", [&](int tick) { ear.hear(ticks[tick]); });
}

struct NobodyAsks : ReportSink
{
    bool report(const SoundReport &) override { return true; }
    void show(const SoundReport &) override { }
};

// The assistant's ear, heard by nobody, then by a listener while the assistant is silent, then while it speaks.
void ear(int rate)
{
    const bool narrow = rate == narrowRate;
    Ticks ticks(rate);
    NobodyAsks sink;
    SpentParcels spent;
    CallerEar ear(1, rate, sink, spent);
    const auto inlet = std::make_unique<ListeningInlet>();
    HeardFrame frame;
    measure(narrow ? "ear: nobody listens, 8 kHz" : "ear: nobody listens, 16 kHz",
            [&](int tick) { ear.hear(ticks[tick], 0, SteadyTime{}); });
    const std::size_t before = mallinfo2().uordblks;
    auto *listening = new RoomListening(*inlet, 1, rate);
    bench::printFigure(narrow ? "sound, a heard call: its listening, 8 kHz"
                              : "sound, a heard call: its listening, 16 kHz",
                       double(mallinfo2().uordblks - before) / 1'000, "kB");
    ear.listen(listening);
    measure(narrow ? "ear: the assistant is silent, 8 kHz" : "ear: the assistant is silent, 16 kHz", [&](int tick) {
        ear.hear(ticks[tick], 0, SteadyTime{});
        while (inlet->waiting.pop(frame)) { }
    });
    measure(narrow ? "ear: the assistant speaks, 8 kHz" : "ear: the assistant speaks, 16 kHz", [&](int tick) {
        ear.hear(ticks[tick], 0, SteadyTime{});
        ear.callerHears(ticks[tick * 7]);
        while (inlet->waiting.pop(frame)) { }
    });
}

void tap()
{
    Ticks ticks(wideRate);
    const auto inlet = std::make_unique<ListeningInlet>();
    RoomListening listening(*inlet, 1, wideRate);
    HeardFrame frame;
    listening.hear({.speech = true, .began = true}, ticks[0], {}, 0);
    measure("tap: a frame given, 16 kHz", [&](int tick) {
        listening.hear({.speech = true}, ticks[tick], {}, 0);
        inlet->waiting.pop(frame);
    });
}

void mouth()
{
    NobodyAsks sink;
    SpentParcels spent;
    Speaker speaker(1, narrowRate, sink, spent);
    speaker.add(new SpeechNode({1, 1, Pcm(narrowRate * 1'200, 1'000), true}));
    std::array<std::int16_t, samplesPerFrame(narrowRate)> frame{};
    measure("mouth: a frame", [&](int) { speaker.fill(frame, SteadyTime{}); });
    measure("mouth: a frame, pausing every second one", [&](int tick) {
        tick % 2 ? speaker.pause() : speaker.resume();
        speaker.fill(frame, SteadyTime{});
    });
}

} // namespace

int main()
{
    g711();
    jitterBuffer();
    for (const int rate : {narrowRate, wideRate}) {
        concealment(rate);
        opus(rate);
        mix(rate);
        listening(rate);
    }
    rateChange("rate: 8 to 16 kHz", narrowRate, wideRate);
    rateChange("rate: 16 to 8 kHz", wideRate, narrowRate);
    rateChange("rate: 48 to 16 kHz", 48'000, wideRate);
    rateChange("rate: 16 to 48 kHz", wideRate, 48'000);
    SpeechGate gate(wideRate);
    Ticks ticks(wideRate);
    measure("speech gate", [&](int tick) { gate.hear(ticks[tick]); });
    for (const int rate : {narrowRate, wideRate})
        ear(rate);
    tap();
    mouth();
}
