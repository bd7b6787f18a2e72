// One call as the engine holds it: the pure call, and what line, sound and voice still have to do with it.
#pragma once

#include "audio/media_path.h"
#include "call/call.h"
#include "engine/destination.h"
#include "engine/staff_sound.h"
#include "engine/turn_taking.h"
#include "speech/word_times.h"

#include <QMap>

namespace nightbell {

struct SpokenSentence // from Speak until its one Played
{
    int turn = 0;
    PrivateText words;
    WordTimes times = {};    // where the voice knows them
    qint64 samplesGiven = 0; // to the sound
    bool allGiven = false;
    bool given = false;   // the sound has some of it, and will report
    bool failed = false;  // the voice lost it midway: it is never heard whole
    bool stopped = false; // late pieces of it are dropped
};

class Reception;

enum class Sounding { No, Yes, Closing }; // whether the sound knows the call

struct StaffLeg // one member of staff in a call, from being rung until gone
{
    StaffId staff;
    LegId leg;
    StaffMode wanted = StaffMode::Listen;
    StaffSound sound;
    bool connected = false;
    std::optional<StaffMode> inEffect; // the call knows
};

inline LegId callersLeg(const CallId &call) { return LegId(call.text()); }

struct LiveCall
{
    LiveCall(CallId id, const Destination &to)
        : clinic(to.clinic)
        , rules(to.rules)
        , language(to.language)
        , call(std::move(id), to.rules)
    { }

    ClinicId clinic;
    CallRules rules;
    QString language;
    Call call;
    QMap<int, SpokenSentence> spoken; // by sentence
    bool onLine = true;               // the line still knows it
    Sounding sounding = Sounding::No;
    MediaKind media = MediaKind::Socket;
    int soundRate = narrowRate;           // samples a second
    bool over = false;                    // the end was seen to
    std::shared_ptr<Reception> reception; // none: it only greets
    bool heard = false;                   // by the transcriber
    std::unique_ptr<TurnTaking> turns;    // of whoever is heard
    std::optional<Instant> callWakeAt;    // that the call asked for
    std::optional<Instant> wakeAt;        // that or its conversation's, whichever is sooner
    QMap<StaffId, PrivateText> onCall;    // telephones that are rung for it
    QList<StaffLeg> staff;
    bool held = false;       // the caller hears music
    int arrangement = 0;     // the last one that the sound was asked for
    LegId transferringTo;    // who is rung for a warm transfer
    bool announcing = false; // staff hear what is said there before the answer

    const CallId &id() const { return call.summary().id; }
    TurnTaking *listening() const { return heard ? turns.get() : nullptr; }
    bool finished() const { return call.settled() && sounding == Sounding::No && spoken.isEmpty(); }
};

} // namespace nightbell
