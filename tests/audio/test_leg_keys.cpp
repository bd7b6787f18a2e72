// Keypad presses through a leg, both ways and in both forms.
#include "scripted/scripted_leg.h"
#include "scripted/spoken.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

constexpr std::uint8_t events = 101;
const MediaPath withEvents{.remote = ScriptedLeg::caller, .keyPayloadType = events};
const MediaPath withoutEvents{.remote = ScriptedLeg::caller};

std::vector<std::int16_t> toneOf(std::string_view keys)
{
    std::vector<std::int16_t> sound;
    for (const char key : keys)
        for (KeyTone tone(key, narrowRate); !tone.over();) {
            std::array<std::int16_t, samplesPerFrame(narrowRate)> frame;
            tone.write(frame);
            sound.insert(sound.end(), frame.begin(), frame.end());
        }
    return sound;
}

std::string keysIn(const std::vector<std::int16_t> &sound, int rate)
{
    KeyToneEar ear(rate);
    std::string keys;
    const std::size_t size = samplesPerFrame(rate);
    for (std::size_t at = 0; at + size <= sound.size(); at += size)
        if (const auto key = ear.hear(std::span(sound).subspan(at, size)))
            keys += *key;
    return keys;
}

std::vector<std::int16_t> soundOf(const std::vector<RtpPacket> &packets)
{
    std::vector<std::int16_t> sound;
    for (const RtpPacket &packet : packets) {
        sound.resize(sound.size() + packet.payload.size());
        decode(Coding::MuLaw, packet.payload, std::span(sound).last(packet.payload.size()));
    }
    return sound;
}

} // namespace

class TestLegKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tonesAreKeysWhereNoEventsWereAgreedOn();
    void tonesBesideEventsAreNotHeardTwice();
    void theSameKeyTwiceIsTwoPressesThoughNothingCameBetween();
    void speechPressesNothing();
    void whereAPathBeginsToHaveEventsTheEarShuts();
    void ourOwnTonesComingBackPressNothing();
    void keysGoOutAsEventsWhereTheOtherEndTakesThem();
    void keysGoOutAsTonesWhereItTakesNone();
    void tonesGoOutOverOpusToo();
    void keysThatWaitOutliveANewPath();
    void tooManyKeysAreCounted();
};

void TestLegKeys::tonesAreKeysWhereNoEventsWereAgreedOn()
{
    ScriptedLeg world;
    world.connect(withoutEvents);
    world.says(toneOf("159*0#"));
    world.ticks(10);
    QCOMPARE(world.keys(), std::string("159*0#"));
}

void TestLegKeys::tonesBesideEventsAreNotHeardTwice()
{
    ScriptedLeg world;
    world.connect(withEvents);
    for (const char key : std::string("42")) {
        for (const bool end : {false, false, true, true, true})
            world.arrive({std::uint8_t(key - '0'), std::uint8_t(end ? 0x80 : 0), 0, 80}, events, world.timestamp());
        world.says(toneOf(std::string(1, key)));
    }
    world.ticks(10);
    QCOMPARE(world.keys(), std::string("42"));
}

void TestLegKeys::theSameKeyTwiceIsTwoPressesThoughNothingCameBetween()
{
    ScriptedLeg world;
    world.connect(withoutEvents);
    const auto press = toneOf("7");
    for (int presses = 0; presses < 2; ++presses) {
        world.says(std::span(press).first(samplesIn(100, narrowRate)));
        world.pauses(25);
    }
    QCOMPARE(world.keys(), std::string("77"));
}

void TestLegKeys::speechPressesNothing()
{
    ScriptedLeg world;
    world.connect(withoutEvents);
    const Pcm speech = aMinuteOfSpeech();
    world.says(std::span(speech.constData(), std::size_t(speech.size())));
    QCOMPARE(world.keys(), std::string());
    QVERIFY(rms(world.heard) > 300);
}

void TestLegKeys::whereAPathBeginsToHaveEventsTheEarShuts()
{
    ScriptedLeg world;
    world.connect(withoutEvents);
    world.says(toneOf("1"));
    world.connect(withEvents);
    world.says(toneOf("2"));
    QCOMPARE(world.keys(), std::string("1"));
}

void TestLegKeys::ourOwnTonesComingBackPressNothing()
{
    ScriptedLeg world;
    world.connect(withoutEvents);
    for (const char key : std::string("123"))
        world.leg.press(key);
    for (int tick = 0; tick < 50; ++tick) { // an echo 20 ms later, 10 dB below
        std::vector<std::int16_t> echo(160);
        if (!world.wire.sent.empty())
            decode(Coding::MuLaw, world.sent().back().payload, echo);
        for (std::int16_t &sample : echo)
            sample = std::int16_t(sample / 3);
        world.says(echo);
    }
    QCOMPARE(keysIn(soundOf(world.sent()), narrowRate), std::string("123"));
    QCOMPARE(world.keys(), std::string());
    world.says(toneOf("9"));
    world.ticks(5);
    QCOMPARE(world.keys(), std::string("9"));
}

void TestLegKeys::keysGoOutAsEventsWhereTheOtherEndTakesThem()
{
    ScriptedLeg world;
    world.connect(withEvents);
    world.ticks(3);
    world.leg.press('5');
    world.leg.press('#');
    world.ticks(30);
    std::string begun;
    int ends = 0;
    std::uint16_t sequence = 100;
    for (const RtpPacket &packet : world.sent()) {
        QCOMPARE(packet.header.sequence, sequence++);
        if (packet.header.payloadType != events)
            continue;
        const auto event = parseKeyEvent(packet.payload);
        QVERIFY(event);
        begun += packet.header.marker ? std::string(1, *keyOf(*event)) : std::string();
        ends += event->end;
    }
    QCOMPARE(begun, std::string("5#"));
    QCOMPARE(ends, 6);
    QCOMPARE(world.sent().back().header.timestamp, 5'000u + 32u * 160u); // the clock of the voice went on
    QCOMPARE(world.sent().size(), std::size_t(33));
}

void TestLegKeys::keysGoOutAsTonesWhereItTakesNone()
{
    ScriptedLeg world;
    world.connect(withoutEvents);
    for (const char key : std::string("0147*"))
        world.leg.press(key);
    world.ticks(60);
    const auto packets = world.sent();
    QCOMPARE(packets.size(), std::size_t(60));
    for (const RtpPacket &packet : packets)
        QCOMPARE(int(packet.header.payloadType), 0);
    QCOMPARE(keysIn(soundOf(packets), narrowRate), std::string("0147*"));
}

void TestLegKeys::tonesGoOutOverOpusToo()
{
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller, .coding = Coding::Opus, .payloadType = 111});
    for (const char key : std::string("258"))
        world.leg.press(key);
    world.ticks(40);
    OpusReader reader(wideRate);
    std::vector<std::int16_t> sound;
    for (const RtpPacket &packet : world.sent()) {
        std::array<std::int16_t, FrameQueue::samplesAtMost> room;
        const std::size_t samples = reader.read(packet.payload, room);
        sound.insert(sound.end(), room.begin(), room.begin() + std::ptrdiff_t(samples));
    }
    QCOMPARE(keysIn(sound, wideRate), std::string("258"));
}

void TestLegKeys::keysThatWaitOutliveANewPath()
{
    ScriptedLeg world;
    world.connect(withEvents);
    world.leg.press('1');
    world.leg.press('2');
    world.leg.press('3');
    world.ticks(10);
    world.wire.sent.clear();
    world.connect(withoutEvents);
    world.ticks(40);
    QCOMPARE(keysIn(soundOf(world.sent()), narrowRate), std::string("23"));
}

void TestLegKeys::tooManyKeysAreCounted()
{
    ScriptedLeg world;
    world.connect(withEvents);
    for (std::size_t i = 0; i < keysQueuedAtMost + 3; ++i)
        world.leg.press('1');
    world.leg.press('x');
    QCOMPARE(world.leg.counts().keysLost, 4u);
}

QTEST_GUILESS_MAIN(TestLegKeys)
#include "test_leg_keys.moc"
