// The thread named "engine" and everything that lives on it: made elsewhere, moved here, and gone here.
#pragma once

#include "engine/engine.h"

#include <QThread>

namespace nightbell {

class EngineThread
{
public:
    struct Parts
    {
        std::unique_ptr<Clock> clock;
        std::unique_ptr<Line> line;
        std::unique_ptr<Sound> sound;
        std::unique_ptr<Voice> voice;
        AppendEvent append;            // called on the engine's thread
        FindDestination destinationOf; // called on the engine's thread
        std::shared_ptr<StaffSounds> staffSounds = {};
        bool testExtensions = false;
        RecordingParts recording = {};
        ClinicId testClinic = {};
        ReceptionParts reception = {}; // its transcriber is the next
        std::unique_ptr<Transcriber> transcriber = {};
    };

    explicit EngineThread(Parts parts);
    ~EngineThread();
    Q_DISABLE_COPY_MOVE(EngineThread)

    Result<> start();     // waits until calls can come
    QFuture<void> stop(); // ready when the last call has said goodbye; asked twice, it is the same goodbye

    Engine &engine() { return *m_engine; } // for ask() and queued connections only

private:
    Parts m_parts;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<QObject> m_here; // outlives the engine on its thread, so that work can end it
    std::optional<QFuture<void>> m_stopped;
    QThread m_thread;
};

} // namespace nightbell
