// One call's room with scripted parties: what each of them hears, tick by tick, judged by the tones in it.
#include "audio/sound_room.h"
#include "scripted/scripted_reports.h"
#include "scripted/tones.h"

#include <QTest>

#include <optional>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

constexpr std::size_t frameSamples = samplesPerFrame(narrowRate);

// Speaks a tone of its own, and keeps what it hears.
class ToneParty : public PartyLeg
{
public:
    explicit ToneParty(double hertz) : m_tone(tone(hertz, narrowRate, narrowRate, 6'000)) { }

    void connect(LegStream *, SpentParcels &) override { m_connected = true; }
    bool hear(std::span<std::int16_t> frame, PacketBatch &, SteadyTime) override
    {
        if (quiet)
            return false;
        std::copy_n(m_tone.begin() + std::ptrdiff_t(m_at % m_tone.size()), frame.size(), frame.begin());
        m_at += frame.size();
        return true;
    }
    void say(std::span<const std::int16_t> frame, int) override
    {
        heard.insert(heard.end(), frame.begin(), frame.end());
    }
    void press(char pressedKey) override { pressed += pressedKey; }
    std::optional<char> nextKey() override { return std::exchange(key, std::nullopt); }
    bool silent(SteadyTime) const override { return dead; }
    LegCounts leave() override { return {.sent = heard.size() / frameSamples}; }

    double loudnessOf(double hertz) const { return amplitudeOf(hertz, narrowRate, std::span(heard)); }
    std::vector<std::int16_t> heard;
    bool quiet = false;
    bool dead = false;
    std::optional<char> key;
    std::string pressed;

private:
    std::vector<std::int16_t> m_tone;
    std::size_t m_at = 0;
};

constexpr double callersHertz = 500, nursesHertz = 900, assistantsHertz = 1'300;

} // namespace

class TestSoundRoom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theCallerHearsTheAssistantAlone();
    void whoListensHearsBothAndIsNotHeard();
    void aTakeOverIsHeardFromTheNextTickWithoutAClick();
    void aHeldCallerHearsMusic();
    void anEchoComesBackToItsCaller();
    void theNewArrangementIsToldOnceItsFramesAreOut();
    void aPartyThatLeavesIsToldAndItsPlaceIsFree();
    void aDeadLineIsToldOnce();
    void keysTellWhoPressedThem();
    void keysToPressReachTheirLegAlone();
    void closingTellsEverythingAndThenItself();
    void inAConferenceEachHearsTheOthers();

private:
    ToneParty *seat(SoundRoom &room, int party, double hertz)
    {
        auto *leg = new ToneParty(hertz);
        room.seat(party, leg);
        room.connect(party, nullptr, m_now);
        return leg;
    }
    void arrange(SoundRoom &room, const HearingMatrix &matrix) { room.change({matrix, ++m_arrangement, m_now}); }
    void tick(int count = 1)
    {
        for (; count > 0; --count) {
            m_now += tickLength;
            m_world->room.tick(m_world->desk, m_now);
        }
    }
    void speak(int seconds)
    {
        const auto sound = tone(assistantsHertz, narrowRate, std::size_t(seconds) * narrowRate, 6'000);
        m_world->room.play(new SpeechNode({1, 1, Pcm(sound.begin(), sound.end()), true}));
    }

    struct World // torn down from below
    {
        ScriptedReports reports;
        SpentParcels spent;
        Clip music = musicOnHold();
        TickDesk desk;
        SoundRoom room{7, narrowRate, music, reports, spent};
    };
    std::unique_ptr<World> m_world;
    ToneParty *m_caller = nullptr;
    SteadyTime m_now{};
    int m_arrangement = 0;
};

void TestSoundRoom::init()
{
    m_world = std::make_unique<World>();
    m_caller = seat(m_world->room, CallerSound, callersHertz);
}

void TestSoundRoom::theCallerHearsTheAssistantAlone()
{
    speak(1);
    tick(50);
    QVERIFY(m_caller->loudnessOf(assistantsHertz) > 5'800);
    QVERIFY(m_caller->loudnessOf(callersHertz) < 20);
    tick(1);
    QCOMPARE(m_caller->heard.size(), 51 * frameSamples); // the stream never stops
}

void TestSoundRoom::whoListensHearsBothAndIsNotHeard()
{
    ToneParty *nurse = seat(m_world->room, FirstStaffSound, nursesHertz);
    arrange(m_world->room, hearingOf({StaffMode::Listen}, false));
    speak(1);
    tick(50);
    QVERIFY(nurse->loudnessOf(callersHertz) > 5'800);
    QVERIFY(nurse->loudnessOf(assistantsHertz) > 5'800);
    QVERIFY(nurse->loudnessOf(nursesHertz) < 20);
    QVERIFY(m_caller->loudnessOf(nursesHertz) < 20);
}

void TestSoundRoom::aTakeOverIsHeardFromTheNextTickWithoutAClick()
{
    seat(m_world->room, FirstStaffSound, nursesHertz);
    arrange(m_world->room, hearingOf({StaffMode::Listen}, false));
    speak(2);
    tick(25);
    m_caller->heard.clear();
    arrange(m_world->room, hearingOf({StaffMode::TakeOver}, false));
    tick();
    const auto afterRamp = std::span(m_caller->heard).subspan(samplesIn(rampMs, narrowRate));
    QVERIFY(amplitudeOf(nursesHertz, narrowRate, afterRamp) > 4'500);
    QVERIFY(amplitudeOf(assistantsHertz, narrowRate, afterRamp) < 1'500); // a short window: some leakage
    QVERIFY(largestStep(m_caller->heard) < 9'000);
    m_caller->heard.clear();
    tick(50);
    QVERIFY(m_caller->loudnessOf(assistantsHertz) < 20);
    QVERIFY(m_caller->loudnessOf(nursesHertz) > 5'800);
}

void TestSoundRoom::aHeldCallerHearsMusic()
{
    seat(m_world->room, FirstStaffSound, nursesHertz);
    arrange(m_world->room, hearingOf({StaffMode::TakeOver}, true));
    tick(100);
    QVERIFY(m_caller->loudnessOf(nursesHertz) < 20);
    QVERIFY(rms(m_caller->heard) > 300);
}

void TestSoundRoom::anEchoComesBackToItsCaller()
{
    arrange(m_world->room, hearingOf(Extension::Echo));
    tick(50);
    QVERIFY(m_caller->loudnessOf(callersHertz) > 5'800);
}

void TestSoundRoom::theNewArrangementIsToldOnceItsFramesAreOut()
{
    arrange(m_world->room, hearingOf(StaffSeats{}, true));
    QVERIFY(m_world->reports.all<HearingChanged>().empty());
    tick(3);
    const auto told = m_world->reports.all<HearingChanged>();
    QCOMPARE(told.size(), std::size_t(1));
    QCOMPARE(told[0].arrangement, m_arrangement);
    QCOMPARE(told[0].msSinceAsked, 20.0);
}

void TestSoundRoom::aPartyThatLeavesIsToldAndItsPlaceIsFree()
{
    seat(m_world->room, FirstStaffSound, nursesHertz);
    tick(5);
    m_world->room.letGo(FirstStaffSound);
    const auto gone = m_world->reports.all<LegGone>();
    QCOMPARE(gone.size(), std::size_t(1));
    QCOMPARE(gone[0].party, int(FirstStaffSound));
    QCOMPARE(gone[0].counts.sent, 5u);
    ToneParty *next = seat(m_world->room, FirstStaffSound, nursesHertz);
    tick(2);
    QCOMPARE(next->heard.size(), 2 * frameSamples);
}

void TestSoundRoom::aDeadLineIsToldOnce()
{
    m_caller->dead = true;
    tick(3);
    QCOMPARE(m_world->reports.all<LegFellSilent>().size(), std::size_t(1));
    m_caller->dead = false;
    tick(1);
    m_caller->dead = true;
    tick(1);
    QCOMPARE(m_world->reports.all<LegFellSilent>().size(), std::size_t(2));
}

void TestSoundRoom::keysTellWhoPressedThem()
{
    ToneParty *nurse = seat(m_world->room, FirstStaffSound, nursesHertz);
    m_caller->key = '4';
    nurse->key = '#';
    tick();
    const auto keys = m_world->reports.all<KeyHeard>();
    QCOMPARE(keys.size(), std::size_t(2));
    QCOMPARE(keys[0].key, '4');
    QCOMPARE(keys[1].party, int(FirstStaffSound));
}

void TestSoundRoom::keysToPressReachTheirLegAlone()
{
    ToneParty *nurse = seat(m_world->room, FirstStaffSound, nursesHertz);
    m_world->room.press({FirstStaffSound, {'1', '2', '#'}, 3});
    QCOMPARE(nurse->pressed, std::string("12#"));
    QCOMPARE(m_caller->pressed, std::string());
}

void TestSoundRoom::closingTellsEverythingAndThenItself()
{
    speak(1);
    tick(2);
    m_world->reports.full = true;
    m_world->room.close(m_world->desk);
    tick();
    QVERIFY(!m_world->room.closed());
    m_world->reports.full = false;
    tick();
    QVERIFY(m_world->room.closed());
    const auto &seen = m_world->reports.seen;
    QCOMPARE(m_world->reports.all<PlayedSentence>()[0].how, PlayedHow::Cut);
    QVERIFY(std::holds_alternative<LegGone>(seen[seen.size() - 2].what));
    QVERIFY(std::holds_alternative<RoomClosed>(seen.back().what));
}

void TestSoundRoom::inAConferenceEachHearsTheOthers()
{
    SoundRoom second(8, narrowRate, m_world->music, m_world->reports, m_world->spent);
    ToneParty *other = seat(second, CallerSound, nursesHertz);
    arrange(m_world->room, hearingOf(Extension::Conference));
    arrange(second, hearingOf(Extension::Conference));
    for (int count = 0; count < 50; ++count) {
        tick();
        second.tick(m_world->desk, m_now);
    }
    QVERIFY(m_caller->loudnessOf(nursesHertz) > 5'700);
    QVERIFY(m_caller->loudnessOf(callersHertz) < 20);
    QVERIFY(other->loudnessOf(callersHertz) > 5'700);
    second.close(m_world->desk);
    m_caller->heard.clear();
    tick(5);
    QVERIFY(rms(m_caller->heard) < 20);
}

QTEST_APPLESS_MAIN(TestSoundRoom)
#include "test_sound_room.moc"
