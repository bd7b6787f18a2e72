// What an engine is put together from, and what it counts.
#pragma once

#include "call/call_event.h"
#include "engine/clock.h"
#include "engine/destination.h"
#include "engine/reception_parts.h"
#include "engine/recording_desk.h"
#include "engine/staff_sound.h"
#include "line/line.h"
#include "speech/voice.h"

#include <QFuture>

namespace nightbell {

// The journal as the engine sees it: the future is ready when the event is durable, or cannot be.
using AppendEvent = std::function<QFuture<Result<>>(const ClinicId &, const CallEvent &)>;

struct EngineParts // all of them live on the engine's thread, and longer than the engine
{
    Clock &clock;
    Line &line;
    Sound &sound;
    Voice &voice;
    AppendEvent append;
    FindDestination destinationOf;
    StaffSounds *staffSounds = nullptr; // without: nobody of the staff can be heard
    bool testExtensions = false;
    RecordingParts recording = {}; // without: no call is recorded
    ClinicId testClinic = {};      // whose the recordings of the test extension are
    ReceptionParts reception = {}; // without: the assistant greets and takes leave
};

struct EngineCounts
{
    quint64 unknownNumbers = 0;  // calls refused because no clinic has the number
    quint64 noSound = 0;         // calls refused because no seat or port was left
    quint64 failedSentences = 0; // the voice could not speak
    quint64 failedAppends = 0;   // events that did not become durable
    quint64 stalePieces = 0;     // of speech that nobody waited for any more
    quint64 notRecorded = 0;     // calls that were to be, and whose key could not be had
    quint64 forgotten = 0;       // ended calls let go before they were settled
    quint64 unheard = 0;         // times that nobody was free to hear a caller
    quint64 badTickets = 0;      // consoles that came with a ticket of nobody, or too late
};

} // namespace nightbell
