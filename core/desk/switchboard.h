// The live calls, and the one door through which anybody asks something of them. Whole values come out, never deltas;
// a view shows what the engine says, not what was asked.
#pragma once

#include "call/call_summary.h"
#include "call/live_sound.h"
#include "desk/asker.h"
#include "desk/verb.h"
#include "result.h"

#include <QFuture>
#include <QObject>

namespace nightbell {

class Switchboard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QList<CallSummary> calls() const = 0; // live, and over ones that still wait for a person or a caller
    virtual QList<CallEvent> events(const CallId &call) const = 0; // of one of those, from its beginning

    // Ready when the engine took it or refused it: Refused without the right or in this moment, NotFound when the call
    // is gone. What then became of it comes as an event.
    virtual QFuture<Result<>> ask(const CallId &call, const Asker &asker, const Verb &verb) = 0;

Q_SIGNALS:
    void callChanged(const nightbell::CallSummary &call);
    void callGone(const nightbell::CallId &call); // nothing in it waits any more
    void happened(const nightbell::CallEvent &event);
    void soundHeard(const QList<nightbell::LiveSound> &calls); // ten times a second while there is sound; kept nowhere
};

} // namespace nightbell
