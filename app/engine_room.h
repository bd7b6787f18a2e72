// Builds the engine with its real line, sound, voice and store, and gathers how they all are.
#pragma once

#include "app/clinic_desk.h"
#include "app/crowding_log.h"
#include "app/desk_sounds.h"
#include "app/script_desk.h"
#include "app/spare_memory.h"
#include "audio/recorder.h"
#include "audio/recording_press.h"
#include "booking/store_diary.h"
#include "desk/vitals.h"
#include "engine/engine_switchboard.h"
#include "engine/engine_thread.h"
#include "line/caller_digest.h"
#include "settings/settings.h"
#include "store/store.h"

namespace nightbell {

class Mouth;
class RtpSound;
class PocketsphinxTranscriber;
class SecretStore;
class SipLine;

class EngineRoom
{
public:
    EngineRoom(const Settings &settings, const QString &dataFolder, ClinicDesk &clinics, ScriptDesk &scripts,
               Store &store, SecretStore &secrets, const CallerSecrets &callers, HeadsetDoor headset);
    ~EngineRoom();

    Result<> start(); // calls can come
    QFuture<void> stop() { return m_engine->stop(); }

    Engine &engine() { return m_engine->engine(); } // for queued connections only
    Switchboard &switchboard() { return *m_switchboard; }
    QFuture<VitalSigns> vitals();

private:
    void pressWhatIsLeft();

    Store &m_store;
    StoreDiary m_diary;
    Recorder m_recorder; // both outlive the engine's thread and its sound
    RecordingPress m_press;
    SipLine *m_line = nullptr; // owned by the engine's thread, as are sound and voice
    RtpSound *m_sound = nullptr;
    Mouth *m_voice = nullptr;
    PocketsphinxTranscriber *m_ear = nullptr; // none: nobody hears callers
    bool m_deaf = false;                      // though somebody should
    std::unique_ptr<EngineThread> m_engine;
    CrowdingLog m_crowding; // used on the engine's thread
    std::unique_ptr<EngineSwitchboard> m_switchboard;
    SpareMemory m_spareMemory;
};

} // namespace nightbell
