// What the assistant's ear tells of one caller, and what it gives to whoever listens, tick by tick.
#include "audio/caller_ear.h"
#include "scripted/allocation_watch.h"
#include "scripted/heard_speech.h"
#include "scripted/scripted_reports.h"
#include "scripted/spoken.h"
#include "scripted/tones.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;

namespace {

// Speech without a pause longer than one between words.
std::vector<std::int16_t> talkOf(int ms, int rate)
{
    static const Pcm words =
        withoutSilence(spoken(QStringLiteral("Would you all be here on Monday morning or in May?")));
    std::vector<std::int16_t> talk(samplesIn(ms, rate));
    for (std::size_t i = 0; i < talk.size(); ++i)
        talk[i] = words[qsizetype(i * narrowRate / std::size_t(rate)) % words.size()];
    return talk;
}

double ms(SteadyTime::duration span) { return std::chrono::duration<double, std::milli>(span).count(); }

} // namespace

class TestCallerEar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<World>(); }
    void theCallersSpeechIsToldWithItsTimes();
    void whatFoundNoRoomIsToldLater();
    void quietIsToldInStagesAndOnce();
    void speakingOnBeforeTheEndIsTold();
    void aLineOnWhichNobodySpokeIsNotToldQuiet();
    void everyFrameOfAnUtteranceIsGivenWithWhatCameShortlyBefore();
    void nothingIsGivenBetweenUtterances();
    void anUtteranceCloseUponAnotherGivesNoTickTwice();
    void ticksThatCameTooLateCount();
    void whoListensInTheMiddleOfAnUtteranceHearsFromTheNextOne();
    void anotherListenerTakesThePlace();
    void aFullListenerIsCounted();
    void nothingIsTakenFromTheHeap();

private:
    struct World
    {
        explicit World(int samplesPerSecond = narrowRate) : rate(samplesPerSecond)
        {
            ear.listen(new RoomListening(*inlet, 8, rate));
        }
        const int rate;
        std::unique_ptr<ListeningInlet> inlet = std::make_unique<ListeningInlet>();
        ScriptedReports reports;
        SpentParcels spent;
        CallerEar ear{3, rate, reports, spent};
        SteadyTime now{1h};
        std::vector<HeardFrame> given;
    };
    void tick(std::span<const std::int16_t> frame, int skipped = 0)
    {
        m_world->now += tickLength;
        m_world->ear.hear(frame, skipped, m_world->now);
        for (HeardFrame each; m_world->inlet->waiting.pop(each);)
            m_world->given.push_back(each);
    }
    void speak(std::span<const std::int16_t> sound)
    {
        const std::size_t size = samplesPerFrame(m_world->rate);
        for (; sound.size() >= size; sound = sound.subspan(size))
            tick(sound.first(size));
    }
    void speak(const Pcm &sound) { speak(std::span(sound.constData(), std::size_t(sound.size()))); }
    void talk(int ms) { speak(talkOf(ms, m_world->rate)); }
    void silence(int ms)
    {
        for (; ms > 0; ms -= int(tickLength.count()))
            tick({});
    }
    std::vector<int> quietTold() const
    {
        std::vector<int> told;
        for (const CallerQuiet &each : m_world->reports.all<CallerQuiet>())
            told.push_back(each.quietMs);
        return told;
    }

    std::unique_ptr<World> m_world;
};

void TestCallerEar::theCallersSpeechIsToldWithItsTimes()
{
    silence(1'000);
    const SteadyTime began = m_world->now;
    speak(withoutSilence(spoken(QStringLiteral("I would like to book an appointment for next week."))));
    const SteadyTime ended = m_world->now;
    silence(1'000);
    const auto told = m_world->reports.all<CallerSpeech>();
    QCOMPARE(told.size(), std::size_t(2));
    QVERIFY(told[0].speaks && !told[1].speaks);
    QVERIFY2(std::abs(ms(told[0].at - began)) < 120, qPrintable(QString::number(ms(told[0].at - began))));
    QVERIFY2(std::abs(ms(told[1].at - ended)) < 120, qPrintable(QString::number(ms(told[1].at - ended))));
}

void TestCallerEar::whatFoundNoRoomIsToldLater()
{
    silence(1'000);
    m_world->reports.full = true;
    speak(spoken(QStringLiteral("Could somebody call me back, please?")).first(160 * 60));
    QVERIFY(m_world->reports.all<CallerSpeech>().empty());
    m_world->reports.full = false;
    tick({});
    QCOMPARE(m_world->reports.all<CallerSpeech>().size(), std::size_t(1));
}

void TestCallerEar::quietIsToldInStagesAndOnce()
{
    silence(1'000);
    talk(600);
    const SteadyTime ended = m_world->now;
    silence(3'000);
    QCOMPARE(quietTold(), std::vector<int>(quietStages.begin(), quietStages.end()));
    for (const CallerQuiet &each : m_world->reports.all<CallerQuiet>())
        QVERIFY2(std::abs(ms(each.since - ended)) <= 100, qPrintable(QString::number(ms(each.since - ended))));
}

void TestCallerEar::speakingOnBeforeTheEndIsTold()
{
    silence(1'000);
    talk(600), silence(300), talk(400), silence(1'500);
    QCOMPARE(quietTold(), (std::vector<int>{180, 0, 180, 500, 1'000}));
    QCOMPARE(m_world->reports.all<CallerSpeech>().size(), std::size_t(2)); // one utterance
}

void TestCallerEar::aLineOnWhichNobodySpokeIsNotToldQuiet()
{
    silence(5'000);
    QVERIFY(m_world->reports.seen.empty());
}

void TestCallerEar::everyFrameOfAnUtteranceIsGivenWithWhatCameShortlyBefore()
{
    for (const int rate : {narrowRate, wideRate}) {
        m_world = std::make_unique<World>(rate);
        silence(1'000);
        const auto said = talkOf(600, rate);
        speak(said);
        silence(1'000);
        const auto &given = m_world->given;
        QVERIFY(given.size() >= 30 + 25);
        QVERIFY(given.front().first && given.back().last);
        QVERIFY(given.front().tick <= 50 && given.front().tick > 50 - 12); // the first of speech is tick 51
        for (std::size_t i = 0; i < given.size(); ++i) {
            QCOMPARE(given[i].room, 8);
            QCOMPARE(std::size_t(given[i].samples), samplesPerFrame(rate));
            QCOMPARE(given[i].tick, given[0].tick + std::uint32_t(i));
            QCOMPARE(given[i].first, i == 0);
            QCOMPARE(given[i].last, i + 1 == given.size());
            if (given[i].tick > 50 && given[i].tick <= 80)
                QVERIFY(std::equal(given[i].pcm.begin(), given[i].pcm.begin() + given[i].samples,
                                   said.begin() + std::ptrdiff_t((given[i].tick - 51) * given[i].samples)));
        }
    }
}

void TestCallerEar::nothingIsGivenBetweenUtterances()
{
    silence(1'000), talk(500), silence(1'000);
    const std::size_t before = m_world->given.size();
    silence(2'000);
    QCOMPARE(m_world->given.size(), before);
    talk(500), silence(1'000);
    QVERIFY(m_world->given[before].first);
    QVERIFY(m_world->given[before].tick > m_world->given[before - 1].tick + 50);
}

void TestCallerEar::anUtteranceCloseUponAnotherGivesNoTickTwice()
{
    silence(1'000), talk(500), silence(540), talk(500), silence(1'000);
    QCOMPARE(m_world->reports.all<CallerSpeech>().size(), std::size_t(4));
    for (std::size_t i = 1; i < m_world->given.size(); ++i)
        QVERIFY(m_world->given[i].tick > m_world->given[i - 1].tick);
}

void TestCallerEar::ticksThatCameTooLateCount()
{
    silence(1'000);
    talk(300);
    tick({}, 5);
    tick({});
    const auto &given = m_world->given;
    QCOMPARE(given[given.size() - 2].tick, given[given.size() - 3].tick + 6);
    QCOMPARE(given.back().tick, given[given.size() - 2].tick + 1);
}

void TestCallerEar::whoListensInTheMiddleOfAnUtteranceHearsFromTheNextOne()
{
    m_world->ear.listen(nullptr);
    silence(1'000), talk(500);
    m_world->ear.listen(new RoomListening(*m_world->inlet, 8, narrowRate));
    talk(500), silence(1'000);
    QVERIFY(m_world->given.empty());
    talk(500);
    QVERIFY(m_world->given.front().first);
}

void TestCallerEar::anotherListenerTakesThePlace()
{
    const auto other = std::make_unique<ListeningInlet>();
    m_world->ear.listen(new RoomListening(*other, 9, narrowRate));
    silence(1'000), talk(500);
    QVERIFY(m_world->given.empty());
    HeardFrame frame;
    QVERIFY(other->waiting.pop(frame));
    QCOMPARE(frame.room, 9);
}

void TestCallerEar::aFullListenerIsCounted()
{
    const auto full = std::make_unique<ListeningInlet>();
    m_world->ear.listen(new RoomListening(*full, 9, narrowRate));
    silence(1'000);
    talk(int(heardFramesWaiting + 100) * int(tickLength.count()));
    QVERIFY(full->lost.load() > 0);
    QCOMPARE(full->waiting.waiting(), heardFramesWaiting);
}

void TestCallerEar::nothingIsTakenFromTheHeap()
{
    struct Deaf : ReportSink
    {
        bool report(const SoundReport &) override { return true; }
        void show(const SoundReport &) override { }
    } sink;
    for (const int rate : {narrowRate, wideRate}) {
        CallerEar ear(1, rate, sink, m_world->spent);
        ear.listen(new RoomListening(*m_world->inlet, 8, rate));
        const auto sound = tone(300, rate, samplesPerFrame(rate)), prompt = tone(700, rate, samplesPerFrame(rate));
        const AllocationWatch watch;
        for (int ticks = 0; ticks < 400; ++ticks) {
            ear.hear(ticks % 60 < 30 ? std::span<const std::int16_t>(sound) : std::span<const std::int16_t>(), 0,
                     m_world->now += tickLength);
            ear.callerHears(ticks < 200 ? std::span<const std::int16_t>(prompt) : std::span<const std::int16_t>());
        }
        QCOMPARE(watch.count(), std::size_t(0));
    }
}

QTEST_GUILESS_MAIN(TestCallerEar)
#include "test_caller_ear.moc"
