#include "audio/room_recording.h"

#include "audio/g711.h"
#include "audio/recording_chunk.h"

#include <algorithm>
#include <functional>

namespace nightbell {

namespace {

constexpr std::array<std::int16_t, frameSamplesAtMost> silence{};

}

RoomRecording::RoomRecording(RecordingInlet &inlet, int number, int rate) : m_inlet(inlet)
{
    m_tick.room = number;
    if (rate != narrowRate)
        for (Narrowing *each : {&m_fromCaller, &m_toCaller, &m_fromStaff})
            each->emplace(rate, narrowRate);
}

void RoomRecording::push(const RoomTick &tick, int skipped)
{
    take(tick.caller, m_tick.caller, m_fromCaller);
    take(tick.heard, m_tick.heard, m_toCaller);
    take(together(tick.staff), m_tick.staff, m_fromStaff);
    m_tick.tick += std::uint32_t(skipped);
    m_inlet.push(m_tick);
    ++m_tick.tick;
}

void RoomRecording::take(Frame frame, TickCodes &codes, Narrowing &narrowing)
{
    if (!narrowing && frame.empty()) {
        codes.fill(muLawSilence);
    } else if (!narrowing) {
        encode(Coding::MuLaw, frame, codes);
    } else {
        std::array<std::int16_t, frameSamplesAtMost> narrow{};
        narrowing->change(frame.empty() ? Frame(silence) : frame, narrow); // the filter holds what came before
        encode(Coding::MuLaw, std::span(narrow).first(codes.size()), codes);
    }
}

RoomTick::Frame RoomRecording::together(const std::array<Frame, staffAtMost> &frames)
{
    const auto speaking = std::ranges::count_if(frames, [](Frame each) { return !each.empty(); });
    if (speaking <= 1)
        return speaking ? *std::ranges::find_if(frames, [](Frame each) { return !each.empty(); }) : Frame();
    std::size_t samples = 0;
    m_sum.fill(0);
    for (const Frame each : frames) {
        std::ranges::transform(each, m_sum, m_sum.begin(), std::plus<>());
        samples = std::max(samples, each.size());
    }
    const auto mixed = std::span(m_mixed).first(samples);
    saturate(std::span(m_sum).first(samples), mixed);
    return mixed;
}

} // namespace nightbell
