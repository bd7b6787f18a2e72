#include "audio/rtp_sound.h"

#include "audio/headset_leg.h"
#include "audio/room_listening.h"
#include "audio/room_recording.h"
#include "audio/rtp_leg.h"

#include <QRandomGenerator>

#include <algorithm>

namespace nightbell {

namespace {

constexpr std::chrono::milliseconds levelsEvery{95}; // a hair less than they come, or every second one would be late

void add(const LegCounts &more, LegCounts &all)
{
    for (const auto member :
         {&LegCounts::sent, &LegCounts::sendFailed, &LegCounts::received, &LegCounts::foreign, &LegCounts::malformed,
          &LegCounts::lost, &LegCounts::late, &LegCounts::concealed, &LegCounts::keysLost})
        all.*member += more.*member;
}

RtpHeader firstHeader() // drawn where waiting is allowed
{
    auto *chance = QRandomGenerator::system();
    return {.sequence = static_cast<std::uint16_t>(chance->bounded(0x8000)), // no early wrap
            .timestamp = chance->generate(),
            .source = chance->generate()};
}

} // namespace

RtpSound::RtpSound(const Place &place)
    : m_place(place)
    , m_music(musicOnHold())
    , m_ports(place.host, place.ports)
    , m_loop(place.callsAtMost)
{
    for (int number = place.callsAtMost - 1; number >= 0; --number)
        m_freeNumbers.append(number);
}

RtpSound::~RtpSound()
{
    m_notifier.reset();
    m_loop.stop();
    for (const SoundOrder &order : m_waiting)
        freeUndone(order);
    for (const Leg &leg : std::as_const(m_legs))
        if (leg.ports)
            RtpPorts::close(*leg.ports);
}

Result<> RtpSound::start()
{
    const Result<> started = m_loop.start();
    if (started) {
        m_notifier = std::make_unique<QSocketNotifier>(m_loop.reportsFd(), QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &RtpSound::readReports);
    }
    return started;
}

Result<RtpSound::Leg *> RtpSound::takePlace(const CallId &call, const LegId &leg)
{
    Q_ASSERT(!m_legs.contains(leg));
    const auto known = m_rooms.constFind(call);
    const Room before = known == m_rooms.cend() ? Room{} : *known;
    const auto seat = std::ranges::find(before.legs, LegId());
    if ((known == m_rooms.cend() && m_rooms.size() >= m_place.callsAtMost) || seat == before.legs.end())
        return Problem{Problem::Kind::Full, QStringLiteral("every seat of the sound thread is taken")};
    const int party = int(seat - before.legs.begin());
    m_rooms[call].legs[std::size_t(party)] = leg;
    return &*m_legs.insert(leg, {.call = call, .party = party});
}

Result<MediaPlace> RtpSound::open(const CallId &call, const LegId &id, MediaKind kind)
{
    const Result<Leg *> leg = takePlace(call, id);
    if (!leg)
        return leg.problem();
    if (kind == MediaKind::Post) {
        leg.value()->post = std::make_shared<PacketPost>();
        if (leg.value()->post->ready())
            return MediaPlace(leg.value()->post);
        forgetLeg(id);
        return Problem{Problem::Kind::Full, QStringLiteral("no file descriptor is left")};
    }
    const Result<PortPair> ports = m_ports.open();
    if (!ports) {
        forgetLeg(id);
        return ports.problem();
    }
    leg.value()->ports = ports.value();
    return MediaPlace(MediaAddress{m_place.host, ports.value().port});
}

Result<> RtpSound::seat(const CallId &call, const LegId &id, std::shared_ptr<FramePost> headset)
{
    const auto room = m_rooms.constFind(call);
    if (room == m_rooms.cend() || room->number < 0)
        return Problem{Problem::Kind::NotFound, QStringLiteral("no such call")};
    const Result<Leg *> leg = takePlace(call, id);
    if (!leg)
        return leg.problem();
    leg.value()->seated = true;
    give(*room, SeatParty{leg.value()->party, new HeadsetLeg(std::move(headset), room->rate)});
    return {};
}

std::unique_ptr<Wire> RtpSound::wireOf(const Leg &leg) const
{
    if (leg.post)
        return std::make_unique<PostWire>(leg.post);
    return std::make_unique<SocketWire>(leg.ports->rtp, leg.ports->rtcp);
}

void RtpSound::openRoom(const CallId &call, Room &room, Coding coding)
{
    room.number = m_freeNumbers.takeLast();
    room.rate = soundRateFor(coding);
    m_callIn.insert(room.number, call);
    give(room, OpenRoom{new SoundRoom(room.number, room.rate, m_music, m_loop, m_loop.spent())});
}

void RtpSound::connectTo(const LegId &id, const MediaPath &path)
{
    const auto leg = m_legs.find(id);
    if (leg == m_legs.end() || leg->leaving)
        return;
    Room &room = m_rooms[leg->call];
    std::unique_ptr<SrtpPair> srtp;
    if (path.keys) {
        Result<std::unique_ptr<SrtpPair>> made = SrtpPair::make(*path.keys);
        if (!made)
            return Q_EMIT legSilent(leg->call, id); // never in clear what was to be secret
        srtp = std::move(made).value();
    }
    if (room.number < 0)
        openRoom(leg->call, room, path.coding);
    if (!std::exchange(leg->seated, true))
        give(room, SeatParty{leg->party, new RtpLeg(wireOf(*leg), m_place.silenceAtMost)});
    const SteadyTime now = std::chrono::steady_clock::now();
    give(room, ConnectParty{leg->party, new LegStream(path, room.rate, firstHeader(), now, std::move(srtp)), now});
}

void RtpSound::wish(const CallId &call, const SoundWish &wish)
{
    if (const auto room = m_rooms.find(call); room != m_rooms.end() && room->number >= 0 && !room->closing)
        std::visit([&](const auto &each) { carryOut(*room, each); }, wish);
}

void RtpSound::carryOut(Room &room, const SpeechPiece &piece) { give(room, PlaySpeech{new SpeechNode(piece)}); }

void RtpSound::carryOut(Room &room, const FallSilent &) { give(room, SilenceAssistant{}); }

void RtpSound::carryOut(Room &room, const PauseSpeaking &) { give(room, HoldSpeech{}); }

void RtpSound::carryOut(Room &room, const ResumeSpeaking &) { give(room, GoOnSpeaking{}); }

void RtpSound::carryOut(Room &room, const Arrangement &arrangement)
{
    StaffSeats seats;
    for (const StaffPlace &place : arrangement.staff)
        if (const auto leg = m_legs.constFind(place.leg); leg != m_legs.cend() && leg->party >= FirstStaffSound)
            seats[std::size_t(leg->party - FirstStaffSound)] = place.mode;
    HearingMatrix matrix =
        arrangement.extension ? hearingOf(*arrangement.extension) : hearingOf(seats, arrangement.held);
    if (const auto leg = m_legs.constFind(arrangement.announcing); leg != m_legs.cend() && leg->party != CallerSound)
        letStaffHear(leg->party, seats, matrix);
    give(room, ChangeHearing{matrix, arrangement.number, arrangement.asked});
}

void RtpSound::carryOut(Room &room, const RecordInto &where)
{
    give(room, RecordRoom{new RoomRecording(*where.inlet, where.room, room.rate)});
}

void RtpSound::carryOut(Room &room, const ListenInto &where)
{
    give(room, ListenInRoom{where.inlet ? new RoomListening(*where.inlet, where.room, room.rate) : nullptr});
}

void RtpSound::carryOut(Room &room, const PressKeys &press)
{
    const auto leg = m_legs.constFind(press.leg);
    if (leg == m_legs.cend() || leg->leaving || !leg->seated || &m_rooms[leg->call] != &room)
        return;
    const QByteArray keys = press.keys.reveal().left(keysQueuedAtMost).toLatin1();
    PressPartyKeys order{.party = leg->party, .keys = {}, .count = std::size_t(keys.size())};
    std::ranges::copy(keys, order.keys.begin());
    give(room, order);
}

void RtpSound::closeLeg(const LegId &id)
{
    const auto leg = m_legs.find(id);
    if (leg == m_legs.end() || std::exchange(leg->leaving, true))
        return;
    if (leg->seated)
        give(m_rooms[leg->call], LetPartyGo{leg->party});
    else
        forgetLeg(id);
}

void RtpSound::close(const CallId &call)
{
    const auto room = m_rooms.find(call);
    if (room == m_rooms.end() || room->closing)
        return;
    if (room->number >= 0)
        give(*room, CloseRoom{});
    else
        QMetaObject::invokeMethod(
            this, [this, call] { roomClosed(call); }, Qt::QueuedConnection);
    room->closing = true;
}

void RtpSound::give(const Room &room, const decltype(SoundOrder::what) &what)
{
    const SoundOrder order{room.number, what};
    if (room.closing)
        return freeUndone(order); // the sound thread may have left the room already
    if (!m_waiting.empty() || !m_loop.order(order))
        m_waiting.push_back(order);
}

void RtpSound::giveWaiting()
{
    while (!m_waiting.empty() && m_loop.order(m_waiting.front()))
        m_waiting.pop_front();
}

void RtpSound::readReports()
{
    SoundReport report{};
    while (m_loop.nextReport(report))
        tell(report);
    tellLevels();
    m_loop.freeSpent();
    giveWaiting();
}

void RtpSound::tell(const SoundReport &report)
{
    const CallId call = m_callIn.value(report.room);
    const auto legOf = [&](int party) { return m_rooms[call].legs[std::size_t(party)]; };
    if (const auto *began = std::get_if<SentenceBegan>(&report.what))
        Q_EMIT sentenceBegan(call, began->turn, began->sentence, began->msSinceConnected);
    else if (const auto *played = std::get_if<PlayedSentence>(&report.what))
        Q_EMIT sentencePlayed(call, *played);
    else if (const auto *paused = std::get_if<SpeakingPaused>(&report.what))
        Q_EMIT speakingPaused(call, paused->turn, paused->sentence, paused->playedMs);
    else if (const auto *heard = std::get_if<KeyHeard>(&report.what))
        Q_EMIT keyPressed(call, legOf(heard->party), QLatin1Char(heard->key));
    else if (const auto *changed = std::get_if<HearingChanged>(&report.what))
        Q_EMIT arranged(call, changed->arrangement, changed->msSinceAsked);
    else if (const auto *silent = std::get_if<LegFellSilent>(&report.what))
        Q_EMIT legSilent(call, legOf(silent->party));
    else if (const auto *spoken = std::get_if<CallerSpeech>(&report.what))
        Q_EMIT callerSpeech(call, spoken->speaks, spoken->at);
    else if (const auto *quiet = std::get_if<CallerQuiet>(&report.what))
        Q_EMIT callerQuiet(call, quiet->quietMs, quiet->since);
    else if (const auto *loud = std::get_if<LevelsHeard>(&report.what))
        noteLevels(call, *loud);
    else if (const auto *measured = std::get_if<QualityMeasured>(&report.what))
        Q_EMIT quality(call, legOf(measured->party), measured->quality);
    else if (const auto *gone = std::get_if<LegGone>(&report.what))
        legGone(call, *gone);
    else
        roomClosed(call);
}

void RtpSound::noteLevels(const CallId &call, const LevelsHeard &heard)
{
    CallLevels levels{.call = call, .caller = heard.parties[CallerSound], .assistant = heard.assistant, .staff = {}};
    const Room &room = m_rooms[call];
    for (std::size_t party = FirstStaffSound; party < partiesAtMost; ++party)
        if (!room.legs[party].isEmpty())
            levels.staff.append({room.legs[party], heard.parties[party]});
    m_levels.insert(call, levels);
}

// One signal for all calls: what crosses to the windows does not grow with their number.
void RtpSound::tellLevels()
{
    const SteadyTime now = std::chrono::steady_clock::now();
    if (m_levels.isEmpty() || now - m_levelsToldAt < levelsEvery)
        return;
    m_levelsToldAt = now;
    Q_EMIT levels(std::exchange(m_levels, {}).values());
}

void RtpSound::legGone(const CallId &call, const LegGone &gone)
{
    add(gone.counts, m_counts);
    forgetLeg(m_rooms[call].legs[std::size_t(gone.party)]);
}

void RtpSound::forgetLeg(const LegId &id)
{
    const Leg leg = m_legs.take(id);
    if (leg.ports)
        RtpPorts::close(*leg.ports);
    const auto room = m_rooms.find(leg.call);
    room->legs[std::size_t(leg.party)] = {};
    if (room->number < 0 && !room->closing && std::ranges::count(room->legs, LegId()) == partiesAtMost)
        m_rooms.erase(room); // nobody came
}

void RtpSound::roomClosed(const CallId &call)
{
    const std::array<LegId, partiesAtMost> left = m_rooms[call].legs; // those that were never seated
    for (const LegId &leg : left)
        if (!leg.isEmpty())
            forgetLeg(leg);
    const Room room = m_rooms.take(call);
    m_levels.remove(call);
    if (room.number >= 0) {
        m_callIn.remove(room.number);
        m_freeNumbers.append(room.number);
    }
    Q_EMIT closed(call);
}

} // namespace nightbell
