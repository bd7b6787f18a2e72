#include "app/engine_room.h"

#include "audio/rtp_sound.h"
#include "engine/destination.h"
#include "engine/system_clock.h"
#include "line/sip_line.h"
#include "speech/flite_voice.h"

#include <algorithm>
#include <functional>

namespace nightbell {

EngineRoom::EngineRoom(const Settings &settings, ClinicDesk &clinics, Store &store) : m_store(store)
{
    const int callsAtMost = int(settings.whole("calls.at_most"));
    const ListenAddress listen = settings.address("sip.listen");
    auto line = std::make_unique<SipLine>(
        SipLine::Place{{listen.host, listen.port}, {settings.networks("sip.trusted")}, callsAtMost});
    auto sound = std::make_unique<RtpSound>(listen.host, settings.ports("rtp.ports"), callsAtMost);
    m_line = line.get();
    m_sound = sound.get();
    const Span longestCall = std::chrono::minutes{settings.whole("calls.longest_minutes")};
    m_engine = std::make_unique<EngineThread>(EngineThread::Parts{
        .clock = std::make_unique<SystemClock>(),
        .line = std::move(line),
        .sound = std::move(sound),
        .voice = std::make_unique<FliteVoice>(),
        .append = [&store](const ClinicId &clinic, const CallEvent &event) { return store.append(clinic, event); },
        .destinationOf =
            [&clinics, longestCall](const PrivateText &called) {
                std::optional<Destination> destination = destinationIn(*clinics.inForce(), called);
                if (destination)
                    destination->rules.longestCall = longestCall;
                return destination;
            },
    });
    m_switchboard = std::make_unique<EngineSwitchboard>(m_engine->engine());
}

EngineRoom::~EngineRoom()
{
    m_switchboard.reset();
    m_engine.reset();
}

Result<> EngineRoom::start() { return m_engine->start(); }

QFuture<VitalSigns> EngineRoom::vitals()
{
    return ask(&m_engine->engine(), [this, behind = m_store.behind(), recovered = m_store.recoveredCalls()] {
        const Engine &engine = m_engine->engine();
        const EngineCounts &counts = engine.counts();
        const QList<CallSummary> calls = engine.calls();
        const SipLineCounts line = m_line->counts();
        m_crowding.look(qint64(line.beyondLimit), SystemClock().now());
        const SoundVitals sound = m_sound->vitals();
        VitalSigns signs;
        signs.counters = {
            {QStringLiteral("calls.live"), std::count_if(calls.begin(), calls.end(), std::mem_fn(&CallSummary::live))},
            {QStringLiteral("calls.unsettled"), calls.size()},
            {QStringLiteral("calls.recovered"), recovered},
            {QStringLiteral("calls.unknown_number"), qint64(counts.unknownNumbers)},
            {QStringLiteral("calls.no_sound"), qint64(counts.noSound)},
            {QStringLiteral("calls.forgotten"), qint64(counts.forgotten)},
            {QStringLiteral("line.strangers"), qint64(line.strangers)},
            {QStringLiteral("line.malformed"), qint64(line.malformed)},
            {QStringLiteral("line.beyond_limit"), qint64(line.beyondLimit)},
            {QStringLiteral("line.unacceptable"), qint64(line.unacceptable)},
            {QStringLiteral("voice.failed_sentences"), qint64(counts.failedSentences)},
            {QStringLiteral("voice.stale_pieces"), qint64(counts.stalePieces)},
            {QStringLiteral("sound.ticks_skipped"), qint64(sound.ticksSkipped)},
            {QStringLiteral("journal.in_memory"), behind.inMemory},
            {QStringLiteral("journal.in_spill"), behind.inSpill},
            {QStringLiteral("journal.spill_bytes"), behind.spillBytes},
            {QStringLiteral("journal.set_aside"), behind.setAside},
            {QStringLiteral("journal.refused"), behind.refused},
            {QStringLiteral("journal.failed"), qint64(counts.failedAppends)},
        };
        if (behind.since)
            signs.faults.insert(QStringLiteral("store.away"), QString());
        if (behind.since && behind.refused > 0)
            signs.faults.insert(QStringLiteral("store.refusing"), QString());
        if (!sound.realTime)
            signs.faults.insert(QStringLiteral("sound.no_priority"), QStringLiteral("RLIMIT_RTPRIO"));
        return signs;
    });
}

} // namespace nightbell
