#include "audio/level_meter.h"
#include "scripted/allocation_watch.h"
#include "scripted/tones.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

class TestLevelMeter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tenLevelsComeEverySecond_data();
    void tenLevelsComeEverySecond();
    void aToneHasItsLevel();
    void silenceAndTheLoudestHaveALevel();
};

void TestLevelMeter::tenLevelsComeEverySecond_data()
{
    QTest::addColumn<int>("rate");
    QTest::newRow("narrow") << narrowRate;
    QTest::newRow("wide") << wideRate;
}

void TestLevelMeter::tenLevelsComeEverySecond()
{
    QFETCH(int, rate);
    LevelMeter meter(rate);
    const std::vector<std::int16_t> frame(samplesPerFrame(rate));
    int levels = 0;
    const AllocationWatch watch;
    for (int i = 0; i < framesPerSecond; ++i)
        levels += meter.hear(frame) ? 1 : 0;
    QCOMPARE(watch.count(), std::size_t(0));
    QCOMPARE(levels, 10);
}

void TestLevelMeter::aToneHasItsLevel()
{
    LevelMeter meter(narrowRate);
    const auto level = meter.hear(tone(400, narrowRate, 800, 3'276.8));
    QVERIFY(level);
    QVERIFY2(std::abs(level->rmsDbfs + 23.0F) < 0.1F, qPrintable(QString::number(level->rmsDbfs)));
    QVERIFY2(std::abs(level->peakDbfs + 20.0F) < 0.1F, qPrintable(QString::number(level->peakDbfs)));
    const auto after = meter.hear(std::vector<std::int16_t>(800)); // nothing is left of it
    QCOMPARE(after->peakDbfs, silenceDbfs);
}

void TestLevelMeter::silenceAndTheLoudestHaveALevel()
{
    LevelMeter meter(narrowRate);
    QCOMPARE(meter.hear(std::vector<std::int16_t>(800))->rmsDbfs, silenceDbfs);
    const auto loudest = meter.hear(std::vector<std::int16_t>(800, -32'768));
    QCOMPARE(loudest->rmsDbfs, 0.0F);
    QCOMPARE(loudest->peakDbfs, 0.0F);
}

QTEST_APPLESS_MAIN(TestLevelMeter)
#include "test_level_meter.moc"
