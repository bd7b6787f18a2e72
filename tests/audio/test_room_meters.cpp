// How loud each party of a room is.
#include "audio/room_meters.h"
#include "scripted/allocation_watch.h"
#include "scripted/scripted_reports.h"
#include "scripted/spoken.h"
#include "scripted/tones.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

class TestRoomMeters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<World>(); }
    void tenLevelsASecondForEveryParty();
    void whoIsNotThereIsSilent();
    void aCallersMeterIsNotMovedByTheAssistant();
    void nothingIsTakenFromTheHeap();

private:
    struct World
    {
        ScriptedReports reports;
        RoomMeters meters{3, narrowRate, reports};
        RoomMeters::Frames frames{};
    };
    void tick(SoundMask there) { m_world->meters.hear(m_world->frames, there); }
    void speak(int source, std::span<const qint16> sound)
    {
        for (; sound.size() >= 160; sound = sound.subspan(160)) {
            std::ranges::copy(sound.first(160), m_world->frames[std::size_t(source)].begin());
            tick(maskOf(source));
        }
    }
    void silence(int ticks)
    {
        for (; ticks > 0; --ticks)
            tick(0);
    }

    std::unique_ptr<World> m_world;
};

void TestRoomMeters::tenLevelsASecondForEveryParty()
{
    const auto callers = tone(500, narrowRate, 160, 32'767), assistants = tone(500, narrowRate, 160, 3'276.7);
    std::ranges::copy(callers, m_world->frames[CallerSound].begin());
    std::ranges::copy(assistants, m_world->frames[AssistantSound].begin());
    std::ranges::copy(assistants, m_world->frames[FirstStaffSound + 2].begin());
    for (int ticks = 0; ticks < 100; ++ticks)
        tick(maskOf(CallerSound) | maskOf(AssistantSound) | maskOf(FirstStaffSound + 2));
    const auto levels = m_world->reports.all<LevelsHeard>();
    QCOMPARE(levels.size(), std::size_t(20));
    QVERIFY(std::abs(levels[3].parties[CallerSound].rmsDbfs + 3) < 0.1f);
    QVERIFY(std::abs(levels[3].assistant.rmsDbfs + 23) < 0.1f);
    QVERIFY(std::abs(levels[3].parties[FirstStaffSound + 2].peakDbfs + 20) < 0.1f);
    QCOMPARE(levels[3].parties[FirstStaffSound].rmsDbfs, silenceDbfs);
    QCOMPARE(m_world->reports.seen.front().room, 3);
}

void TestRoomMeters::whoIsNotThereIsSilent()
{
    std::ranges::fill(m_world->frames[CallerSound], std::int16_t(20'000)); // left over from another room
    silence(5);
    QCOMPARE(m_world->reports.all<LevelsHeard>().at(0).parties[CallerSound].peakDbfs, silenceDbfs);
}

void TestRoomMeters::aCallersMeterIsNotMovedByTheAssistant()
{
    silence(50);
    const Pcm words = spoken(QStringLiteral("Good morning, how may I help you today?"));
    speak(AssistantSound, std::span(words.constData(), std::size_t(words.size())));
    for (const LevelsHeard &levels : m_world->reports.all<LevelsHeard>())
        QCOMPARE(levels.parties[CallerSound].rmsDbfs, silenceDbfs);
}

void TestRoomMeters::nothingIsTakenFromTheHeap()
{
    struct Deaf : ReportSink
    {
        bool report(const SoundReport &) override { return true; }
        void show(const SoundReport &) override { }
    } sink;
    RoomMeters meters(1, narrowRate, sink);
    const auto sound = tone(300, narrowRate, 160);
    std::ranges::copy(sound, m_world->frames[CallerSound].begin());
    const AllocationWatch watch;
    for (int ticks = 0; ticks < 200; ++ticks)
        meters.hear(m_world->frames, ticks % 60 < 30 ? maskOf(CallerSound) : SoundMask(0));
    QCOMPARE(watch.count(), std::size_t(0));
}

QTEST_GUILESS_MAIN(TestRoomMeters)
#include "test_room_meters.moc"
