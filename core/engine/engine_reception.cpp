// What the engine does for the conversations of its calls: has callers heard, and opens the door to their calls.
#include "engine/engine.h"
#include "engine/logging.h"
#include "engine/reception.h"

#include <algorithm>

namespace nightbell {

ReceptionDoor Engine::receptionDoor()
{
    const auto withCall = [this](const CallId &call, const auto &act) {
        if (const auto live = m_calls.value(call))
            act(*live);
    };
    return {
        .take =
            [this](const ClinicId &clinic, const CallId &call, const Happening &what) {
                const auto live = m_calls.value(call);
                const Kept kept = keep(clinic, call, what);
                if (live)
                    tell(*live, kept.event);
                return kept.durable;
            },
        .tell = [this, withCall](
                    const CallEvent &event) { withCall(event.call, [&](LiveCall &live) { tell(live, event); }); },
        .plan = [this, withCall](const CallId &call) { withCall(call, [this](LiveCall &live) { plan(live); }); },
        .ring =
            [this, withCall](const CallId &call, const StaffId &staff, const QString &number) {
                withCall(call, [&](LiveCall &live) {
                    live.onCall.insert(staff, PrivateText(number));
                    take(live, ListenAsked{staff, true});
                });
            },
        .wouldSay = [this](const CallId &call, const PrivateText &words) { Q_EMIT wouldSay(call, words); },
        .listen = [this, withCall](const CallId &call) { withCall(call, [this](LiveCall &live) { listenTo(live); }); },
        .asked =
            [this, withCall](const CallId &call, const AwaitedAnswer &awaited) {
                withCall(call, [&](LiveCall &live) {
                    if (!live.heard)
                        return;
                    m_parts.reception.transcriber->expect(call, {awaited.key, awaited.choices});
                    live.turns->asked(awaited);
                });
            },
    };
}

// A caller who was cut off in danger, and whom nobody has seen to since.
std::optional<Gravity> Engine::redOf(const Initiated &begun) const
{
    const auto mark = markOf(begun);
    std::optional<Gravity> red;
    for (const auto &live : m_calls) {
        const CallSummary &call = live->call.summary();
        const Initiated before{.from = call.from,
                               .callerName = {},
                               .numberWithheld = call.numberWithheld,
                               .fingerprint = call.fingerprint};
        if (!mark || call.live() || live->clinic != begun.clinic || markOf(before) != mark)
            continue;
        for (const EscalationSummary &each : call.escalations)
            if (!each.closed && staysUntilClosed(each.gravity) && (!red || *red < each.gravity))
                red = each.gravity;
    }
    return red;
}

void Engine::openFrontDesk()
{
    if (!m_parts.reception)
        return;
    if (m_parts.reception.transcriber)
        startHearing();
    m_frontDesk = std::make_unique<FrontDesk>(m_parts.reception, m_parts.clock, receptionDoor());
    for (const Organisation &each : m_parts.reception.book()->organisations)
        m_frontDesk->wireOf(each); // no caller waits until the words of danger are read
}

void Engine::startHearing()
{
    Transcriber *transcriber = m_parts.reception.transcriber;
    if (const auto inlet = transcriber->start(); !inlet) {
        qCWarning(logEngine) << "nobody hears callers:" << inlet.problem().detail;
        m_parts.reception.transcriber = nullptr;
        return;
    } else {
        m_inlet = inlet.value();
    }
    connect(transcriber, &Transcriber::heard, this, [this](const CallId &call, const TranscribedWords &words) {
        const auto live = m_calls.value(call);
        if (!live || !live->heard)
            return;
        live->turns->heard(words, m_parts.clock.now());
        plan(*live);
    });
    connect(transcriber, &Transcriber::deaf, this, [this](const CallId &call, const Problem &problem) {
        qCWarning(logEngine) << "call" << call.text() << "not heard any more:" << problem.detail;
        const auto live = m_calls.value(call);
        if (!live || !live->heard)
            return;
        stopListening(*live);
        live->reception->hears(CallerHeard::Soon);
    });
    connect(&m_parts.sound, &Sound::callerSpeech, this, &Engine::callerSpeech);
    connect(&m_parts.sound, &Sound::callerQuiet, this, &Engine::callerQuiet);
}

// More callers than can be heard wait at a greeting, with keys and a person; nobody hears silence.
void Engine::listenTo(LiveCall &live)
{
    Transcriber *transcriber = m_parts.reception.transcriber;
    if (!live.reception || live.heard || !live.onLine)
        return;
    if (!transcriber)
        return live.reception->hears(CallerHeard::Never);
    const CallId call = live.id();
    const Result<int> room = transcriber->open(call, live.soundRate);
    if (!room) {
        ++m_counts.unheard;
        qCInfo(logEngine) << "call" << call.text() << "not heard yet:" << room.problem().detail;
        return live.reception->hears(CallerHeard::Soon);
    }
    live.heard = true;
    // They are called by the call's own turns, which live no longer than it.
    live.turns = std::make_unique<TurnTaking>(TurnTaking::Ends{
        .pause =
            [this, call](bool on) {
                m_parts.sound.wish(call, on ? SoundWish(PauseSpeaking{}) : SoundWish(ResumeSpeaking{}));
            },
        .interrupted = [this, &live] { interrupt(live); },
        .overheard = [&live](const TranscribedWords &words) { return live.reception->overhear(words); },
        .heard = [&live](const TranscribedWords &words) { live.reception->hear(words); },
        .finish = [transcriber, call](int utterance) { transcriber->finish(call, utterance); },
        .nobodySpeaks = [&live] { live.reception->callerSpeaks(false); },
    });
    m_parts.sound.wish(call, ListenInto{m_inlet, room.value()});
    live.reception->hears(CallerHeard::Yes);
}

void Engine::stopListening(LiveCall &live)
{
    if (!std::exchange(live.heard, false))
        return;
    m_parts.reception.transcriber->close(live.id());
    if (live.sounding == Sounding::Yes)
        m_parts.sound.wish(live.id(), ListenInto{});
}

// Last words are spoken to their end, and so is what to do in an emergency.
void Engine::interrupt(LiveCall &live)
{
    if (live.call.state().endAsked || live.reception->advises())
        return m_parts.sound.wish(live.id(), ResumeSpeaking{});
    live.reception->interrupted();
    stopSpeaking(live);
}

void Engine::callerSpeech(const CallId &call, bool speaks)
{
    const auto live = m_calls.value(call);
    if (!live || !live->reception || !live->call.summary().live())
        return;
    live->reception->callerSpeaks(speaks);
    if (auto *turns = live->listening()) {
        turns->callerSpeaks(speaks, m_parts.clock.now());
        plan(*live);
    }
}

void Engine::callerQuiet(const CallId &call, int quietMs)
{
    const auto live = m_calls.value(call);
    if (!live || !live->heard || !live->call.summary().live())
        return;
    if (quietMs > 0)
        live->reception->callerQuiet(Span{quietMs});
    live->turns->callerQuiet(quietMs, m_parts.clock.now());
    plan(*live);
}

} // namespace nightbell
