#include "line/simulated_callers.h"

#include "line/libre_words.h"
#include "line/sip_line.h"

#include <QLoggingCategory>
#include <QUuid>

namespace nightbell {

namespace {

Q_LOGGING_CATEGORY(callersLog, "nightbell.line")

} // namespace

SimulatedCallers::SimulatedCallers(Place place)
    : m_place(std::move(place))
    , m_loop("callers")
    , m_ports(m_place.host, m_place.soundPorts)
    , m_beat([this](int beats) { tick(beats); })
{ }

SimulatedCallers::~SimulatedCallers()
{
    close();
    m_loop.join();
}

Result<> SimulatedCallers::open()
{
    Result<> begun = m_loop.begin([this] { return begin(); }, [this] { finish(); });
    m_open = begun.ok();
    return begun;
}

Result<> SimulatedCallers::begin()
{
    silenceLibreWarnings();
    if (m_beat.start(tickLength))
        return {};
    return Problem{Problem::Kind::Full, QStringLiteral("no clock for the simulated callers")};
}

void SimulatedCallers::close()
{
    if (std::exchange(m_open, false))
        m_loop.post([this] { windUp(); });
}

void SimulatedCallers::windUp()
{
    m_windingUp = true;
    for (auto &[id, caller] : m_callers)
        caller->hangUp();
    m_patience.start(Span{byesAwaitedMs}, [this] { m_loop.leave(); });
    if (m_callers.empty())
        m_loop.leave();
}

void SimulatedCallers::finish()
{
    m_patience.stop();
    m_beat.stop();
    m_callers.clear();
    if (m_windingUp)
        Q_EMIT closed();
}

LegId SimulatedCallers::dial(const SimulatedDial &dial)
{
    const LegId id(QUuid::createUuid().toString(QUuid::WithoutBraces));
    m_loop.post([this, id, dial] { take(id, dial); });
    return id;
}

void SimulatedCallers::take(const LegId &id, const SimulatedDial &dial)
{
    const bool full = m_windingUp || int(m_callers.size()) >= m_place.callersAtMost;
    const Result<PortPair> ports =
        full ? Problem{Problem::Kind::Full, QStringLiteral("as many simulated callers as may be")} : m_ports.open();
    if (!ports) {
        qCWarning(callersLog).noquote() << "nobody dialled:" << ports.problem().detail;
        return Q_EMIT ended(id, {SimulatedEnd::How::NotReached});
    }
    SimulatedCaller::Listener &listener = *this; // a private base: only here it may be named
    auto caller = std::make_unique<SimulatedCaller>(id, listener, ports.value());
    if (const Result<> dialled = caller->dial(dial, m_place.host); !dialled) {
        qCWarning(callersLog).noquote() << "nobody dialled:" << dialled.problem().detail;
        return Q_EMIT ended(id, {SimulatedEnd::How::NotReached});
    }
    m_callers.emplace(id, std::move(caller));
}

void SimulatedCallers::tick(int beats)
{
    const SteadyTime now = std::chrono::steady_clock::now();
    for (auto &[id, caller] : m_callers)
        caller->tick(beats, m_batch, now);
}

void SimulatedCallers::with(const LegId &caller, std::function<void(SimulatedCaller &)> work)
{
    m_loop.post([this, caller, work = std::move(work)] {
        if (const auto found = m_callers.find(caller); found != m_callers.end())
            work(*found->second);
    });
}

void SimulatedCallers::say(const LegId &caller, const Pcm &pcm)
{
    with(caller, [pcm](SimulatedCaller &speaker) { speaker.say(pcm); });
}

void SimulatedCallers::press(const LegId &caller, const QString &keys)
{
    with(caller, [keys](SimulatedCaller &presser) { presser.press(keys); });
}

void SimulatedCallers::hangUp(const LegId &caller) { with(caller, &SimulatedCaller::hangUp); }

void SimulatedCallers::vanish(const LegId &caller) { with(caller, &SimulatedCaller::vanish); }

void SimulatedCallers::callerEnded(const LegId &caller, const SimulatedEnd &end)
{
    with(caller, &SimulatedCaller::leave);
    Q_EMIT ended(caller, end);
}

void SimulatedCallers::callerGone(const LegId &caller)
{
    m_loop.post([this, id = LegId(caller)] { forget(id); });
}

void SimulatedCallers::forget(const LegId &caller)
{
    m_callers.erase(caller);
    if (m_windingUp && m_callers.empty())
        m_loop.leave();
}

} // namespace nightbell
