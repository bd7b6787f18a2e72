#include "audio/concealment.h"
#include "scripted/allocation_watch.h"
#include "scripted/tones.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

// A voice: a pulse train of that pitch through its harmonics, 8,000 at the most.
std::vector<std::int16_t> voice(double hertz, int rate, std::size_t samples)
{
    std::vector<std::int16_t> made(samples);
    for (std::size_t i = 0; i < samples; ++i) {
        double sum = 0;
        for (int harmonic = 1; harmonic <= 8; ++harmonic)
            sum += std::sin(2 * std::numbers::pi * hertz * harmonic * double(i) / rate + harmonic) / harmonic;
        made[i] = std::int16_t(4'000 * sum);
    }
    return made;
}

// Keeps the sound but for the frames lost, which are made up.
std::vector<std::int16_t> heardWith(Concealment &concealment, std::vector<std::int16_t> sound, int rate,
                                    std::size_t firstLost, std::size_t lost)
{
    const std::size_t size = samplesPerFrame(rate);
    for (std::size_t frame = 0; frame * size < sound.size(); ++frame) {
        const auto samples = std::span(sound).subspan(frame * size, size);
        if (frame >= firstLost && frame < firstLost + lost)
            concealment.makeUp(samples);
        else
            concealment.keep(samples);
    }
    return sound;
}

} // namespace

class TestConcealment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLostFrameOfAVoiceIsHardlyNoticed_data() { rates(); }
    void aLostFrameOfAVoiceIsHardlyNoticed();
    void aLongGapFadesToSilence_data() { rates(); }
    void aLongGapFadesToSilence();
    void nothingClicksWhereTheGapBeginsAndEnds_data() { rates(); }
    void nothingClicksWhereTheGapBeginsAndEnds();
    void aPieceLeftOutIsCrossedOver();
    void soundThatArrivesWholeIsNotTouched();
    void noiseAndSilenceAreMadeUpWithoutHarm();
    void nothingIsTakenFromTheHeap();

private:
    static void rates()
    {
        QTest::addColumn<int>("rate");
        QTest::newRow("narrow") << narrowRate;
        QTest::newRow("wide") << wideRate;
    }
};

void TestConcealment::aLostFrameOfAVoiceIsHardlyNoticed()
{
    QFETCH(int, rate);
    for (const double pitch : {90.0, 130.0, 210.0, 290.0}) {
        const auto sound = voice(pitch, rate, samplesPerFrame(rate) * 20);
        Concealment concealment(rate);
        const auto heard = heardWith(concealment, sound, rate, 10, 1);
        std::vector<std::int16_t> error(sound.size());
        for (std::size_t i = 0; i < sound.size(); ++i)
            error[i] = std::int16_t(heard[i] - sound[i]);
        const auto gap = std::span(error).subspan(10 * samplesPerFrame(rate), samplesPerFrame(rate));
        QVERIFY2(rms(gap) < 0.35 * rms(sound),
                 qPrintable(QString::number(rms(gap) / rms(sound)))); // silence would be 1
    }
}

void TestConcealment::aLongGapFadesToSilence()
{
    QFETCH(int, rate);
    const auto sound = voice(130, rate, samplesPerFrame(rate) * 20);
    Concealment concealment(rate);
    const auto heard = heardWith(concealment, sound, rate, 10, 8);
    const auto frame = [&](std::size_t number) {
        return rms(std::span(heard).subspan(number * samplesPerFrame(rate), samplesPerFrame(rate)));
    };
    QVERIFY(frame(10) > 0.7 * frame(9));
    QVERIFY(frame(11) < frame(10));
    QVERIFY(frame(12) < 0.3 * frame(9));
    QCOMPARE(frame(13), 0.0);
    QVERIFY(frame(18) > 0.8 * frame(9));
}

void TestConcealment::nothingClicksWhereTheGapBeginsAndEnds()
{
    QFETCH(int, rate);
    for (const std::size_t lost : {1U, 2U, 5U})
        for (const double hertz : {110.0, 237.0, 441.0}) {
            const auto sound = tone(hertz, rate, samplesPerFrame(rate) * 20);
            Concealment concealment(rate);
            const auto heard = heardWith(concealment, sound, rate, 10, lost);
            QVERIFY2(largestStep(heard) <= 2 * largestStep(sound) + 300,
                     qPrintable(QString::number(largestStep(heard)) + QLatin1Char('/')
                                + QString::number(largestStep(sound))));
        }
}

void TestConcealment::aPieceLeftOutIsCrossedOver()
{
    const auto sound = tone(237, narrowRate, 160 * 20);
    auto before = std::vector(sound.begin(), sound.begin() + 160 * 10);
    auto after = std::vector(sound.begin() + 160 * 11 + 30, sound.begin() + 160 * 12 + 30);
    Concealment concealment(narrowRate);
    for (std::size_t at = 0; at < before.size(); at += 160)
        concealment.keep(std::span(before).subspan(at, 160));
    concealment.keep(after, false);
    before.insert(before.end(), after.begin(), after.end());
    QVERIFY(largestStep(before) <= 2 * largestStep(sound));
}

void TestConcealment::soundThatArrivesWholeIsNotTouched()
{
    const auto sound = voice(130, narrowRate, 160 * 20);
    Concealment concealment(narrowRate);
    QCOMPARE(heardWith(concealment, sound, narrowRate, 99, 0), sound);
}

void TestConcealment::noiseAndSilenceAreMadeUpWithoutHarm()
{
    Concealment fresh(wideRate);
    std::vector<std::int16_t> frame(320, 99);
    fresh.makeUp(frame); // nothing was heard yet
    QCOMPARE(rms(frame), 0.0);

    std::vector<std::int16_t> noise(320 * 20);
    unsigned state = 1;
    for (std::int16_t &sample : noise)
        sample = std::int16_t((state = state * 1'664'525 + 1'013'904'223) >> 16); // as loud as 16 bits go
    Concealment concealment(wideRate);
    const auto heard = heardWith(concealment, noise, wideRate, 10, 1);
    QVERIFY(rms(std::span(heard).subspan(3'200, 320)) < 1.5 * rms(noise));
}

void TestConcealment::nothingIsTakenFromTheHeap()
{
    Concealment concealment(wideRate);
    std::vector<std::int16_t> frame = tone(200, wideRate, 320);
    const AllocationWatch watch;
    for (int i = 0; i < 100; ++i) {
        concealment.keep(frame, i % 7 != 0);
        if (i % 3 == 0)
            concealment.makeUp(frame);
    }
    QCOMPARE(watch.count(), std::size_t(0));
}

QTEST_APPLESS_MAIN(TestConcealment)
#include "test_concealment.moc"
