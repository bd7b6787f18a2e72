// Staff in a call: rung or seated, given a mode, and told to the call once it is so.
#include "engine/engine.h"
#include "engine/logging.h"

#include <QUuid>

#include <algorithm>

namespace nightbell {

namespace {

LegId newLeg() { return LegId(QUuid::createUuid().toString(QUuid::WithoutBraces)); }

LegId legFor(const StaffSound &sound)
{
    const auto *console = std::get_if<StaffConsole>(&sound);
    return console ? console->leg : newLeg();
}

StaffLeg *legOf(LiveCall &live, const StaffId &staff)
{
    const auto found = std::ranges::find(live.staff, staff, &StaffLeg::staff);
    return found == live.staff.end() ? nullptr : &*found;
}

QString latencyName(StaffMode mode)
{
    switch (mode) {
    case StaffMode::Listen:
        return QStringLiteral("listen_to_first_packet");
    case StaffMode::Whisper:
        return QStringLiteral("whisper_to_first_packet");
    case StaffMode::BargeIn:
        return QStringLiteral("barge_in_to_first_packet");
    case StaffMode::TakeOver:
        return QStringLiteral("take_over_to_first_packet");
    }
    Q_UNREACHABLE();
}

} // namespace

void Engine::listenToDialled()
{
    connect(&m_parts.line, &Line::heardEarly, this, &Engine::hearEarly, Qt::QueuedConnection);
    connect(&m_parts.line, &Line::notReached, this, &Engine::dialledEnded, Qt::QueuedConnection);
    connect(&m_parts.line, &Line::transferEnded, this, &Engine::transferEnded, Qt::QueuedConnection);
    connect(
        &m_parts.line, &Line::transferAsked, this,
        [this](const LegId &leg) { m_parts.line.order(leg, TellTransfer{TransferStep::Refused}); },
        Qt::QueuedConnection); // where a call goes is the clinic's to decide, not the caller's
    connect(&m_parts.sound, &Sound::arranged, this, &Engine::arranged);
}

QByteArray Engine::ticketFor(const StaffId &staff) { return m_consoles.ticketFor(staff, m_parts.clock.now()); }

// Whoever has a ticket is staff, and is never answered as a caller; whoever has a wrong one is nobody.
void Engine::consoleArrived(const ArrivedCall &arrived)
{
    const auto staff = m_consoles.redeem(arrived.staffTicket, m_parts.clock.now());
    if (!staff) {
        ++m_counts.badTickets;
        return m_parts.line.order(arrived.leg, RefuseLeg{Refusal::Unavailable});
    }
    if (const auto before = m_consoles.wait(*staff, {arrived.leg, arrived.media}))
        m_parts.line.order(before->leg, RefuseLeg{Refusal::Unavailable});
}

bool Engine::canHear(const CallId &call, const StaffId &staff) const
{
    return m_consoles.has(staff) || legOf(*m_calls.value(call), staff)
        || (m_parts.staffSounds && m_parts.staffSounds->has(staff));
}

// A console that called in is where they sit now; else their headset or telephone.
std::optional<StaffSound> Engine::openSound(const LiveCall &live, const StaffId &staff)
{
    if (const PrivateText number = live.onCall.value(staff); !number.isEmpty())
        return StaffPhone{number};
    if (const auto console = m_consoles.take(staff))
        return *console;
    return m_parts.staffSounds ? m_parts.staffSounds->open(staff) : std::nullopt;
}

void Engine::closeSound(const StaffSound &sound)
{
    if (m_parts.staffSounds && !std::holds_alternative<StaffConsole>(sound))
        m_parts.staffSounds->close(sound);
}

StaffId Engine::staffOf(const CallId &call, const LegId &leg) const
{
    const auto live = m_calls.value(call);
    if (!live)
        return {};
    const auto found = std::ranges::find(live->staff, leg, &StaffLeg::leg);
    return found == live->staff.cend() ? StaffId() : found->staff;
}

void Engine::connectStaff(LiveCall &live, const ConnectStaff &order)
{
    if (StaffLeg *known = legOf(live, order.staff)) {
        known->wanted = order.mode;
        if (known->connected)
            arrange(live);
        return;
    }
    const auto sound = openSound(live, order.staff);
    if (sound && begin(live, {.staff = order.staff, .leg = legFor(*sound), .wanted = order.mode, .sound = *sound}))
        return;
    if (sound)
        closeSound(*sound);
    qCWarning(logEngine) << "call" << live.id().text() << "staff not connected: no headset, telephone, console or seat";
    take(live, HandBackAsked{order.staff, HandBackCause::ConsoleLost});
}

bool Engine::begin(LiveCall &live, StaffLeg leg)
{
    if (const auto *headset = std::get_if<std::shared_ptr<FramePost>>(&leg.sound)) {
        if (!m_parts.sound.seat(live.id(), leg.leg, *headset))
            return false;
        leg.connected = true;
        live.staff.append(leg);
        arrange(live);
        return true;
    }
    const auto *console = std::get_if<StaffConsole>(&leg.sound);
    const Result<MediaPlace> place =
        m_parts.sound.open(live.id(), leg.leg, console ? console->media : MediaKind::Socket);
    if (!place) {
        if (console)
            m_parts.line.order(leg.leg, RefuseLeg{Refusal::Busy});
        return false;
    }
    live.staff.append(leg);
    m_callOfLeg.insert(leg.leg, live.id());
    if (console)
        m_parts.line.order(leg.leg, AnswerLeg{place.value()});
    else
        m_parts.line.order(leg.leg, DialLeg{.to = std::get<StaffPhone>(leg.sound).address, .place = place.value()});
    return true;
}

void Engine::staffConnected(LiveCall &live, const LegId &id, const MediaPath &path)
{
    m_parts.sound.connectTo(id, path);
    const auto leg = std::ranges::find(live.staff, id, &StaffLeg::leg);
    if (leg != live.staff.end() && !std::exchange(leg->connected, true))
        arrange(live);
}

void Engine::arrange(LiveCall &live)
{
    if (live.sounding != Sounding::Yes)
        return;
    Arrangement arrangement{.number = ++live.arrangement, .held = live.held};
    if (live.announcing)
        arrangement.announcing = live.transferringTo;
    for (const StaffLeg &leg : std::as_const(live.staff))
        if (leg.connected)
            arrangement.staff.append({leg.leg, leg.wanted});
    m_parts.sound.wish(live.id(), arrangement);
}

// Only the last arrangement tells what is so: an earlier one may not have had what is wanted now.
void Engine::arranged(const CallId &call, int arrangement, double msSinceAsked)
{
    const auto live = m_calls.value(call);
    if (!live || arrangement != live->arrangement || !live->call.summary().live())
        return;
    const QList<StaffLeg> told = live->staff;
    for (StaffLeg &leg : live->staff)
        if (leg.connected)
            leg.inEffect = leg.wanted;
    for (const StaffLeg &leg : told)
        if (leg.connected && leg.inEffect != leg.wanted)
            tellMode(*live, leg, msSinceAsked);
}

void Engine::tellMode(LiveCall &live, const StaffLeg &before, double ms)
{
    take(live, Measured{latencyName(before.wanted), live.call.summary().turn, ms});
    if (before.wanted == StaffMode::TakeOver)
        take(live, TookOver{before.staff});
    else if (before.wanted == StaffMode::BargeIn)
        take(live, BargedIn{before.staff, true});
    else if (before.wanted == StaffMode::Whisper)
        take(live, StaffWhispering{before.staff, true});
    else
        takeBack(live, before);
    if (before.wanted == StaffMode::Listen)
        take(live, StaffListening{before.staff, true});
}

void Engine::takeBack(LiveCall &live, const StaffLeg &leg)
{
    if (leg.inEffect == StaffMode::BargeIn)
        take(live, BargedIn{leg.staff, false});
    else if (leg.inEffect == StaffMode::Whisper)
        take(live, StaffWhispering{leg.staff, false});
}

void Engine::disconnectStaff(LiveCall &live, const StaffId &staff)
{
    const StaffLeg *known = legOf(live, staff);
    if (!known)
        return;
    const StaffLeg leg = *known;
    live.staff.removeIf([&](const StaffLeg &each) { return each.staff == staff; });
    if (m_callOfLeg.remove(leg.leg))
        m_parts.line.order(leg.leg, HangUpLeg{});
    m_parts.sound.closeLeg(leg.leg);
    closeSound(leg.sound);
    arrange(live);
    if (!live.call.summary().live())
        return;
    takeBack(live, leg);
    if (live.call.summary().listening.contains(staff))
        take(live, StaffListening{staff, false});
}

// Their telephone, headset or console is gone: the caller is never left alone with a dead line.
void Engine::staffLost(LiveCall &live, const LegId &leg)
{
    const auto lost = std::ranges::find(live.staff, leg, &StaffLeg::leg);
    if (lost == live.staff.end())
        return;
    const StaffId staff = lost->staff;
    disconnectStaff(live, staff);
    if (live.call.summary().live())
        take(live, HandBackAsked{staff, HandBackCause::ConsoleLost});
}

void Engine::headsetLost(const std::shared_ptr<FramePost> &headset)
{
    for (const auto &live : m_calls.values()) { // a copy: the call may be let go of
        const auto leg = std::ranges::find_if(live->staff, [&headset](const StaffLeg &each) {
            const auto *post = std::get_if<std::shared_ptr<FramePost>>(&each.sound);
            return post && *post == headset;
        });
        if (leg != live->staff.end())
            return staffLost(*live, leg->leg);
    }
}

void Engine::hold(LiveCall &live, bool on)
{
    live.held = on;
    arrange(live);
}

void Engine::transfer(LiveCall &live, const Transfer &order)
{
    if (order.how == TransferKind::Cold)
        return m_parts.line.order(callersLeg(live.id()), ReferLeg{order.to});
    const LegId leg = newLeg();
    const Result<MediaPlace> place = m_parts.sound.open(live.id(), leg, MediaKind::Socket);
    if (!place) {
        take(live, TransferFailed{QStringLiteral("no_seat")});
        return;
    }
    hold(live, true);
    live.transferringTo = leg;
    m_callOfLeg.insert(leg, live.id());
    m_parts.line.order(leg, DialLeg{.to = order.to, .place = place.value()});
}

void Engine::transferEnded(const LegId &leg, TransferStep step)
{
    const auto live = m_calls.value(CallId(leg.text()));
    if (!live || step == TransferStep::Ringing || live->call.summary().status != CallStatus::Transferring)
        return;
    if (step == TransferStep::Done) {
        take(*live, Ended{EndCause::Transferred});
        return;
    }
    endTransfer(*live);
    take(*live, TransferFailed{step == TransferStep::Refused ? QStringLiteral("refused") : QStringLiteral("failed")});
}

void Engine::endTransfer(LiveCall &live)
{
    if (live.transferringTo.isEmpty())
        return;
    const LegId leg = std::exchange(live.transferringTo, {});
    m_callOfLeg.remove(leg);
    m_parts.line.order(leg, HangUpLeg{});
    m_parts.sound.closeLeg(leg);
    live.announcing = false;
    hold(live, false);
}

// Whoever passes a call on hears why it is not answered: "the number has changed", a queue, a voice box. The caller
// goes on hearing music.
void Engine::hearEarly(const LegId &leg, const MediaPath &path)
{
    const auto live = m_calls.value(m_callOfLeg.value(leg));
    if (!live || leg != live->transferringTo)
        return; // a telephone of staff: nobody has dialled it by hand
    m_parts.sound.connectTo(leg, path);
    if (!std::exchange(live->announcing, true))
        arrange(*live);
}

// A leg that the engine dialled: of staff, or of whom the caller is passed on to.
bool Engine::dialledConnected(const LegId &leg, const MediaPath &path)
{
    const auto live = m_calls.value(m_callOfLeg.value(leg));
    if (!live)
        return false;
    if (leg != live->transferringTo) {
        staffConnected(*live, leg, path);
        return true;
    }
    m_parts.sound.connectTo(leg, path);
    if (std::exchange(live->announcing, false))
        arrange(*live);
    m_parts.line.order(callersLeg(live->id()), JoinLeg{leg});
    return true;
}

bool Engine::dialledEnded(const LegId &leg)
{
    const auto live = m_calls.value(m_callOfLeg.value(leg));
    if (!live)
        return false;
    if (leg != live->transferringTo) {
        staffLost(*live, leg);
        return true;
    }
    endTransfer(*live);
    if (live->call.summary().status == CallStatus::Transferring)
        take(*live, TransferFailed{QStringLiteral("not_reached")});
    return true;
}

} // namespace nightbell
