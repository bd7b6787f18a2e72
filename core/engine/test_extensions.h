// Extensions for trying out the way of the sound, answered at once and without a clinic: "echo" gives back what it
// hears, "playback" repeats a prompt, "record" does so and is recorded, "conf" puts all its callers together. Off
// unless line.diagnostics says otherwise. They belong to nobody and leave nothing in the journal, except what is
// recorded: its key, its row and the end of its keeping are those of a call of the clinic that is named.
#pragma once

#include "call/happenings.h"
#include "engine/recording_desk.h"
#include "line/line.h"
#include "speech/voice.h"

#include <QHash>
#include <QSet>

namespace nightbell {

struct TestRecording
{
    RecordingDesk *desk = nullptr; // none: "record" only plays
    ClinicId clinic;
    std::function<void(const CallId &, const Happening &)> keep; // in the clinic's journal
};

class TestExtensions : public QObject
{
    Q_OBJECT

public:
    TestExtensions(Line &line, Sound &sound, Voice &voice, TestRecording recording = {});

    void start();                       // renders the prompt
    bool take(const ArrivedCall &call); // false: it asks for none of them
    bool has(const LegId &leg) const { return m_calls.contains(CallId(leg.text())); }

private:
    enum class Kind { Echo, Playback, Record, Conference };
    struct TestCall
    {
        Kind kind;
        Initiated begun;
        bool connected = false;
        int sentences = 0; // of the prompt, given so far
    };

    static std::optional<Kind> kindOf(const ArrivedCall &call);
    void connectSound(const LegId &leg, const MediaPath &path);
    void lineEnded(const LegId &leg, EndCause cause);
    void promptSpoken(const CallId &call, const SpeechPiece &piece);
    void sentencePlayed(const CallId &call);
    void playPrompt(const CallId &call);
    void record(const CallId &call);
    void end(const CallId &call, EndCause cause);
    void soundClosed(const CallId &call);

    Line &m_line;
    Sound &m_sound;
    Voice &m_voice;
    TestRecording m_recording;
    QHash<CallId, TestCall> m_calls;
    QSet<CallId> m_kept; // in the journal, and their sound is not closed yet
    Pcm m_prompt;
    bool m_promptReady = false;
};

} // namespace nightbell
