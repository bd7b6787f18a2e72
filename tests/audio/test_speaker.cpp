#include "audio/speaker.h"
#include "scripted/scripted_reports.h"

#include <QTest>

#include <memory>

using namespace nightbell;
using namespace nightbell::scripted;

class TestSpeaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<World>(); }
    void withNothingToSayThereIsSilence();
    void aSentenceIsPlayedWholeAndReported();
    void aSentenceThatIsCutFadesAndTellsHowMuchWasHeard();
    void sentencesThatNeverBeganAreReportedAsSuch();
    void hushedItNeedsNoFurtherFrame();
    void reportsThatFoundNoRoomComeLater();
    void aNewSentenceBeginsAfterAnOldOneFaded();
    void pausedItFadesAndGoesOnAtTheVerySample();
    void aPauseTellsHowMuchWasHeardSoFar();
    void aPauseBetweenSentencesHoldsTheNextOne();
    void silencedWhilePausedItIsCutThereAndSpeaksAgain();
    void silencedBeforeThePauseWasHeardItFades();
    void aPauseThatNobodyEndsIsOverInTime();
    void pausedBeforeItsNextPieceCameItGoesOnWithThat();

private:
    void play(int sentence, int samples, bool last)
    {
        m_world->speaker.add(new SpeechNode({1, sentence, Pcm(samples, 1'000), last}));
    }
    bool tick()
    {
        m_now += tickLength;
        m_world->speaker.settle();
        return m_world->speaker.fill(m_frame, m_now);
    }
    std::vector<PlayedSentence> played() const { return m_world->reports.all<PlayedSentence>(); }

    struct World // torn down from below
    {
        ScriptedReports reports;
        SpentParcels spent;
        Speaker speaker{3, narrowRate, reports, spent};
    };
    std::unique_ptr<World> m_world;
    std::array<std::int16_t, samplesPerFrame(narrowRate)> m_frame{};
    SteadyTime m_now{};
};

void TestSpeaker::withNothingToSayThereIsSilence() { QVERIFY(!tick()); }

void TestSpeaker::aSentenceIsPlayedWholeAndReported()
{
    m_world->speaker.connect(m_now);
    tick();
    play(1, 200, false), play(1, 40, true);
    QVERIFY(tick());
    QCOMPARE(m_frame[0], std::int16_t(1'000));
    const auto began = m_world->reports.all<SentenceBegan>();
    QCOMPARE(began.size(), std::size_t(1));
    QCOMPARE(began[0].msSinceConnected, 40.0);
    QVERIFY(tick());
    QCOMPARE(m_frame[79], std::int16_t(1'000));
    QCOMPARE(m_frame[80], std::int16_t(0));
    QCOMPARE(played().size(), std::size_t(1));
    QCOMPARE(played()[0].how, PlayedHow::Whole);
    QCOMPARE(played()[0].playedMs, 30);
}

void TestSpeaker::aSentenceThatIsCutFadesAndTellsHowMuchWasHeard()
{
    play(1, 1'600, false);
    tick(), tick();
    m_world->speaker.fallSilent();
    QVERIFY(tick());
    QVERIFY(m_frame[0] > 950);
    QVERIFY(m_frame[39] < 50);
    QCOMPARE(m_frame[40], std::int16_t(0));
    QCOMPARE(played().size(), std::size_t(1));
    QCOMPARE(played()[0].how, PlayedHow::Cut);
    QCOMPARE(played()[0].playedMs, 45);
    QVERIFY(!tick());
}

void TestSpeaker::sentencesThatNeverBeganAreReportedAsSuch()
{
    play(0, 100, false), play(0, 100, true), play(1, 100, true);
    m_world->speaker.fallSilent();
    QCOMPARE(played().size(), std::size_t(2));
    QCOMPARE(played()[0].sentence, 0);
    QCOMPARE(played()[1].sentence, 1);
    QCOMPARE(played()[1].how, PlayedHow::Never);
}

void TestSpeaker::hushedItNeedsNoFurtherFrame()
{
    play(1, 1'600, true);
    tick();
    m_world->speaker.hush();
    QCOMPARE(played().size(), std::size_t(1));
    QCOMPARE(played()[0].how, PlayedHow::Cut);
    QCOMPARE(played()[0].playedMs, 20);
}

void TestSpeaker::reportsThatFoundNoRoomComeLater()
{
    play(1, 1'600, true), play(2, 160, true);
    tick();
    m_world->reports.full = true;
    m_world->speaker.hush();
    QVERIFY(!m_world->speaker.settle());
    m_world->reports.full = false;
    QVERIFY(m_world->speaker.settle());
    QCOMPARE(played().size(), std::size_t(2));
    QCOMPARE(played()[0].how, PlayedHow::Cut);
    QCOMPARE(played()[1].how, PlayedHow::Never);
}

void TestSpeaker::aNewSentenceBeginsAfterAnOldOneFaded()
{
    play(1, 1'600, true);
    tick();
    m_world->speaker.fallSilent();
    tick();
    play(2, 160, true);
    QVERIFY(tick());
    QCOMPARE(m_frame[0], std::int16_t(1'000));
    QCOMPARE(played().back().sentence, 2);
    QCOMPARE(played().back().how, PlayedHow::Whole);
}

void TestSpeaker::pausedItFadesAndGoesOnAtTheVerySample()
{
    Pcm rising;
    for (int sample = 0; sample < 1'600; ++sample)
        rising.append(qint16(10'000 + sample));
    m_world->speaker.add(new SpeechNode({1, 1, rising, true}));
    tick();
    m_world->speaker.pause();
    QVERIFY(tick());
    QVERIFY(m_frame[0] > 9'500 && m_frame[39] < 500 && m_frame[40] == 0);
    QVERIFY(!tick() && !tick());
    m_world->speaker.resume();
    QVERIFY(tick());
    QCOMPARE(m_frame[0], std::int16_t(0)); // without a click
    QCOMPARE(m_frame[40], std::int16_t(10'200));
    QCOMPARE(m_frame[159], std::int16_t(10'319));
    for (int ticks = 0; ticks < 8; ++ticks)
        QVERIFY(tick());
    QCOMPARE(m_frame[159], std::int16_t(11'599));
    QCOMPARE(played().size(), std::size_t(1));
    QCOMPARE(played()[0].how, PlayedHow::Whole);
    QCOMPARE(played()[0].playedMs, 200);
}

void TestSpeaker::aPauseTellsHowMuchWasHeardSoFar()
{
    play(4, 1'600, true);
    tick(), tick();
    m_world->speaker.pause();
    tick();
    const auto paused = m_world->reports.all<SpeakingPaused>();
    QCOMPARE(paused.size(), std::size_t(1));
    QCOMPARE(paused[0].turn, 1);
    QCOMPARE(paused[0].sentence, 4);
    QCOMPARE(paused[0].playedMs, 40);
}

void TestSpeaker::aPauseBetweenSentencesHoldsTheNextOne()
{
    m_world->speaker.pause();
    play(1, 160, true);
    QVERIFY(!tick());
    QVERIFY(m_world->reports.seen.empty());
    m_world->speaker.resume();
    QVERIFY(tick());
    QCOMPARE(m_frame[0], std::int16_t(1'000));
}

void TestSpeaker::silencedWhilePausedItIsCutThereAndSpeaksAgain()
{
    play(1, 1'600, true);
    tick();
    m_world->speaker.pause();
    tick(), tick();
    m_world->speaker.fallSilent();
    QCOMPARE(played().size(), std::size_t(1));
    QCOMPARE(played()[0].how, PlayedHow::Cut);
    QCOMPARE(played()[0].playedMs, 20);
    play(2, 160, true);
    QVERIFY(tick());
    QCOMPARE(m_frame[0], std::int16_t(1'000));
}

void TestSpeaker::silencedBeforeThePauseWasHeardItFades()
{
    play(1, 1'600, true);
    tick();
    m_world->speaker.pause();
    m_world->speaker.fallSilent();
    QVERIFY(tick());
    QVERIFY(m_frame[0] > 950 && m_frame[40] == 0);
    QCOMPARE(played()[0].how, PlayedHow::Cut);
    QCOMPARE(played()[0].playedMs, 25);
}

void TestSpeaker::aPauseThatNobodyEndsIsOverInTime()
{
    play(1, 1'600, true);
    tick();
    m_world->speaker.pause();
    int ticks = 0;
    for (tick(); !tick(); ++ticks)
        QVERIFY(ticks * tickLength <= pausedAtMost);
    QVERIFY(ticks * tickLength > pausedAtMost - 3 * tickLength);
    QCOMPARE(m_frame[40], std::int16_t(1'000));
}

void TestSpeaker::pausedBeforeItsNextPieceCameItGoesOnWithThat()
{
    play(1, 160, false);
    tick();
    m_world->speaker.pause();
    QVERIFY(!tick());
    play(1, 160, true);
    QVERIFY(!tick());
    m_world->speaker.resume();
    QVERIFY(tick());
    QCOMPARE(m_frame[159], std::int16_t(1'000));
    QCOMPARE(played()[0].how, PlayedHow::Whole);
}

QTEST_APPLESS_MAIN(TestSpeaker)
#include "test_speaker.moc"
