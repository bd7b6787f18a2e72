// The whole telephone as the program builds it, on loopback: real line, sound, voice and engine; only the journal and
// the clinic are the test's.
#pragma once

#include "ask.h"
#include "audio/rtp_sound.h"
#include "engine/engine_thread.h"
#include "engine/system_clock.h"
#include "line/sip_line.h"
#include "scripted/free_ports.h"
#include "scripted/listening_journal.h"
#include "speech/flite_voice.h"

#include <mutex>

namespace nightbell::scripted {

struct FrontDoorExtras
{
    bool testExtensions = false;
    std::chrono::milliseconds silenceAtMost = std::chrono::seconds{30};
    std::shared_ptr<StaffSounds> staff = {};
};

class FrontDoor
{
public:
    // The place's address is found here, unless it has a port.
    explicit FrontDoor(const QString &greeting, SipLine::Place place = {.callsAtMost = 10}, FrontDoorExtras extras = {})
        : port(place.listen.port ? place.listen.port : freeSipPort())
        , m_greeting(greeting)
    {
        const QHostAddress here(QHostAddress::LocalHost);
        if (!place.listen.port)
            place.listen = {here, port};
        const int callsAtMost = place.callsAtMost;
        auto line = std::make_unique<SipLine>(std::move(place));
        m_line = line.get();
        m_engine = std::make_unique<EngineThread>(EngineThread::Parts{
            .clock = std::make_unique<SystemClock>(),
            .line = std::move(line),
            .sound = std::make_unique<RtpSound>(
                RtpSound::Place{here, PortRange{24'000, 27'999}, callsAtMost, extras.silenceAtMost}),
            .voice = std::make_unique<FliteVoice>(),
            .append =
                [this](const ClinicId &clinic, const CallEvent &event) {
                    const std::lock_guard locked(m_lock);
                    return m_journal.append(clinic, event);
                },
            .destinationOf = [this](const PrivateText &called) -> std::optional<Destination> {
                if (called.reveal() != QStringLiteral("100"))
                    return std::nullopt;
                return Destination{ClinicId(QStringLiteral("rosewood")), BranchId(QStringLiteral("main")),
                                   CallRules{.greeting = m_greeting,
                                             .staffLost = QStringLiteral("We lost the person you spoke with.")}};
            },
            .staffSounds = std::move(extras.staff),
            .testExtensions = extras.testExtensions,
        });
        opened = m_engine->start();
    }

    ~FrontDoor() { m_engine->stop().waitForFinished(); }

    ListeningJournal journal() const
    {
        const std::lock_guard locked(m_lock);
        return m_journal;
    }
    Engine &engine() { return m_engine->engine(); } // for ask() and queued connections only
    SipLineCounts lineCounts() const { return m_line->counts(); }
    Line &line() { return *m_line; } // it belongs to the engine: for what may be done from any thread
    QMap<QString, Fault> faults()    // as the vitals would have them
    {
        Engine &engine = m_engine->engine();
        return ask(&engine,
                   [&engine] {
                       VitalSigns signs;
                       addLineFaults(engine.lineStates(), signs);
                       return signs.faults;
                   })
            .result();
    }
    QFuture<void> stop() { return m_engine->stop(); }

    const quint16 port;
    Result<> opened;

private:
    QString m_greeting;
    mutable std::mutex m_lock;
    ListeningJournal m_journal;
    SipLine *m_line = nullptr; // the engine's
    std::unique_ptr<EngineThread> m_engine;
};

} // namespace nightbell::scripted
