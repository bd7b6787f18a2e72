#include "engine/engine.h"

#include "ask.h"
#include "engine/logging.h"
#include "engine/reception.h"
#include "engine/staff_wishes.h"

#include <algorithm>

namespace nightbell {

Engine::Engine(EngineParts parts) : m_parts(std::move(parts)) { }

Engine::~Engine() = default;

Result<> Engine::start()
{
    listen();
    if (const Result<> sounds = m_parts.sound.start(); !sounds)
        return sounds;
    openFrontDesk();
    if (m_parts.testExtensions) {
        m_extensions = std::make_unique<TestExtensions>(m_parts.line, m_parts.sound, m_parts.voice, testRecording());
        m_extensions->start();
    }
    return m_parts.line.open();
}

// Queued where the other end has a thread of its own: its signals are then values in our event loop.
void Engine::listen()
{
    connect(&m_parts.line, &Line::arrived, this, &Engine::arrive, Qt::QueuedConnection);
    connect(&m_parts.line, &Line::connected, this, &Engine::connectSound, Qt::QueuedConnection);
    connect(&m_parts.line, &Line::ended, this, &Engine::lineEnded, Qt::QueuedConnection);
    connect(&m_parts.line, &Line::closed, this, &Engine::stopped, Qt::QueuedConnection);
    connect(&m_parts.line, &Line::stateChanged, this, &Engine::lineChanged, Qt::QueuedConnection);
    connect(&m_parts.voice, &Voice::spoke, this, &Engine::voiceSpoke, Qt::QueuedConnection);
    connect(&m_parts.voice, &Voice::timed, this, &Engine::voiceTimed, Qt::QueuedConnection);
    connect(&m_parts.voice, &Voice::failed, this, &Engine::voiceFailed, Qt::QueuedConnection);
    connect(&m_parts.sound, &Sound::sentencePlayed, this, &Engine::sentencePlayed);
    connect(&m_parts.sound, &Sound::legSilent, this, &Engine::legSilent);
    connect(&m_parts.sound, &Sound::closed, this, &Engine::soundClosed);
    connect(&m_parts.sound, &Sound::keyPressed, this, &Engine::keyPressed);
    connect(&m_parts.sound, &Sound::sentenceBegan, this, &Engine::sentenceBegan);
    connect(&m_parts.clock, &Clock::rang, this, &Engine::wakeCalls);
    m_liveSounds = std::make_unique<LiveSounds>(
        m_parts.sound, m_parts.clock, [this](const CallId &call, const LegId &leg) { return staffOf(call, leg); });
    connect(m_liveSounds.get(), &LiveSounds::heard, this, &Engine::soundHeard);
    listenToDialled();
    listenToRecording();
}

QList<CallSummary> Engine::calls() const
{
    QList<CallSummary> all;
    for (const auto &live : m_calls)
        all.append(live->call.summary());
    return all;
}

void Engine::arrive(const ArrivedCall &arrived)
{
    if (m_stopping)
        return m_parts.line.order(arrived.leg, RefuseLeg{Refusal::Unavailable});
    if (!arrived.staffTicket.isEmpty())
        return consoleArrived(arrived);
    if (m_extensions && m_extensions->take(arrived))
        return;
    for (const PrivateText &number : arrived.called) {
        const auto destination = m_parts.destinationOf(number);
        if (!destination)
            continue;
        const CallId call(arrived.leg.text());
        const auto live = std::make_shared<LiveCall>(call, *destination);
        live->media = arrived.media;
        m_calls.insert(call, live);
        m_parts.line.order(arrived.leg, RingBack{});
        const Initiated begun{.clinic = destination->clinic,
                              .branch = destination->branch,
                              .provider = arrived.provider,
                              .providerCall = arrived.providerCall,
                              .from = arrived.from,
                              .to = number,
                              .callerName = arrived.callerName,
                              .numberWithheld = arrived.numberWithheld,
                              .metadata = arrived.metadata};
        if (m_frontDesk)
            live->reception = m_frontDesk->receive(live->call, *destination, begun, redOf(begun));
        take(*live, begun);
        if (live->reception)
            live->reception->lookForDroppedCall();
        return;
    }
    ++m_counts.unknownNumbers;
    qCInfo(logEngine) << "call" << arrived.leg.text() << "refused: no clinic has the number";
    m_parts.line.order(arrived.leg, RefuseLeg{Refusal::UnknownNumber});
}

void Engine::connectSound(const LegId &leg, const MediaPath &path)
{
    if (dialledConnected(leg, path))
        return;
    const CallId call(leg.text());
    const auto live = m_calls.value(call);
    if (!live || !live->onLine)
        return;
    if (!live->call.summary().answered)
        live->soundRate = soundRateFor(path.coding);
    m_parts.sound.connectTo(leg, path);
    if (!live->call.summary().answered) {
        listenTo(*live);
        take(*live, Answered{});
    } else {
        hearHold(*live, path.flow);
    }
}

// Once per change: a line that fails says so again only when the reason is another.
void Engine::lineChanged(const LineState &state)
{
    m_lineStates.insert(state.name, state);
    if (state.up)
        qCInfo(logEngine).noquote() << "line" << state.name << "is up";
    else
        qCWarning(logEngine).noquote() << "line" << state.name << "is down:" << faultCode(state.reason);
}

void Engine::hearHold(LiveCall &live, Flow flow)
{
    const CallSummary &call = live.call.summary();
    const bool listens = flow == Flow::BothWays || flow == Flow::ToThem;
    if (!listens && call.status == CallStatus::Answered)
        take(live, PutOnHold{Party::Caller});
    else if (listens && call.status == CallStatus::OnHold && call.heldBy == Party::Caller)
        take(live, TakenOffHold{Party::Caller});
}

void Engine::lineEnded(const LegId &leg, EndCause cause)
{
    if (m_consoles.forget(leg) || dialledEnded(leg))
        return;
    const auto live = m_calls.value(CallId(leg.text()));
    if (!live || !live->onLine)
        return;
    live->onLine = false;
    const bool unfinishedTalk = live->reception && unfinished(live->reception->state());
    if (cause == EndCause::LineLost || unfinishedTalk)
        take(*live, lostCall(live->call.summary(), live->rules, cause, m_parts.clock.now()));
    else
        take(*live, Ended{cause});
}

// No packet for so long: the other end is gone, though it never said so.
void Engine::legSilent(const CallId &call, const LegId &leg)
{
    const auto live = m_calls.value(call);
    if (!live)
        return;
    if (leg != callersLeg(call))
        return staffLost(*live, leg);
    qCInfo(logEngine) << "call" << call.text() << "lost: its sound stopped coming";
    m_parts.line.order(leg, HangUpLeg{});
    lineEnded(leg, EndCause::LineLost);
}

Result<> Engine::ask(const CallId &call, const Asker &asker, const Verb &verb)
{
    const auto live = m_calls.value(call);
    if (!live)
        return Problem{Problem::Kind::NotFound, QStringLiteral("no such call")};
    const Result<Happening> what =
        happeningOf(live->call, asker, verb, {canHear(call, asker.staff), live->reception != nullptr});
    if (!what)
        return what.problem();
    for (const CallOrder &order : take(*live, what.value()))
        if (const auto *refused = std::get_if<Refuse>(&order))
            return refused->why;
    if (const auto *keypad = std::get_if<verb::Keypad>(&verb)) // past the journal, which keeps no keys of staff
        m_parts.sound.wish(call, PressKeys{callersLeg(call), keypad->keys});
    return {};
}

Engine::Kept Engine::keep(const ClinicId &clinic, const CallId &call, const Happening &what)
{
    const CallEvent event{call, m_parts.clock.now(), what, {}};
    const QFuture<Result<>> durable = m_parts.append(clinic, event);
    whenDone(durable, this, [this](const Result<> &kept) {
        if (kept)
            return;
        ++m_counts.failedAppends;
        qCWarning(logEngine) << "an event was not kept:" << kept.problem().detail;
    });
    return {event, durable};
}

CallOrders Engine::take(LiveCall &live, const Happening &what)
{
    return tell(live, keep(live.clinic, live.id(), what).event);
}

CallOrders Engine::tell(LiveCall &live, const CallEvent &event)
{
    const CallOrders orders = live.call.handle(event, event.at);
    Q_EMIT happened(event);
    Q_EMIT callChanged(live.call.summary());
    carryOut(live, orders);
    if (auto *turns = live.listening();
        turns && std::holds_alternative<Played>(event.what) && live.call.state().unplayed.isEmpty())
        turns->assistantDone(event.at);
    if (live.reception)
        live.reception->happened(event.what);
    if (!live.call.summary().live() && !std::exchange(live.over, true)) {
        leave(live);
        m_ended.append(live.id());
        if (m_ended.size() > endedCallsKeptAtMost) {
            ++m_counts.forgotten;
            letGo(m_ended.constFirst());
        }
    }
    if (live.finished())
        letGo(live.id());
    return orders;
}

void Engine::letGo(const CallId &call)
{
    const auto live = m_calls.take(call); // kept by whoever is in the middle of it
    if (!live)
        return;
    if (live->wakeAt)
        m_wakes.erase({*live->wakeAt, call});
    m_ended.removeOne(call);
    Q_EMIT callGone(call);
    closeLineWhenAlone();
}

void Engine::plan(LiveCall &live)
{
    const auto talk = live.reception ? live.reception->nextWake() : std::nullopt;
    const auto turns = live.listening() ? live.listening()->wakeAt() : std::nullopt;
    std::optional<Instant> next = live.callWakeAt;
    for (const auto &each : {talk, turns})
        if (each && (!next || *each < *next))
            next = each;
    if (next == live.wakeAt || !m_calls.contains(live.id()))
        return;
    if (live.wakeAt)
        m_wakes.erase({*live.wakeAt, live.id()});
    live.wakeAt = next;
    if (next)
        m_wakes.insert({*next, live.id()});
    setAlarm();
}

void Engine::setAlarm()
{
    std::optional<Instant> next = m_stopBy;
    if (!m_wakes.empty() && (!next || m_wakes.begin()->first < *next))
        next = m_wakes.begin()->first;
    if (next)
        m_parts.clock.ringAt(*next);
}

void Engine::wakeCalls()
{
    const Instant now = m_parts.clock.now();
    while (!m_wakes.empty() && m_wakes.begin()->first <= now) {
        const auto live = m_calls.value(m_wakes.begin()->second);
        m_wakes.erase(m_wakes.begin());
        Q_ASSERT(live); // a call that is let go takes its wake-up along
        live->wakeAt.reset();
        if (live->callWakeAt && *live->callWakeAt <= now) {
            live->callWakeAt.reset();
            carryOut(*live, live->call.wake(now));
        }
        if (auto *turns = live->listening())
            turns->wake(now);
        if (live->reception)
            live->reception->wake();
        plan(*live);
    }
    if (m_stopBy && *m_stopBy <= now)
        loseTheRest();
    setAlarm();
}

// Calls that only wait for a person or a caller stay in the store; those with somebody on the line end first.
void Engine::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    m_stopBy = m_parts.clock.now() + lastWordsAtMost;
    const Calls all = m_calls;
    for (const auto &live : all)
        if (live->call.summary().live())
            take(*live, EndAsked{});
    setAlarm();
    closeLineWhenAlone();
}

void Engine::loseTheRest()
{
    m_stopBy.reset();
    const Calls all = m_calls;
    for (const auto &live : all)
        if (live->call.summary().live())
            take(*live, lostCall(live->call.summary(), live->rules, EndCause::EngineLost, m_parts.clock.now()));
    closeLineWhenAlone();
}

void Engine::closeLineWhenAlone()
{
    const bool busy = std::any_of(m_calls.cbegin(), m_calls.cend(), [](const auto &live) {
        return live->call.summary().live() || live->sounding != Sounding::No;
    });
    if (m_stopping && !busy && !std::exchange(m_lineClosing, true))
        m_parts.line.close();
}

} // namespace nightbell
