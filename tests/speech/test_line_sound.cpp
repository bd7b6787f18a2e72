#include "speech/line_sound.h"

#include "speech/sound_file.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace nightbell;

class TestLineSound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLineIsWidenedWithALittleNoise();
    void soundIsBroughtToTheRateOfALine();
};

void TestLineSound::theLineIsWidenedWithALittleNoise()
{
    LineSound line(narrowRate);
    const std::array<std::int16_t, 160> silence{};
    int loudest = 0;
    std::size_t count = 0;
    for (int frame = 0; frame < 50; ++frame) {
        const auto wide = line.widened(silence);
        count += wide.size();
        for (const std::int16_t sample : wide)
            loudest = std::max(loudest, std::abs(int(sample)));
    }
    QCOMPARE(count, std::size_t(16'000));
    QVERIFY(loudest > 20 && loudest <= 30);
}

void TestLineSound::soundIsBroughtToTheRateOfALine()
{
    Pcm tone(44'100);
    for (qsizetype at = 0; at < tone.size(); ++at)
        tone[at] = qint16(std::lround(10'000 * std::sin(double(at) * 440 * 6.283185 / 44'100)));
    const Pcm line = atRate({44'100, tone}, narrowRate);
    QVERIFY(std::abs(line.size() - narrowRate) < 10);
    int crossings = 0;
    for (qsizetype at = 1; at < line.size(); ++at)
        crossings += line[at - 1] < 0 && line[at] >= 0;
    QVERIFY(std::abs(crossings - 440) <= 2);
}

QTEST_GUILESS_MAIN(TestLineSound)
#include "test_line_sound.moc"
