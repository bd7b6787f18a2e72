#include "app/engine_room.h"

#include "app/hearing_place.h"
#include "app/sip_place.h"
#include "app/voice_place.h"
#include "audio/rtp_sound.h"
#include "engine/destination.h"
#include "engine/system_clock.h"

#include <QLoggingCategory>

#include <algorithm>
#include <functional>

namespace nightbell {

namespace {

Q_LOGGING_CATEGORY(log, "nightbell.app")

void addRecording(const RecorderVitals &recorder, const PressVitals &press, VitalSigns &signs)
{
    signs.counters.insert(QStringLiteral("recording.live"), recorder.recording);
    signs.counters.insert(QStringLiteral("recording.ticks_lost"), qint64(recorder.ticksLost));
    signs.counters.insert(QStringLiteral("recording.ticks_stray"), qint64(recorder.ticksStray));
    signs.counters.insert(QStringLiteral("recording.chunks_written"), qint64(recorder.chunksWritten));
    signs.counters.insert(QStringLiteral("recording.chunks_lost"), qint64(recorder.chunksLost));
    signs.counters.insert(QStringLiteral("press.waiting"), press.waiting);
    signs.counters.insert(QStringLiteral("press.pressed"), qint64(press.pressed));
    signs.counters.insert(QStringLiteral("press.failed"), qint64(press.failed));
    signs.counters.insert(QStringLiteral("press.turned_away"), qint64(press.turnedAway));
    if (recorder.trouble)
        signs.faults.insert(QStringLiteral("sound.not_recorded"),
                            *recorder.trouble == Problem::Kind::Full ? QStringLiteral("disk_full")
                                                                     : QStringLiteral("disk"));
}

// Asked on the engine's thread.
ReceptionParts receptionParts(ClinicDesk &clinics, ScriptDesk &scripts, Store &store, Diary &diary)
{
    SessionDesk &sessions = store.sessions();
    return {.book = [&clinics] { return clinics.inForce(); },
            .scripts = [&scripts](const ClinicId &clinic) { return scripts.now()->value(clinic); },
            .diary = &diary,
            .dropped = {.find = [&sessions](const ClinicId &clinic,
                                            const CallerMark &mark) { return sessions.find(clinic, mark); },
                        .open = [&sessions](const WaitingSession &session,
                                            const SessionVerified &proof) { return sessions.opened(session, proof); },
                        .resume = [&sessions](const WaitingSession &session,
                                              const CallId &by) { return sessions.resume(session, by); }},
            .rules = {.cautious = true}}; // as long as only the offline recogniser hears
}

} // namespace

EngineRoom::EngineRoom(const Settings &settings, const QString &dataFolder, ClinicDesk &clinics, ScriptDesk &scripts,
                       Store &store, SecretStore &secrets, const CallerSecrets &callers, HeadsetDoor headset)
    : m_store(store)
    , m_diary(store, [] { return SystemClock().now(); })
    , m_recorder(dataFolder)
    , m_press(dataFolder)
{
    const int callsAtMost = int(settings.whole("calls.at_most"));
    const ListenAddress listen = settings.address("sip.listen");
    SipLine::Place place = sipPlace(settings, secrets);
    place.callsPerSource = int(settings.whole("sip.calls_per_source"));
    place.door = {.trustedPerSecond = int(settings.whole("sip.trusted_rate")), .users = callers};
    auto line = std::make_unique<SipLine>(std::move(place));
    auto sound = std::make_unique<RtpSound>(
        RtpSound::Place{.host = listen.host,
                        .ports = settings.ports("rtp.ports"),
                        .callsAtMost = callsAtMost,
                        .silenceAtMost = std::chrono::seconds{settings.whole("rtp.silence_seconds")}});
    auto voice = voicePlace(settings, *clinics.inForce());
    HearingPlace hearing = hearingPlace(settings, clinics, scripts);
    m_ear = hearing.transcriber.get();
    m_deaf = hearing.trouble.has_value();
    if (m_ear)
        learnWhatIsPublished(*m_ear, clinics, scripts);
    m_line = line.get();
    m_voice = voice.get();
    m_sound = sound.get();
    const Span longestCall = std::chrono::minutes{settings.whole("calls.longest_minutes")};
    m_engine = std::make_unique<EngineThread>(EngineThread::Parts{
        .clock = std::make_unique<SystemClock>(),
        .line = std::move(line),
        .sound = std::move(sound),
        .voice = std::move(voice),
        .append = [&store](const ClinicId &clinic, const CallEvent &event) { return store.append(clinic, event); },
        .destinationOf =
            [&clinics, longestCall](const PrivateText &called) {
                std::optional<Destination> destination = destinationIn(*clinics.inForce(), called);
                if (destination)
                    destination->rules.longestCall = longestCall;
                return destination;
            },
        .staffSounds = std::make_shared<DeskSounds>(PrivateText(settings.text("staff.telephone")), std::move(headset)),
        .testExtensions = settings.text("line.diagnostics") == QLatin1String("true"),
        .recording = {&m_recorder, &m_press, [&store](const CallId &call) { return store.callKey(call); }},
        .testClinic = clinics.inForce()->organisations.constFirst().id,
        .reception = receptionParts(clinics, scripts, store, m_diary),
        .transcriber = std::move(hearing.transcriber),
    });
    m_switchboard = std::make_unique<EngineSwitchboard>(m_engine->engine());
}

EngineRoom::~EngineRoom()
{
    m_switchboard.reset();
    m_engine.reset();
}

Result<> EngineRoom::start()
{
    const Result<> started = m_engine->start();
    if (started) {
        if (!m_sound->vitals().realTime)
            qCWarning(log)
                << "the sound has no priority on this machine: allow it with LimitRTPRIO=10 (systemd) or a line"
                << "\"rtprio 10\" in /etc/security/limits.conf";
        QObject::connect(&m_store, &Store::recovered, m_switchboard.get(), [this] { pressWhatIsLeft(); });
        pressWhatIsLeft();
    }
    return started;
}

// Recordings of calls that an earlier run left as they were recorded.
void EngineRoom::pressWhatIsLeft()
{
    whenDone(m_store.unpressed(), m_switchboard.get(), [engine = &m_engine->engine()](const Result<KeyedCalls> &left) {
        if (left)
            ask(engine, [engine, left] { engine->pressRecordings(left.value()); });
    });
}

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
            {QStringLiteral("calls.not_recorded"), qint64(counts.notRecorded)},
            {QStringLiteral("staff.bad_tickets"), qint64(counts.badTickets)},
            {QStringLiteral("line.strangers"), qint64(line.strangers)},
            {QStringLiteral("line.malformed"), qint64(line.malformed)},
            {QStringLiteral("line.beyond_limit"), qint64(line.beyondLimit)},
            {QStringLiteral("line.unacceptable"), qint64(line.unacceptable)},
            {QStringLiteral("line.not_dialled"), qint64(line.notDialled)},
            {QStringLiteral("line.beyond_rate"), qint64(line.beyondRate)},
            {QStringLiteral("line.source_busy"), qint64(line.sourceBusy)},
            {QStringLiteral("line.sign_in_asked"), qint64(line.signInAsked)},
            {QStringLiteral("line.wrong_sign_ins"), qint64(line.wrongSignIns)},
            {QStringLiteral("line.held_back"), qint64(line.heldBack)},
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
        addVoice(m_voice->counts(), signs);
        if (m_ear)
            addHearing(m_ear->vitals(), signs);
        if (m_deaf)
            signs.faults.insert(QStringLiteral("hearing.none"), QString());
        addRecording(m_recorder.vitals(), m_press.vitals(), signs);
        if (behind.since)
            signs.faults.insert(QStringLiteral("store.away"), QString());
        if (behind.since && behind.refused > 0)
            signs.faults.insert(QStringLiteral("store.refusing"), QString());
        addLineFaults(engine.lineStates(), signs);
        if (!sound.realTime)
            signs.faults.insert(QStringLiteral("sound.no_priority"), QStringLiteral("RLIMIT_RTPRIO"));
        return signs;
    });
}

} // namespace nightbell
