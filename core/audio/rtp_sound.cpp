#include "audio/rtp_sound.h"

#include <QRandomGenerator>

namespace nightbell {

namespace {

LegCounts operator+(const LegCounts &one, const LegCounts &other)
{
    return {.sent = one.sent + other.sent,
            .sendFailed = one.sendFailed + other.sendFailed,
            .received = one.received + other.received,
            .foreign = one.foreign + other.foreign,
            .malformed = one.malformed + other.malformed,
            .keysLost = one.keysLost + other.keysLost};
}

} // namespace

RtpSound::RtpSound(const QHostAddress &host, PortRange ports, int callsAtMost)
    : m_host(host)
    , m_ports(host, ports)
    , m_loop(callsAtMost)
{
    for (int seat = callsAtMost - 1; seat >= 0; --seat)
        m_freeSeats.append(seat);
}

RtpSound::~RtpSound()
{
    m_notifier.reset();
    m_loop.stop();
    for (const Leg &leg : std::as_const(m_legs))
        RtpPorts::close(leg.ports);
    for (const SoundOrder &order : m_waiting)
        if (const auto *speech = std::get_if<PlaySpeech>(&order.what))
            delete speech->node;
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

Result<MediaPlace> RtpSound::open(const CallId &call)
{
    Q_ASSERT(!m_seatOf.contains(call));
    if (m_freeSeats.isEmpty())
        return Problem{Problem::Kind::Full, QStringLiteral("every seat of the sound thread is taken")};
    const Result<PortPair> ports = m_ports.open();
    if (!ports)
        return ports.problem();
    const int seat = m_freeSeats.takeLast();
    m_legs.insert(seat, {call, ports.value()});
    m_seatOf.insert(call, seat);
    give(call, OpenLeg{ports.value().rtp});
    return MediaPlace(MediaAddress{m_host, ports.value().port});
}

void RtpSound::connectTo(const CallId &call, const MediaPath &path)
{
    auto *chance = QRandomGenerator::system();
    give(call,
         ConnectLeg{.remote = toSocketAddress(path.remote),
                    .coding = path.coding,
                    .payloadType = path.payloadType,
                    .keyPayloadType = static_cast<std::int16_t>(path.keyPayloadType ? *path.keyPayloadType : -1),
                    .followsPort = path.followsPort,
                    .first = {.sequence = static_cast<std::uint16_t>(chance->bounded(0x8000)), // no early wrap
                              .timestamp = chance->generate(),
                              .source = chance->generate()},
                    .since = std::chrono::steady_clock::now()});
}

void RtpSound::play(const CallId &call, const SpeechPiece &piece)
{
    if (m_seatOf.contains(call))
        give(call, PlaySpeech{new SpeechNode{piece}});
}

void RtpSound::fallSilent(const CallId &call) { give(call, SilenceLeg{}); }

void RtpSound::close(const CallId &call)
{
    give(call, CloseLeg{});
    m_seatOf.remove(call); // the seat stays taken until the sound thread has let go of it
}

void RtpSound::give(const CallId &call, decltype(SoundOrder::what) what)
{
    const auto seat = m_seatOf.constFind(call);
    if (seat == m_seatOf.cend())
        return;
    const SoundOrder order{*seat, what};
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
    m_loop.freeSpentSpeech();
    giveWaiting();
}

void RtpSound::tell(const SoundReport &report)
{
    const CallId call = m_legs.value(report.leg).call;
    if (const auto *began = std::get_if<SentenceBegan>(&report.what))
        Q_EMIT sentenceBegan(call, began->turn, began->sentence, began->msSinceConnected);
    else if (const auto *played = std::get_if<PlayedSentence>(&report.what))
        Q_EMIT sentencePlayed(call, *played);
    else if (const auto *heard = std::get_if<KeyHeard>(&report.what))
        Q_EMIT keyPressed(call, QLatin1Char(heard->key));
    else
        forget(report.leg, std::get<LegClosed>(report.what).counts);
}

void RtpSound::forget(int seat, const LegCounts &counts)
{
    const Leg leg = m_legs.take(seat);
    RtpPorts::close(leg.ports);
    m_freeSeats.append(seat);
    m_counts = m_counts + counts;
    Q_EMIT closed(leg.call);
}

} // namespace nightbell
