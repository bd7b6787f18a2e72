// Packets of any length that the other end likes, while the room goes on in ticks of 20 ms.
#include "scripted/scripted_leg.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

class TestLegPackets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packetsAreAsLongAsTheyWant_data();
    void packetsAreAsLongAsTheyWant();
    void packetsOfAnyLengthAreHeard_data() { lengths(); }
    void packetsOfAnyLengthAreHeard();
    void keysBetweenLongPacketsKeepTheClock();
    void skippedTicksKeepTheClockOfLongPackets();

private:
    static void lengths()
    {
        QTest::addColumn<int>("packetMs");
        for (const int packetMs : {10, 20, 30, 40, 60})
            QTest::addRow("%d ms", packetMs) << packetMs;
    }
};

void TestLegPackets::packetsAreAsLongAsTheyWant_data()
{
    QTest::addColumn<Coding>("coding");
    QTest::addColumn<int>("packetMs");
    QTest::addColumn<int>("sentMs");
    for (const int packetMs : {10, 20, 30, 40, 60}) {
        QTest::addRow("µ-law, %d ms", packetMs) << Coding::MuLaw << packetMs << packetMs;
        QTest::addRow("A-law, %d ms", packetMs) << Coding::ALaw << packetMs << packetMs;
        QTest::addRow("Opus, %d ms", packetMs) << Coding::Opus << packetMs << (packetMs == 30 ? 20 : packetMs);
    }
}

void TestLegPackets::packetsAreAsLongAsTheyWant()
{
    QFETCH(Coding, coding);
    QFETCH(int, packetMs);
    QFETCH(int, sentMs);
    const int rate = soundRateFor(coding), clock = coding == Coding::Opus ? opusClockRate : narrowRate;
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller, .coding = coding, .payloadType = 96, .packetMs = packetMs});
    const auto sound = tone(600, rate, std::size_t(rate) * 6 / 5);
    for (std::size_t at = 0; at < sound.size(); at += samplesPerFrame(rate))
        world.tick(std::span(sound).subspan(at, samplesPerFrame(rate)));

    const auto packets = world.sent();
    QCOMPARE(int(packets.size()), 1'200 / sentMs);
    std::vector<std::int16_t> heard;
    OpusReader reader(wideRate);
    for (std::size_t i = 0; i < packets.size(); ++i) {
        QCOMPARE(packets[i].header.timestamp, 5'000u + std::uint32_t(i) * std::uint32_t(sentMs * clock / 1'000));
        QCOMPARE(int(packets[i].header.sequence), int(100 + i));
        std::array<std::int16_t, FrameQueue::samplesAtMost> room;
        std::size_t samples = packets[i].payload.size();
        if (coding == Coding::Opus)
            samples = reader.read(packets[i].payload, room);
        else
            decode(coding, packets[i].payload, std::span(room).first(samples));
        QCOMPARE(samples, samplesIn(sentMs, rate));
        heard.insert(heard.end(), room.begin(), room.begin() + std::ptrdiff_t(samples));
    }
    QVERIFY(amplitudeOf(600, rate, std::span(heard).last(std::size_t(rate))) > 9'000);
}

void TestLegPackets::packetsOfAnyLengthAreHeard()
{
    QFETCH(int, packetMs);
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller});
    world.says(tone(700, narrowRate, 160 * 150), samplesIn(packetMs, narrowRate));
    QVERIFY(amplitudeOf(700, narrowRate, std::span(world.heard).last(160 * 100)) > 9'700);
    QCOMPARE(world.leg.counts().lost, 0u);
    QVERIFY(world.leg.counts().concealed <= 3);
}

void TestLegPackets::keysBetweenLongPacketsKeepTheClock()
{
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller, .keyPayloadType = 101, .packetMs = 60});
    world.ticks(4); // one packet, and a third of the next
    world.leg.press('1');
    world.ticks(20);
    const auto packets = world.sent();
    const auto isKey = [](const RtpPacket &packet) { return packet.header.payloadType == 101; };
    const auto key = std::ranges::find_if(packets, isKey);
    QVERIFY(key != packets.end());
    QCOMPARE(key->header.timestamp, 5'000u + 4u * 160u);
    const auto voice = std::find_if_not(key, packets.end(), isKey);
    QVERIFY(voice != packets.end());
    QCOMPARE(voice->header.timestamp, 5'000u + (4u + 7u) * 160u);
    for (std::size_t i = 1; i < packets.size(); ++i)
        QCOMPARE(int(packets[i].header.sequence), packets[i - 1].header.sequence + 1);
}

void TestLegPackets::skippedTicksKeepTheClockOfLongPackets()
{
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller, .packetMs = 40});
    world.ticks(3);
    const std::array<std::int16_t, 160> frame{};
    world.leg.say(frame, 5);
    world.leg.say(frame, 0);
    const auto packets = world.sent();
    QCOMPARE(packets.size(), std::size_t(2));
    QCOMPARE(packets[1].header.timestamp, 5'000u + 8u * 160u);
}

QTEST_APPLESS_MAIN(TestLegPackets)
#include "test_leg_packets.moc"
