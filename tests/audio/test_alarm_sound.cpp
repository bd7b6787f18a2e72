// Each alarm by what is heard and when, until somebody ends it.
#include "audio/alarm_sound.h"
#include "scripted/headset_tones.h"

#include <QTest>

using namespace nightbell;

namespace {

// The seconds at which a tune begins, in so many seconds of an alarm.
QList<int> beginnings(AlarmTune tune, int seconds)
{
    AlarmSound sound(tune);
    QList<int> found;
    std::vector<std::int16_t> second(soundFrameRate);
    for (int at = 0; at < seconds; ++at) {
        sound.fill(second);
        if (toneIn(std::span(second).first(soundFrameRate / 10), tune == AlarmTune::Gentle ? 523.25 : 880) > 0.1)
            found << at;
    }
    return found;
}

} // namespace

class TestAlarmSound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmergencyComesEveryThreeSecondsThenEveryTwo();
    void anUrgentCallComesEverySixSeconds();
    void aCallThatAsksIsGentle();
    void theTonesFall();
    void nothingClicks();
};

void TestAlarmSound::anEmergencyComesEveryThreeSecondsThenEveryTwo()
{
    QCOMPARE(beginnings(AlarmTune::Emergency, 27), QList<int>({0, 3, 6, 9, 12, 15, 18, 20, 22, 24, 26}));
}

void TestAlarmSound::anUrgentCallComesEverySixSeconds()
{
    QCOMPARE(beginnings(AlarmTune::Urgent, 20), QList<int>({0, 6, 12, 18}));
}

void TestAlarmSound::aCallThatAsksIsGentle() { QCOMPARE(beginnings(AlarmTune::Gentle, 25), QList<int>({0, 10, 20})); }

void TestAlarmSound::theTonesFall()
{
    AlarmSound sound(AlarmTune::Emergency);
    std::vector<std::int16_t> first(soundFrameRate / 4), second(soundFrameRate / 4), after(soundFrameRate / 4);
    sound.fill(first);
    sound.fill(second);
    sound.fill(after);
    QVERIFY(toneIn(first, 880) > 0.4 && toneIn(first, 587.33) < 0.05);
    QVERIFY(toneIn(second, 587.33) > 0.4 && toneIn(second, 880) < 0.05);
    QVERIFY(std::all_of(after.begin(), after.end(), [](std::int16_t sample) { return sample == 0; }));
}

void TestAlarmSound::nothingClicks()
{
    for (const AlarmTune tune : {AlarmTune::Gentle, AlarmTune::Urgent, AlarmTune::Emergency}) {
        AlarmSound sound(tune);
        std::vector<std::int16_t> samples(11 * soundFrameRate);
        sound.fill(samples);
        // The steepest that a sine of these sizes gets; an edge would be steeper.
        const int steepest = int(32'767 * 0.5 * wholeTurn * 880 / soundFrameRate) + 1;
        for (std::size_t at = 1; at < samples.size(); ++at)
            QVERIFY(std::abs(samples[at] - samples[at - 1]) <= steepest);
    }
}

QTEST_APPLESS_MAIN(TestAlarmSound)
#include "test_alarm_sound.moc"
