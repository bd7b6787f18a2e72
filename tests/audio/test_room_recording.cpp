// What a room of the sound thread gives the recorder, judged by the tones in it.
#include "audio/g711.h"
#include "audio/headset_leg.h"
#include "audio/sound_room.h"
#include "scripted/allocation_watch.h"
#include "scripted/scripted_reports.h"
#include "scripted/tones.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

constexpr double callersHertz = 500, nursesHertz = 900, doctorsHertz = 1'700, assistantsHertz = 1'300;

// A party of the call that speaks a tone.
struct Speaking
{
    explicit Speaking(double hertz) : sound(tone(hertz, soundFrameRate, soundFrameRate, 6'000)) { }

    void speak()
    {
        SoundFrame frame{.count = soundFrameSamples};
        std::copy_n(sound.begin() + std::ptrdiff_t(at), soundFrameSamples, frame.samples.begin());
        at = (at + soundFrameSamples) % sound.size();
        post->toSound.push(frame);
        SoundFrame heard;
        post->fromSound.pop(heard);
    }

    std::vector<std::int16_t> sound;
    std::size_t at = 0;
    std::shared_ptr<FramePost> post = std::make_shared<FramePost>();
};

struct World
{
    explicit World(int samplesPerSecond) : rate(samplesPerSecond), room(7, rate, music, reports, spent)
    {
        seat(CallerSound, caller);
        room.record(new RoomRecording(*inlet, 3, rate));
    }

    void seat(int party, const Speaking &who)
    {
        room.seat(party, new HeadsetLeg(who.post, rate));
        room.connect(party, nullptr, now);
        parties.insert_or_assign(party, who);
    }
    void arrange(const StaffSeats &staff) { room.change({hearingOf(staff, false), 1, now}); }
    void assistantSpeaks()
    {
        const auto sound = tone(assistantsHertz, rate, std::size_t(rate) * 2, 6'000);
        room.play(new SpeechNode({1, 1, Pcm(sound.begin(), sound.end()), true}));
    }
    void tick(int count = 1)
    {
        for (; count > 0; --count) {
            for (auto &[party, who] : parties)
                who.speak();
            now += tickLength;
            room.tick(desk, now);
            for (RecordedTick tick; inlet->waiting.pop(tick);) {
                ticks.push_back(tick.tick);
                keep(tick.caller, callerTrack), keep(tick.heard, heardTrack), keep(tick.staff, staffTrack);
                QCOMPARE(tick.room, 3);
            }
        }
    }
    static void keep(const TickCodes &codes, std::vector<std::int16_t> &track)
    {
        for (const std::uint8_t code : codes)
            track.push_back(fromMuLaw(code));
    }

    const int rate;
    std::unique_ptr<RecordingInlet> inlet = std::make_unique<RecordingInlet>();
    ScriptedReports reports;
    SpentParcels spent;
    Clip music = musicOnHold();
    TickDesk desk;
    SoundRoom room;
    Speaking caller{callersHertz}, nurse{nursesHertz}, doctor{doctorsHertz};
    std::map<int, Speaking> parties;
    SteadyTime now{};
    std::vector<std::uint32_t> ticks;
    std::vector<std::int16_t> callerTrack, heardTrack, staffTrack;
};

double loudness(double hertz, const std::vector<std::int16_t> &track) // without the first fifth of a second
{
    return amplitudeOf(hertz, narrowRate, std::span(track).subspan(samplesIn(200, narrowRate)));
}

} // namespace

class TestRoomRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyTrackHasItsOwnSound_data() { rates(); }
    void everyTrackHasItsOwnSound();
    void whoOnlyListensIsNotRecorded();
    void severalOfStaffAreRecordedTogether();
    void whatTheCallerHearsHoldsTheStaff();
    void ticksThatCameTooLateCount();
    void aSilentRoomIsRecordedAsSilence();
    void pushingTakesNoMemory_data() { rates(); }
    void pushingTakesNoMemory();
    void afterTheCloseNothingIsPushed();

private:
    static void rates()
    {
        QTest::addColumn<int>("rate");
        QTest::newRow("telephone") << narrowRate;
        QTest::newRow("wide") << wideRate;
    }
    std::unique_ptr<World> m_world;
};

void TestRoomRecording::init() { m_world = std::make_unique<World>(narrowRate); }

void TestRoomRecording::everyTrackHasItsOwnSound()
{
    QFETCH(int, rate);
    World world(rate);
    world.seat(FirstStaffSound, world.nurse);
    world.arrange({StaffMode::BargeIn});
    world.assistantSpeaks();
    world.tick(50);
    QCOMPARE(world.callerTrack.size(), std::size_t(narrowRate));
    QVERIFY(loudness(callersHertz, world.callerTrack) > 5'500 && loudness(assistantsHertz, world.callerTrack) < 60);
    QVERIFY(loudness(assistantsHertz, world.heardTrack) > 5'500 && loudness(callersHertz, world.heardTrack) < 60);
    QVERIFY(loudness(nursesHertz, world.staffTrack) > 5'500 && loudness(callersHertz, world.staffTrack) < 60);
}

void TestRoomRecording::whoOnlyListensIsNotRecorded()
{
    m_world->seat(FirstStaffSound, m_world->nurse);
    m_world->arrange({StaffMode::Listen});
    m_world->tick(50);
    QVERIFY(rms(m_world->staffTrack) < 1);
    QVERIFY(loudness(nursesHertz, m_world->heardTrack) < 20);
}

void TestRoomRecording::severalOfStaffAreRecordedTogether()
{
    m_world->seat(FirstStaffSound, m_world->nurse);
    m_world->seat(FirstStaffSound + 1, m_world->doctor);
    m_world->arrange({StaffMode::TakeOver, StaffMode::BargeIn});
    m_world->tick(50);
    QVERIFY(loudness(nursesHertz, m_world->staffTrack) > 5'500);
    QVERIFY(loudness(doctorsHertz, m_world->staffTrack) > 5'500);
}

void TestRoomRecording::whatTheCallerHearsHoldsTheStaff()
{
    m_world->seat(FirstStaffSound, m_world->nurse);
    m_world->arrange({StaffMode::TakeOver});
    m_world->assistantSpeaks();
    m_world->tick(50);
    QVERIFY(loudness(nursesHertz, m_world->heardTrack) > 5'500);
    QVERIFY(loudness(assistantsHertz, m_world->heardTrack) < 60);
}

void TestRoomRecording::ticksThatCameTooLateCount()
{
    m_world->tick(2);
    m_world->room.skip(3);
    m_world->tick(2);
    QCOMPARE(m_world->ticks, (std::vector<std::uint32_t>{0, 1, 5, 6}));
}

void TestRoomRecording::aSilentRoomIsRecordedAsSilence()
{
    m_world->parties.clear();
    m_world->tick(10);
    QCOMPARE(m_world->ticks.size(), std::size_t(10));
    QVERIFY(rms(m_world->callerTrack) == 0 && rms(m_world->heardTrack) == 0 && rms(m_world->staffTrack) == 0);
}

void TestRoomRecording::pushingTakesNoMemory()
{
    QFETCH(int, rate);
    const auto inlet = std::make_unique<RecordingInlet>();
    RoomRecording recording(*inlet, 3, rate);
    const auto sound = tone(callersHertz, rate, samplesPerFrame(rate));
    const RoomTick tick{.caller = sound, .heard = sound, .staff = {sound, sound}};
    const AllocationWatch watch;
    for (int count = 0; count < 100; ++count) {
        recording.push(tick, 0);
        recording.push({}, 0);
    }
    QCOMPARE(watch.count(), std::size_t(0));
    QCOMPARE(inlet->waiting.waiting(), std::size_t(200));
}

void TestRoomRecording::afterTheCloseNothingIsPushed()
{
    m_world->tick(5);
    m_world->room.close(m_world->desk);
    m_world->tick(5);
    QVERIFY(m_world->room.closed());
    QCOMPARE(m_world->ticks.size(), std::size_t(5));
}

QTEST_APPLESS_MAIN(TestRoomRecording)
#include "test_room_recording.moc"
