// Extensions for trying out the way of the sound, answered at once and without a clinic: "echo" gives back what it
// hears, "playback" repeats a prompt, "record" does so and is recorded, "conf" puts all its callers together. Off
// unless line.diagnostics says otherwise. They belong to nobody and leave nothing in the journal.
#pragma once

#include "line/line.h"
#include "speech/voice.h"

#include <QHash>

namespace nightbell {

class TestExtensions : public QObject
{
    Q_OBJECT

public:
    TestExtensions(Line &line, Sound &sound, Voice &voice);

    void start();                       // renders the prompt
    bool take(const ArrivedCall &call); // false: it asks for none of them
    bool has(const LegId &leg) const { return m_calls.contains(CallId(leg.text())); }

private:
    enum class Kind { Echo, Playback, Record, Conference };
    struct TestCall
    {
        Kind kind;
        bool connected = false;
        int sentences = 0; // of the prompt, given so far
    };

    static std::optional<Kind> kindOf(const ArrivedCall &call);
    void connectSound(const LegId &leg, const MediaPath &path);
    void lineEnded(const LegId &leg);
    void promptSpoken(const CallId &call, const SpeechPiece &piece);
    void sentencePlayed(const CallId &call);
    void playPrompt(const CallId &call);
    void end(const CallId &call);

    Line &m_line;
    Sound &m_sound;
    Voice &m_voice;
    QHash<CallId, TestCall> m_calls;
    Pcm m_prompt;
    bool m_promptReady = false;
};

} // namespace nightbell
