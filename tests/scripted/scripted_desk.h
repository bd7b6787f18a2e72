// The panes as a test plays them: it says what happened, and sees what was asked.
#pragma once

#include "clinic/starter_book.h"
#include "desk/clinic_file.h"
#include "desk/switchboard.h"
#include "desk/vitals.h"

#include <QMap>

namespace nightbell {

class ScriptedSwitchboard : public Switchboard
{
public:
    QList<CallSummary> calls() const override { return m_calls.values(); }
    QList<CallEvent> events(const CallId &call) const override { return m_events.value(call); }
    QFuture<Result<>> ask(const CallId &call, const Asker &asker, const Verb &verb) override
    {
        asked << Asked{call, asker, verb};
        promise = QPromise<Result<>>();
        promise.start();
        return promise.future();
    }

    void play(const QString &call, Instant at, const Happening &what)
    {
        const CallEvent event{CallId(call), at, what, {}};
        m_events[event.call] << event;
        fold(m_calls[event.call], event);
        Q_EMIT happened(event);
        Q_EMIT callChanged(m_calls[event.call]);
    }
    void finish(const QString &call)
    {
        m_calls.remove(CallId(call));
        Q_EMIT callGone(CallId(call));
    }
    void answer(const Result<> &result)
    {
        promise.addResult(result);
        promise.finish();
    }

    struct Asked
    {
        CallId call;
        Asker asker;
        Verb verb;
    };
    QList<Asked> asked;
    QPromise<Result<>> promise;

private:
    QMap<CallId, CallSummary> m_calls;
    QMap<CallId, QList<CallEvent>> m_events;
};

class ScriptedClinicFile : public ClinicFile
{
public:
    ClinicBook book() const override { return shown; }
    QFuture<Result<>> propose(const Asker &, const ClinicBook &proposed) override
    {
        shown = proposed;
        Q_EMIT changed(shown);
        return QtFuture::makeReadyFuture(Result<>());
    }
    ClinicBook shown = starterBook();
};

class ScriptedVitals : public Vitals
{
public:
    VitalSigns signs() const override { return shown; }
    VitalSigns shown;
};

} // namespace nightbell
