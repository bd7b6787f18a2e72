#include "audio/room_meters.h"

namespace nightbell {

namespace {

template<std::size_t... each> auto meters(int rate, std::index_sequence<each...>)
{
    return std::array{(void(each), LevelMeter(rate))...};
}

} // namespace

RoomMeters::RoomMeters(int room, int rate, ReportSink &sink)
    : m_room(room)
    , m_frameSamples(samplesPerFrame(rate))
    , m_sink(sink)
    , m_meters(meters(rate, std::make_index_sequence<metered>()))
{ }

void RoomMeters::hear(const Frames &frames, SoundMask there)
{
    static constexpr std::array<std::int16_t, frameSamplesAtMost> silence{};
    const auto frameOf = [&](int source) {
        return std::span(there & maskOf(source) ? frames[std::size_t(source)] : silence).first(m_frameSamples);
    };
    std::array<SoundLevel, metered> levels;
    bool measured = false;
    for (int source = 0; source < metered; ++source)
        if (const auto level = m_meters[std::size_t(source)].hear(frameOf(source))) {
            levels[std::size_t(source)] = *level;
            measured = true;
        }
    if (!measured)
        return;
    LevelsHeard heard{.assistant = levels[AssistantSound]};
    std::copy_n(levels.begin(), partiesAtMost, heard.parties.begin());
    m_sink.show({m_room, heard});
}

} // namespace nightbell
