// The whole sound thread with calls of every kind takes nothing from the heap: a witness among the parties, which lives
// on that thread, counts.
#include "audio/frame_post.h"
#include "audio/headset_leg.h"
#include "audio/rtp_leg.h"
#include "audio/rtp_ports.h"
#include "audio/sound_loop.h"
#include "scripted/allocation_watch.h"
#include "scripted/rtp_peer.h"
#include "scripted/tones.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <atomic>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

constexpr int warmUpTicks = 60, watchedTicks = 380; // in which every leg reports at least once

class Witness : public PartyLeg // hears and says nothing
{
public:
    explicit Witness(std::atomic<int> &ticks, std::atomic<std::size_t> &taken) : m_ticks(ticks), m_taken(taken)
    {
        m_connected = true;
    }
    void connect(LegStream *, SpentParcels &) override { }
    bool hear(std::span<std::int16_t>, PacketBatch &, SteadyTime) override
    {
        if (++m_ticks == warmUpTicks)
            m_watch.emplace();
        if (m_watch)
            m_taken = m_watch->count();
        return false;
    }
    void say(std::span<const std::int16_t>, int) override { }
    void press(char) override { }
    std::optional<char> nextKey() override { return std::nullopt; }
    bool silent(SteadyTime) const override { return false; }
    LegCounts leave() override { return {}; }

private:
    std::atomic<int> &m_ticks;
    std::atomic<std::size_t> &m_taken;
    std::optional<AllocationWatch> m_watch;
};

struct BusyCall
{
    RtpPeer peer;
    PortPair ports;
    std::shared_ptr<FramePost> headset = std::make_shared<FramePost>();
    int sentences = 0;

    void tick()
    {
        const MediaAddress there{QHostAddress(QHostAddress::LocalHost), ports.port};
        peer.say(there);
        peer.hear();
        headset->toSound.push(SoundFrame{.count = soundFrameSamples});
        for (SoundFrame frame; headset->fromSound.pop(frame);) { }
    }
};

} // namespace

class TestSoundAllocations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void theSoundThreadTakesNothing();

private:
    void open(int number, const RtpPeer::Voice &voice, MediaPath path);
    void speak(int number);
    void arrange(int number);
    void readReports();

    static constexpr int roomsAtMost = 8;
    const Clip m_music = musicOnHold();
    RtpPorts m_ports{QHostAddress(QHostAddress::LocalHost), {37'000, 38'999}};
    std::unique_ptr<SoundLoop> m_loop;
    std::vector<std::unique_ptr<BusyCall>> m_calls;
    std::atomic<int> m_ticks = 0;
    std::atomic<std::size_t> m_taken = 0;
    int m_arrangement = 0;
    int m_levels = 0, m_qualities = 0, m_played = 0;
};

void TestSoundAllocations::cleanup()
{
    m_loop.reset();
    for (const auto &call : m_calls)
        RtpPorts::close(call->ports);
    m_calls.clear();
}

void TestSoundAllocations::open(int number, const RtpPeer::Voice &voice, MediaPath path)
{
    const auto ports = m_ports.open();
    QVERIFY(ports.ok());
    m_calls.push_back(std::unique_ptr<BusyCall>(new BusyCall{.peer = RtpPeer(voice), .ports = ports.value()}));
    BusyCall &call = *m_calls.back();
    path.remote = call.peer.address();
    path.coding = voice.coding;
    path.payloadType = RtpPeer::payloadTypeOf(voice.coding);
    const int rate = soundRateFor(voice.coding);
    std::unique_ptr<SrtpPair> srtp = path.keys ? std::move(SrtpPair::make(*path.keys)).value() : nullptr;
    const SteadyTime now = std::chrono::steady_clock::now();
    const auto give = [&](const decltype(SoundOrder::what) &what) { QVERIFY(m_loop->order({number, what})); };
    give(OpenRoom{new SoundRoom(number, rate, m_music, *m_loop, m_loop->spent())});
    give(SeatParty{
        CallerSound,
        new RtpLeg(std::make_unique<SocketWire>(ports.value().rtp, ports.value().rtcp), std::chrono::seconds{30})});
    give(ConnectParty{CallerSound,
                      new LegStream(path, rate, {.source = std::uint32_t(number) + 1}, now, std::move(srtp)), now});
    give(SeatParty{FirstStaffSound, new HeadsetLeg(call.headset, rate)});
}

void TestSoundAllocations::speak(int number)
{
    const int rate = soundRateFor(m_calls[std::size_t(number)]->peer.voice().coding);
    const auto words = tone(500, rate, std::size_t(rate) / 2);
    const int sentence = ++m_calls[std::size_t(number)]->sentences;
    m_loop->order({number, PlaySpeech{new SpeechNode({1, sentence, Pcm(words.begin(), words.end()), true})}});
}

void TestSoundAllocations::arrange(int number) // another mode each time, hold included
{
    constexpr std::array modes{StaffMode::Listen, StaffMode::BargeIn, StaffMode::TakeOver};
    const int which = ++m_arrangement;
    const StaffSeats staff{modes[std::size_t(which) % modes.size()]};
    m_loop->order({number, ChangeHearing{hearingOf(staff, which % 4 == 0), which, std::chrono::steady_clock::now()}});
}

void TestSoundAllocations::readReports()
{
    SoundReport report{};
    while (m_loop->nextReport(report)) {
        m_levels += std::holds_alternative<LevelsHeard>(report.what);
        m_qualities += std::holds_alternative<QualityMeasured>(report.what);
        if (std::holds_alternative<PlayedSentence>(report.what)) {
            ++m_played;
            speak(report.room);
        }
    }
    m_loop->freeSpent();
}

void TestSoundAllocations::theSoundThreadTakesNothing()
{
    m_loop = std::make_unique<SoundLoop>(roomsAtMost);
    QVERIFY(m_loop->start().ok());
    const QByteArray ours(30, 'a'), theirs(30, 'b');
    open(0, {.hertz = 400}, {.keyPayloadType = 101});
    open(1, {.hertz = 500}, {.packetMs = 60}); // tones in band, both ways
    open(2, {.hertz = 600, .coding = Coding::Opus}, {.followsPort = true});
    open(3, {.hertz = 700, .keys = SrtpKeys{.ours = theirs, .theirs = ours}},
         {.keys = SrtpKeys{.ours = ours, .theirs = theirs}});
    const int witnessed = int(m_calls.size());
    QVERIFY(
        m_loop->order({witnessed, OpenRoom{new SoundRoom(witnessed, narrowRate, m_music, *m_loop, m_loop->spent())}}));
    QVERIFY(m_loop->order({witnessed, SeatParty{CallerSound, new Witness(m_ticks, m_taken)}}));
    for (int number = 0; number < witnessed; ++number)
        speak(number);

    QElapsedTimer clock;
    clock.start();
    int done = 0;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    connect(&timer, &QTimer::timeout, this, [&] {
        for (; clock.elapsed() >= done * 20; ++done) {
            for (const auto &call : m_calls)
                call->tick();
            const int number = done / 10 % witnessed;
            if (done % 10 == 0) {
                arrange(number);
                m_loop->order({number, PressPartyKeys{CallerSound, {'1', '#'}, 2}});
            }
            readReports();
        }
    });
    timer.start(5);
    QTRY_VERIFY_WITH_TIMEOUT(m_ticks >= warmUpTicks + watchedTicks, 30'000);
    timer.stop();

    QCOMPARE(m_taken.load(), std::size_t(0));
    QVERIFY(m_levels > 100); // all of it was at work
    QVERIFY2(m_qualities >= witnessed, qPrintable(QString::number(m_qualities)));
    QVERIFY(m_played > 10);
    for (const auto &call : m_calls)
        QVERIFY(call->peer.packetsHeard > (watchedTicks + warmUpTicks) / 5);
}

QTEST_GUILESS_MAIN(TestSoundAllocations)
#include "test_sound_allocations.moc"
