#include "engine/engine_switchboard.h"

#include "ask.h"

namespace nightbell {

EngineSwitchboard::EngineSwitchboard(Engine &engine) : m_engine(engine)
{
    connect(&engine, &Engine::callChanged, this, [this](const CallSummary &summary) {
        m_shown[summary.id].summary = summary;
        Q_EMIT callChanged(summary);
    });
    connect(&engine, &Engine::happened, this, [this](const CallEvent &event) {
        m_shown[event.call].events.append(event);
        Q_EMIT happened(event);
    });
    connect(&engine, &Engine::callGone, this, [this](const CallId &call) {
        m_shown.remove(call);
        Q_EMIT callGone(call);
    });
    connect(&engine, &Engine::soundHeard, this, &EngineSwitchboard::soundHeard);
}

QList<CallSummary> EngineSwitchboard::calls() const
{
    QList<CallSummary> all;
    for (const Shown &each : m_shown)
        all.append(each.summary);
    return all;
}

QList<CallEvent> EngineSwitchboard::events(const CallId &call) const { return m_shown.value(call).events; }

QFuture<Result<>> EngineSwitchboard::ask(const CallId &call, const Asker &asker, const Verb &verb)
{
    return nightbell::ask(&m_engine,
                          [engine = &m_engine, call, asker, verb] { return engine->ask(call, asker, verb); });
}

} // namespace nightbell
