#include "audio/caller_ear.h"

#include <utility>

namespace nightbell {

namespace {

using Ms = std::chrono::milliseconds;

constexpr std::array<std::int16_t, frameSamplesAtMost> silence{};

template<class Report> void tellOrKeep(ReportSink &sink, int room, std::optional<Report> &untold)
{
    if (untold && sink.report({room, *untold}))
        untold.reset();
}

} // namespace

CallerEar::CallerEar(int room, int rate, ReportSink &sink, SpentParcels &spent)
    : m_room(room)
    , m_frameSamples(samplesPerFrame(rate))
    , m_sink(sink)
    , m_spent(spent)
    , m_gate(rate)
{ }

CallerEar::~CallerEar() { delete m_listening; }

void CallerEar::listen(RoomListening *listening)
{
    if (m_listening)
        m_spent.put(m_listening);
    m_listening = listening;
}

void CallerEar::hear(std::span<const std::int16_t> frame, int skipped, SteadyTime now)
{
    if (frame.empty())
        frame = std::span(silence).first(m_frameSamples);
    BlockPowers mayBeEcho{};
    if (m_listening) {
        const LineEcho::Cleaned cleaned = m_listening->echo().clean(frame);
        frame = cleaned.frame;
        mayBeEcho = cleaned.mayBeEcho;
    }
    const GateStep step = m_gate.hear(frame, mayBeEcho);
    tell(step, now);
    if (m_listening)
        m_listening->hear(step, frame, m_gate.preRoll(), skipped);
}

void CallerEar::callerHears(std::span<const std::int16_t> frame)
{
    if (m_listening)
        m_listening->echo().callerHears(frame);
}

void CallerEar::tell(const GateStep &step, SteadyTime now)
{
    if (step.began || step.ended)
        m_untoldSpeech = CallerSpeech{step.began, now - Ms{step.agoMs}};
    tellOrKeep(m_sink, m_room, m_untoldSpeech);
    tellQuiet(step, now);
    tellOrKeep(m_sink, m_room, m_untoldQuiet);
}

void CallerEar::tellQuiet(const GateStep &step, SteadyTime now)
{
    const int before = std::exchange(m_quietMs, step.speech ? step.quietMs : m_quietMs + int(tickLength.count()));
    if (step.speech && (step.began || m_quietMs < before)) {
        if (!step.began && m_stagesTold > 0)
            m_untoldQuiet = CallerQuiet{0, now};
        m_stagesTold = 0;
    }
    if (m_stagesTold < quietStages.size() && m_quietMs >= quietStages[m_stagesTold])
        m_untoldQuiet = CallerQuiet{quietStages[m_stagesTold++], now - Ms{m_quietMs}};
}

} // namespace nightbell
