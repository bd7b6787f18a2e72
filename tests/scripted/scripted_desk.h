// The panes as a test plays them: it says what happened, and sees what was asked.
#pragma once

#include "clinic/starter_book.h"
#include "desk/clinic_file.h"
#include "desk/headset.h"
#include "desk/switchboard.h"
#include "desk/vitals.h"

#include <QMap>

#include <array>

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

class ScriptedHeadset : public Headset
{
public:
    HeadsetStatus status() const override { return shown; }
    QFuture<Result<>> choose(const Asker &, HeadsetPart part, const QString &id) override
    {
        chosen << std::pair(part, id);
        return QtFuture::makeReadyFuture(answer);
    }
    void mute(bool muted) override { asked << (muted ? QStringLiteral("mute") : QStringLiteral("unmute")); }
    void rehearse(Rehearsal wanted) override
    {
        static constexpr std::array words{"rehearse off", "rehearse level", "hear self"};
        asked << QString::fromLatin1(words.at(std::size_t(wanted)));
    }
    void ring(std::optional<AlarmTune> tune) override { rung << tune; }
    void play(HeadsetPart loudspeaker, Earcon earcon) override { played << std::pair(loudspeaker, earcon); }

    void show(const HeadsetStatus &status)
    {
        shown = status;
        Q_EMIT changed(shown);
    }

    HeadsetStatus shown;
    Result<> answer;
    QStringList asked;
    QList<std::pair<HeadsetPart, QString>> chosen;
    QList<std::optional<AlarmTune>> rung;
    QList<std::pair<HeadsetPart, Earcon>> played;
};

} // namespace nightbell
