#include "speech/resampler.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <vector>

using namespace nightbell;

namespace {

std::vector<std::int16_t> tone(double hertz, int rate, int samples)
{
    std::vector<std::int16_t> made;
    for (int index = 0; index < samples; ++index)
        made.push_back(std::int16_t(10'000 * std::sin(2 * std::numbers::pi * hertz * index / rate)));
    return made;
}

double loudness(const Pcm &pcm) // root mean square, without the edges
{
    double sum = 0;
    for (qsizetype index = 200; index < pcm.size() - 200; ++index)
        sum += double(pcm[index]) * pcm[index];
    return std::sqrt(sum / double(pcm.size() - 400));
}

} // namespace

class TestResampler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speechPassesAtItsLoudness();
    void whatCannotBeCarriedIsRemovedNotFolded();
    void noSampleIsLostHoweverTheStreamIsCut();
};

void TestResampler::speechPassesAtItsLoudness()
{
    Resampler resampler(16'000, 8'000);
    const double out = loudness(resampler.feed(tone(1'000, 16'000, 16'000)));
    QVERIFY2(std::abs(out - 10'000 / std::numbers::sqrt2) < 150, qPrintable(QString::number(out)));
}

void TestResampler::whatCannotBeCarriedIsRemovedNotFolded()
{
    Resampler resampler(16'000, 8'000);
    const double out = loudness(resampler.feed(tone(5'500, 16'000, 16'000))); // would appear as 2,500 Hz
    QVERIFY2(out < 10, qPrintable(QString::number(out)));
}

void TestResampler::noSampleIsLostHoweverTheStreamIsCut()
{
    const auto samples = tone(440, 16'000, 16'001);
    Resampler whole(16'000, 8'000);
    Pcm once = whole.feed(samples);
    once += whole.drain();
    Resampler cut(16'000, 8'000);
    Pcm pieces;
    for (std::size_t at = 0; at < samples.size(); at += 333)
        pieces += cut.feed(std::span(samples).subspan(at, std::min<std::size_t>(333, samples.size() - at)));
    pieces += cut.drain();
    QCOMPARE(pieces, once);
    QVERIFY(std::abs(once.size() - 8'000) <= 2);
}

QTEST_APPLESS_MAIN(TestResampler)
#include "test_resampler.moc"
