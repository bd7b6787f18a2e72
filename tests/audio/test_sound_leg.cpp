#include "audio/sound_leg.h"

#include <QTest>

#include <vector>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

class Reports : public ReportSink
{
public:
    bool report(const SoundReport &report) override
    {
        if (full)
            return false;
        seen.push_back(report);
        return true;
    }

    template<class What> std::vector<What> all() const
    {
        std::vector<What> found;
        for (const SoundReport &each : seen)
            if (const auto *what = std::get_if<What>(&each.what))
                found.push_back(*what);
        return found;
    }

    bool full = false;
    std::vector<SoundReport> seen;
};

const MediaAddress caller{QHostAddress(QStringLiteral("127.0.0.1")), 4'000};

std::vector<std::uint8_t> keyPacket(std::uint8_t key, std::uint32_t timestamp)
{
    std::vector<std::uint8_t> bytes(rtpHeaderBytes + 4);
    writeRtpHeader({.payloadType = 101, .timestamp = timestamp}, std::span(bytes).first<rtpHeaderBytes>());
    bytes[rtpHeaderBytes] = key;
    return bytes;
}

} // namespace

class TestSoundLeg : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theStreamGoesOnInSilence();
    void aSentenceIsPlayedWholeAndReported();
    void aSentenceThatIsCutTellsHowMuchWasHeard();
    void sentencesThatNeverBeganAreReportedAsSuch();
    void closingTellsTheLastSentenceBeforeItself();
    void reportsThatFoundNoRoomComeLater();
    void skippedTicksMoveTheTimestampAlone();
    void packetsFromElsewhereAreNotHeard();
    void thePortMayMoveOnceWhenToldSo();
    void aKeyIsHeardOnceHoweverOftenItIsSent();

private:
    void connectLeg(bool followsPort = false);
    void play(int sentence, int samples, bool last);
    RtpPacket tick();

    struct World // torn down in this order: leg, then what it refers to
    {
        Reports reports;
        SpentSpeech spent;
        SoundLeg leg{3, reports, spent};
    };
    std::unique_ptr<World> m_world;
    Packet m_packet{};
    SteadyTime m_now{};
};

void TestSoundLeg::init()
{
    m_world = std::make_unique<World>();
    m_world->leg.open();
}

void TestSoundLeg::connectLeg(bool followsPort)
{
    m_world->leg.connectTo({.remote = toSocketAddress(caller),
                            .coding = Coding::MuLaw,
                            .payloadType = 0,
                            .keyPayloadType = 101,
                            .followsPort = followsPort,
                            .first = {.sequence = 100, .timestamp = 5'000, .source = 77},
                            .since = m_now});
}

void TestSoundLeg::play(int sentence, int samples, bool last)
{
    m_world->leg.play(new SpeechNode{{1, sentence, Pcm(samples, 1'000), last}});
}

RtpPacket TestSoundLeg::tick()
{
    m_now += tickLength;
    m_world->leg.settle();
    m_world->leg.writePacket(m_packet, m_now);
    return *parseRtp(m_packet);
}

void TestSoundLeg::theStreamGoesOnInSilence()
{
    connectLeg();
    for (int index = 0; index < 3; ++index) {
        const RtpPacket packet = tick();
        QCOMPARE(int(packet.header.sequence), 100 + index);
        QCOMPARE(packet.header.timestamp, 5'000u + 160u * std::uint32_t(index));
        QCOMPARE(packet.header.source, 77u);
        QCOMPARE(packet.header.marker, index == 0);
        QCOMPARE(packet.payload.size(), std::size_t(160));
        QCOMPARE(int(packet.payload[80]), int(toMuLaw(0)));
    }
}

void TestSoundLeg::aSentenceIsPlayedWholeAndReported()
{
    connectLeg();
    tick();
    play(1, 200, false);
    play(1, 40, true);
    const RtpPacket first = tick();
    QVERIFY(first.header.marker);
    QCOMPARE(int(first.payload[0]), int(toMuLaw(1'000)));
    const auto began = m_world->reports.all<SentenceBegan>();
    QCOMPARE(began.size(), std::size_t(1));
    QCOMPARE(began[0].msSinceConnected, 40.0);

    const RtpPacket second = tick();
    QVERIFY(!second.header.marker);
    QCOMPARE(int(second.payload[79]), int(toMuLaw(1'000)));
    QCOMPARE(int(second.payload[80]), int(toMuLaw(0)));
    const auto played = m_world->reports.all<PlayedSentence>();
    QCOMPARE(played.size(), std::size_t(1));
    QCOMPARE(played[0].how, PlayedHow::Whole);
    QCOMPARE(played[0].playedMs, 30);
}

void TestSoundLeg::aSentenceThatIsCutTellsHowMuchWasHeard()
{
    connectLeg();
    play(1, 1'600, false);
    tick(), tick();
    m_world->leg.fallSilent();
    const auto played = m_world->reports.all<PlayedSentence>();
    QCOMPARE(played.size(), std::size_t(1));
    QCOMPARE(played[0].how, PlayedHow::Cut);
    QCOMPARE(played[0].playedMs, 40);
    QCOMPARE(int(tick().payload[0]), int(toMuLaw(0)));
}

void TestSoundLeg::sentencesThatNeverBeganAreReportedAsSuch()
{
    connectLeg();
    play(0, 100, false), play(0, 100, true), play(1, 100, true);
    m_world->leg.fallSilent();
    const auto played = m_world->reports.all<PlayedSentence>();
    QCOMPARE(played.size(), std::size_t(2));
    QCOMPARE(played[0].sentence, 0);
    QCOMPARE(played[1].sentence, 1);
    QCOMPARE(played[1].how, PlayedHow::Never);
}

void TestSoundLeg::closingTellsTheLastSentenceBeforeItself()
{
    connectLeg();
    play(1, 1'600, true);
    tick();
    m_world->leg.countSent(true);
    m_world->leg.close();
    QVERIFY(m_world->leg.closed());
    const auto &seen = m_world->reports.seen;
    QCOMPARE(std::get<PlayedSentence>(seen[seen.size() - 2].what).how, PlayedHow::Cut);
    QCOMPARE(std::get<LegClosed>(seen.back().what).counts.sent, 1u);
}

void TestSoundLeg::reportsThatFoundNoRoomComeLater()
{
    connectLeg();
    play(1, 1'600, true), play(2, 160, true);
    tick();
    m_world->reports.full = true;
    m_world->leg.close();
    QVERIFY(!m_world->leg.closed());
    m_world->reports.full = false;
    m_world->leg.settle();
    QVERIFY(m_world->leg.closed());
    const auto played = m_world->reports.all<PlayedSentence>();
    QCOMPARE(played.size(), std::size_t(2));
    QCOMPARE(played[0].how, PlayedHow::Cut);
    QCOMPARE(played[1].how, PlayedHow::Never);
}

void TestSoundLeg::skippedTicksMoveTheTimestampAlone()
{
    connectLeg();
    tick();
    m_world->leg.skipTicks(10);
    const RtpPacket packet = tick();
    QCOMPARE(int(packet.header.sequence), 101);
    QCOMPARE(packet.header.timestamp, 5'000u + 11u * 160u);
}

void TestSoundLeg::packetsFromElsewhereAreNotHeard()
{
    connectLeg();
    const auto packet = keyPacket(5, 100);
    m_world->leg.receive(packet, toSocketAddress({caller.host, 4'002}));
    m_world->leg.receive(packet, toSocketAddress({QHostAddress(QStringLiteral("127.0.0.2")), 4'000}));
    QVERIFY(m_world->reports.seen.empty());
    m_world->leg.receive(packet, toSocketAddress(caller));
    QCOMPARE(m_world->reports.all<KeyHeard>().size(), std::size_t(1));
    m_world->leg.close();
    const LegCounts counts = m_world->reports.all<LegClosed>()[0].counts;
    QCOMPARE(counts.foreign, 2u);
    QCOMPARE(counts.received, 1u);
}

void TestSoundLeg::thePortMayMoveOnceWhenToldSo()
{
    connectLeg(true);
    const auto moved = toSocketAddress({caller.host, 4'010});
    m_world->leg.receive(std::vector<std::uint8_t>(3), moved); // not RTP: moves nothing
    QVERIFY(samePort(m_world->leg.remote(), toSocketAddress(caller)));
    m_world->leg.receive(keyPacket(1, 100), moved);
    QVERIFY(samePort(m_world->leg.remote(), moved));
    m_world->leg.receive(keyPacket(2, 900), toSocketAddress({caller.host, 4'020}));
    QVERIFY(samePort(m_world->leg.remote(), moved));
    QCOMPARE(m_world->reports.all<KeyHeard>().size(), std::size_t(1));
}

void TestSoundLeg::aKeyIsHeardOnceHoweverOftenItIsSent()
{
    connectLeg();
    for (const std::uint32_t timestamp : {100u, 100u, 100u, 900u, 100u, 900u})
        m_world->leg.receive(keyPacket(timestamp == 100 ? 4 : 2, timestamp), toSocketAddress(caller));
    const auto keys = m_world->reports.all<KeyHeard>();
    QCOMPARE(keys.size(), std::size_t(2));
    QCOMPARE(keys[0].key, '4');
    QCOMPARE(keys[1].key, '2');
}

QTEST_APPLESS_MAIN(TestSoundLeg)
#include "test_sound_leg.moc"
