#include "audio/rtp_leg.h"
#include "scripted/scripted_wire.h"
#include "scripted/tones.h"

#include <QTest>

#include <memory>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

const MediaAddress caller{QHostAddress(QStringLiteral("127.0.0.1")), 4'000};
constexpr RtpHeader firstOfOurs{.sequence = 100, .timestamp = 5'000, .source = 77};

std::vector<std::uint8_t> rtp(std::uint16_t sequence, std::uint32_t timestamp, std::vector<std::uint8_t> payload,
                              std::uint8_t payloadType = 0)
{
    std::vector<std::uint8_t> bytes(rtpHeaderBytes);
    writeRtpHeader({.payloadType = payloadType, .sequence = sequence, .timestamp = timestamp, .source = 9},
                   std::span(bytes).first<rtpHeaderBytes>());
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    return bytes;
}

std::vector<std::uint8_t> keyPacket(std::uint8_t key, std::uint32_t timestamp)
{
    return rtp(std::uint16_t(timestamp), timestamp, {key, 0, 0, 0}, 101);
}

} // namespace

class TestRtpLeg : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_frame = {};
    }
    void theStreamGoesOnInSilence();
    void skippedTicksMoveTheTimestampAlone();
    void whatTheCallerSaysIsHeard();
    void packetsFromElsewhereAreNotHeard();
    void thePortMayMoveOnceWhenToldSo();
    void onlyWhatWasAgreedOnMovesThePort();
    void thePortStaysMovedInANewPathOfTheSameAddress();
    void aKeyIsHeardOnceHoweverOftenItIsSent();
    void aNewPathGoesOnWithTheNumbersOfTheOld();
    void onHoldNothingIsSent();
    void aStreamThatStopsIsSilentAfterATime();
    void sealedSoundIsHeardByWhoHasTheKeyAlone();

private:
    void connectLeg(MediaPath path = {.remote = caller, .keyPayloadType = 101});
    bool hear();
    void arrive(std::vector<std::uint8_t> bytes, const MediaAddress &from = caller)
    {
        m_world->wire.arriving.push_back({std::move(bytes), toSocketAddress(from), m_now});
    }
    RtpPacket lastSent() const { return *parseRtp(m_world->wire.sent.back()); }
    std::string keys()
    {
        std::string all;
        while (const auto key = m_world->leg.nextKey())
            all += *key;
        return all;
    }

    struct World // torn down from below
    {
        WireLog wire;
        SpentParcels spent;
        PacketBatch batch;
        RtpLeg leg{std::make_unique<ScriptedWire>(wire), std::chrono::seconds{30}};
    };
    std::unique_ptr<World> m_world;
    std::array<std::int16_t, samplesPerFrame(narrowRate)> m_frame{};
    SteadyTime m_now{std::chrono::hours{1}};
};

void TestRtpLeg::connectLeg(MediaPath path)
{
    std::unique_ptr<SrtpPair> srtp = path.keys ? std::move(SrtpPair::make(*path.keys)).value() : nullptr;
    m_world->leg.connect(new LegStream(path, narrowRate, firstOfOurs, m_now, std::move(srtp)), m_world->spent);
}

bool TestRtpLeg::hear()
{
    m_now += tickLength;
    return m_world->leg.hear(m_frame, m_world->batch, m_now);
}

void TestRtpLeg::theStreamGoesOnInSilence()
{
    connectLeg();
    for (int index = 0; index < 3; ++index) {
        m_world->leg.say(m_frame, 0);
        const RtpPacket packet = lastSent();
        QCOMPARE(int(packet.header.sequence), 100 + index);
        QCOMPARE(packet.header.timestamp, 5'000u + 160u * std::uint32_t(index));
        QCOMPARE(packet.header.source, 77u);
        QCOMPARE(packet.header.marker, index == 0);
        QCOMPARE(packet.payload.size(), std::size_t(160));
        QCOMPARE(int(packet.payload[80]), int(toMuLaw(0)));
    }
}

void TestRtpLeg::skippedTicksMoveTheTimestampAlone()
{
    connectLeg();
    m_world->leg.say(m_frame, 0);
    m_world->leg.say(m_frame, 10);
    QCOMPARE(int(lastSent().header.sequence), 101);
    QCOMPARE(lastSent().header.timestamp, 5'000u + 11u * 160u);
}

void TestRtpLeg::whatTheCallerSaysIsHeard()
{
    connectLeg();
    std::vector<std::int16_t> heard;
    const auto sound = tone(500, narrowRate, 160 * 50);
    for (int index = 0; index < 50; ++index) {
        std::vector<std::uint8_t> payload(160);
        encode(Coding::MuLaw, std::span(sound).subspan(std::size_t(index) * 160, 160), payload);
        arrive(rtp(std::uint16_t(index), std::uint32_t(index) * 160, payload));
        if (hear())
            heard.insert(heard.end(), m_frame.begin(), m_frame.end());
    }
    QVERIFY(heard.size() >= 160 * 45);
    QVERIFY(amplitudeOf(500, narrowRate, std::span(heard).last(160 * 40)) > 9'500);
    QCOMPARE(m_world->leg.counts().lost, 0u);
}

void TestRtpLeg::packetsFromElsewhereAreNotHeard()
{
    connectLeg();
    arrive(keyPacket(5, 100), {caller.host, 4'002});
    arrive(keyPacket(5, 100), {QHostAddress(QStringLiteral("127.0.0.2")), 4'000});
    hear();
    QCOMPARE(keys(), std::string());
    QVERIFY(samePort(*m_world->wire.settledOn, toSocketAddress(caller)));
    arrive(keyPacket(5, 100));
    hear();
    QCOMPARE(keys(), std::string("5"));
    QCOMPARE(m_world->leg.counts().foreign, 2u);
    QCOMPARE(m_world->leg.counts().received, 1u);
}

void TestRtpLeg::thePortMayMoveOnceWhenToldSo()
{
    connectLeg({.remote = caller, .keyPayloadType = 101, .followsPort = true});
    const MediaAddress moved{caller.host, 4'010};
    arrive(std::vector<std::uint8_t>(3), moved); // not RTP: moves nothing
    hear();
    QVERIFY(!m_world->wire.settledOn);
    arrive(keyPacket(1, 100), moved);
    arrive(keyPacket(2, 900), {caller.host, 4'020});
    hear();
    m_world->leg.say(m_frame, 0);
    QVERIFY(samePort(m_world->wire.sentTo.back(), toSocketAddress(moved)));
    QCOMPARE(keys(), std::string("1"));
}

void TestRtpLeg::onlyWhatWasAgreedOnMovesThePort()
{
    connectLeg({.remote = caller, .keyPayloadType = 101, .followsPort = true});
    arrive(rtp(1, 160, std::vector<std::uint8_t>(160), 18), {caller.host, 4'010});
    hear();
    QVERIFY(!m_world->wire.settledOn);
    QCOMPARE(m_world->leg.counts().foreign, 1u);
    arrive(keyPacket(1, 100));
    hear();
    QVERIFY(samePort(*m_world->wire.settledOn, toSocketAddress(caller)));
}

void TestRtpLeg::thePortStaysMovedInANewPathOfTheSameAddress()
{
    const MediaAddress moved{caller.host, 4'010};
    connectLeg({.remote = caller, .keyPayloadType = 101, .followsPort = true});
    arrive(keyPacket(1, 100), moved);
    hear();
    connectLeg({.remote = caller, .flow = Flow::ToThem, .followsPort = true}); // hold
    m_world->leg.say(m_frame, 0);
    QVERIFY(samePort(m_world->wire.sentTo.back(), toSocketAddress(moved)));
    QVERIFY(samePort(*m_world->wire.settledOn, toSocketAddress(moved)));
    connectLeg({.remote = {caller.host, 4'100}, .keyPayloadType = 101, .followsPort = true}); // it says another one
    QVERIFY(!m_world->wire.settledOn);
    arrive(keyPacket(2, 900), {caller.host, 4'110});
    hear();
    QCOMPARE(keys(), std::string("12"));
}

void TestRtpLeg::aKeyIsHeardOnceHoweverOftenItIsSent()
{
    connectLeg();
    for (const std::uint32_t timestamp : {100u, 100u, 100u, 900u, 100u, 900u})
        arrive(keyPacket(timestamp == 100 ? 4 : 2, timestamp));
    hear();
    QCOMPARE(keys(), std::string("42"));
}

void TestRtpLeg::aNewPathGoesOnWithTheNumbersOfTheOld()
{
    connectLeg();
    m_world->leg.say(m_frame, 0);
    const MediaAddress other{caller.host, 4'100};
    connectLeg({.remote = other, .coding = Coding::ALaw, .payloadType = 8});
    m_world->leg.say(m_frame, 0);
    QCOMPARE(int(lastSent().header.sequence), 101);
    QCOMPARE(lastSent().header.source, 77u);
    QCOMPARE(int(lastSent().header.payloadType), 8);
    QVERIFY(samePort(m_world->wire.sentTo.back(), toSocketAddress(other)));
}

void TestRtpLeg::onHoldNothingIsSent()
{
    connectLeg({.remote = caller, .flow = Flow::Nowhere});
    m_world->leg.say(m_frame, 0);
    QVERIFY(m_world->wire.sent.empty());
    m_now += std::chrono::minutes{5};
    QVERIFY(!m_world->leg.silent(m_now));
}

void TestRtpLeg::aStreamThatStopsIsSilentAfterATime()
{
    connectLeg();
    arrive(keyPacket(5, 100));
    hear();
    QVERIFY(!m_world->leg.silent(m_now + std::chrono::seconds{29}));
    QVERIFY(m_world->leg.silent(m_now + std::chrono::seconds{31}));
}

void TestRtpLeg::sealedSoundIsHeardByWhoHasTheKeyAlone()
{
    const QByteArray ours(30, 'a'), theirs(30, 'b');
    connectLeg({.remote = caller, .keyPayloadType = 101, .keys = SrtpKeys{.ours = ours, .theirs = theirs}});
    const auto peer = std::move(SrtpPair::make({.ours = theirs, .theirs = ours})).value();
    m_world->leg.say(m_frame, 0);
    std::vector<std::uint8_t> sent = m_world->wire.sent.back();
    QVERIFY(sent.size() > rtpHeaderBytes + 160);
    const auto opened = peer->unprotect(sent);
    QCOMPARE(opened.size(), rtpHeaderBytes + 160);
    QCOMPARE(int(opened.back()), int(toMuLaw(0)));

    arrive(keyPacket(7, 100)); // in clear: not theirs
    hear();
    QCOMPARE(keys(), std::string());
    QCOMPARE(m_world->leg.counts().foreign, 1u);
    std::vector<std::uint8_t> sealedKey = keyPacket(7, 100);
    const std::size_t plain = sealedKey.size();
    sealedKey.resize(plain + srtpTrailerBytesAtMost);
    sealedKey.resize(peer->protect(sealedKey, plain));
    arrive(sealedKey);
    hear();
    QCOMPARE(keys(), std::string("7"));
}

QTEST_APPLESS_MAIN(TestRtpLeg)
#include "test_rtp_leg.moc"
