// The switchboard of the engine in this process. Lives on the window's thread with a copy of what it shows; made before
// the engine starts, so that it misses nothing.
#pragma once

#include "desk/switchboard.h"
#include "engine/engine.h"

namespace nightbell {

class EngineSwitchboard : public Switchboard
{
    Q_OBJECT

public:
    explicit EngineSwitchboard(Engine &engine);

    QList<CallSummary> calls() const override;
    QList<CallEvent> events(const CallId &call) const override;
    QFuture<Result<>> ask(const CallId &call, const Asker &asker, const Verb &verb) override;

private:
    struct Shown
    {
        CallSummary summary;
        QList<CallEvent> events;
    };

    Engine &m_engine; // on its own thread: only asked
    QHash<CallId, Shown> m_shown;
};

} // namespace nightbell
