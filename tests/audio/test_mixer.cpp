#include "audio/mixer.h"
#include "scripted/allocation_watch.h"
#include "scripted/tones.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

class TestMixer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sourcesAreAdded();
    void whatIsTooLoudIsCutNotWrapped();
    void aGainChangesWithinFiveMilliseconds_data();
    void aGainChangesWithinFiveMilliseconds();
    void aMutedSourceLeavesNothingBehind();
    void aGainOfOneChangesNoSample();
    void nothingClicksHoweverOftenTheGainChanges();
    void nothingIsTakenFromTheHeap();
};

void TestMixer::sourcesAreAdded()
{
    const std::vector<std::int16_t> one(160, 1'000), other(160, -300);
    MixSum sum{};
    GainRamp(unchanged).add(one, unchanged, sum);
    GainRamp(Gain(0.5)).add(other, Gain(0.5), sum);
    std::array<std::int16_t, 160> frame;
    saturate(sum, frame);
    QCOMPARE(frame.front(), std::int16_t(850));
    QCOMPARE(frame.back(), std::int16_t(850));
}

void TestMixer::whatIsTooLoudIsCutNotWrapped()
{
    MixSum sum{};
    for (int source = 0; source < 10; ++source)
        GainRamp(Gain(2)).add(std::vector<std::int16_t>(320, source < 5 ? 32'767 : 32'000), Gain(2), sum);
    std::array<std::int16_t, 320> frame;
    saturate(sum, frame);
    QCOMPARE(frame[7], std::int16_t(32'767));
    for (std::int32_t &each : sum)
        each = -each;
    saturate(sum, frame);
    QCOMPARE(frame[7], std::int16_t(-32'768));
}

void TestMixer::aGainChangesWithinFiveMilliseconds_data()
{
    QTest::addColumn<int>("rate");
    QTest::newRow("narrow") << narrowRate;
    QTest::newRow("wide") << wideRate;
}

void TestMixer::aGainChangesWithinFiveMilliseconds()
{
    QFETCH(int, rate);
    const std::vector<std::int16_t> steady(samplesPerFrame(rate), 10'000);
    const std::size_t ramp = samplesIn(5, rate);
    GainRamp gain(muted);
    MixSum sum{};
    gain.add(steady, unchanged, sum);
    QVERIFY(sum[0] > 0 && sum[0] <= 10'000 / int(ramp) + 1);
    QVERIFY(std::abs(sum[ramp / 2] - 5'000) < 10'000 / int(ramp) + 1);
    QVERIFY(sum[ramp - 2] < 10'000);
    for (std::size_t i = ramp - 1; i < steady.size(); ++i)
        QCOMPARE(sum[i], 10'000);

    MixSum after{};
    gain.add(steady, muted, after);
    QVERIFY(std::is_sorted(after.begin(), after.begin() + std::ptrdiff_t(ramp), std::greater<>()));
    for (std::size_t i = ramp - 1; i < steady.size(); ++i)
        QCOMPARE(after[i], 0);
}

void TestMixer::aMutedSourceLeavesNothingBehind()
{
    MixSum sum{};
    GainRamp().add(std::vector<std::int16_t>(160, 32'767), muted, sum);
    QCOMPARE(sum, MixSum{});
}

void TestMixer::aGainOfOneChangesNoSample()
{
    const auto sound = tone(440, narrowRate, 160);
    MixSum sum{};
    GainRamp(unchanged).add(sound, unchanged, sum);
    std::vector<std::int16_t> frame(160);
    saturate(std::span(sum).first(160), frame);
    QCOMPARE(frame, sound);
}

void TestMixer::nothingClicksHoweverOftenTheGainChanges()
{
    const auto sound = tone(300, wideRate, 320 * 50);
    std::vector<std::int16_t> heard(sound.size());
    GainRamp gain;
    for (std::size_t frame = 0; frame < 50; ++frame) {
        MixSum sum{};
        gain.add(std::span(sound).subspan(frame * 320, 320), Gain(double(frame * 7 % 5) / 4), sum);
        saturate(sum, std::span(heard).subspan(frame * 320, 320));
    }
    QVERIFY(largestStep(heard) <= largestStep(sound) + 10'000 / 80 + 1);
}

void TestMixer::nothingIsTakenFromTheHeap()
{
    const auto sound = tone(300, wideRate, 320);
    std::array<std::int16_t, 320> frame;
    GainRamp gain;
    const AllocationWatch watch;
    MixSum sum{};
    for (int i = 0; i < 10; ++i)
        gain.add(sound, i % 2 ? muted : unchanged, sum);
    saturate(sum, frame);
    QCOMPARE(watch.count(), std::size_t(0));
}

QTEST_APPLESS_MAIN(TestMixer)
#include "test_mixer.moc"
