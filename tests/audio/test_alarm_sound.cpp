// Each alarm by what is heard and when, until somebody ends it; and the sounds that are heard once.
#include "audio/alarm_sound.h"
#include "audio/earcon_sound.h"
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
        if (toneIn(std::span(second).first(soundFrameRate / 10), tune < AlarmTune::Urgent ? 523.25 : 880) > 0.05)
            found << at;
    }
    return found;
}

double loudnessOf(std::span<const std::int16_t> samples) // root mean square
{
    double power = 0;
    for (const std::int16_t sample : samples)
        power += double(sample) * sample;
    return std::sqrt(power / double(samples.size())) / 32'768;
}

} // namespace

class TestAlarmSound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmergencyComesEveryThreeSecondsThenEveryTwo();
    void anUrgentCallComesEverySixSeconds();
    void aCallThatAsksIsGentle();
    void aWishThatIsAboutToExpireHurries();
    void theTonesFall();
    void nothingClicks();
    void noneIsLouderThanAConversation();
    void inTheEarItIsOneBeepWellBelowTheCaller();
    void inTheEarItIsCapped();
    void anEarconIsHeardOnceOnTopOfTheRest();
    void whoHasItIsHeard();
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

void TestAlarmSound::aWishThatIsAboutToExpireHurries()
{
    QCOMPARE(beginnings(AlarmTune::Hurried, 12), QList<int>({0, 5, 10}));
}

void TestAlarmSound::theTonesFall()
{
    AlarmSound sound(AlarmTune::Emergency);
    std::vector<std::int16_t> first(soundFrameRate / 4), second(soundFrameRate / 4), after(soundFrameRate / 4);
    sound.fill(first);
    sound.fill(second);
    sound.fill(after);
    QVERIFY(toneIn(first, 880) > 0.15 && toneIn(first, 587.33) < 0.05);
    QVERIFY(toneIn(second, 587.33) > 0.15 && toneIn(second, 880) < 0.05);
    QVERIFY(std::all_of(after.begin(), after.end(), [](std::int16_t sample) { return sample == 0; }));
}

void TestAlarmSound::nothingClicks()
{
    for (const AlarmTune tune : {AlarmTune::Gentle, AlarmTune::Urgent, AlarmTune::Emergency}) {
        AlarmSound sound(tune);
        std::vector<std::int16_t> samples(11 * soundFrameRate);
        sound.fill(samples);
        // The steepest that a sine of these sizes gets; an edge would be steeper.
        const int steepest = int(32'767 * 0.18 * wholeTurn * 880 / soundFrameRate) + 1;
        for (std::size_t at = 1; at < samples.size(); ++at)
            QVERIFY(std::abs(samples[at] - samples[at - 1]) <= steepest);
    }
}

void TestAlarmSound::noneIsLouderThanAConversation()
{
    constexpr double conversation = 0.126; // −18 dB, root mean square
    for (const AlarmTune tune : {AlarmTune::Gentle, AlarmTune::Hurried, AlarmTune::Urgent, AlarmTune::Emergency}) {
        AlarmSound sound(tune);
        std::vector<std::int16_t> samples(soundFrameRate / 2); // the loudest half second: all tune, no pause
        sound.fill(samples);
        QVERIFY(loudnessOf(samples) <= conversation * 1.02);
        QVERIFY(loudnessOf(samples) > conversation / 4); // it is heard across a room
    }
}

void TestAlarmSound::inTheEarItIsOneBeepWellBelowTheCaller()
{
    AlarmSound sound(AlarmTune::Emergency, AlarmPlace::Ear);
    std::vector<std::int16_t> samples(13 * soundFrameRate);
    constexpr double caller = 0.05;
    sound.fill(samples, caller);
    QVERIFY(loudnessOf(std::span(samples).first(soundFrameRate / 10)) <= caller / 4 * 1.02);
    qsizetype beeps = 0, longest = 0, length = 0, quiet = soundFrameRate;
    for (const std::int16_t sample : samples) {
        if (quiet > soundFrameRate / 10 && sample != 0)
            ++beeps, length = 0;
        quiet = sample == 0 ? quiet + 1 : 0;
        longest = std::max(longest, ++length - quiet);
    }
    QCOMPARE(beeps, 3); // at 0, 6 and 12 s
    QVERIFY(longest <= soundFrameRate / 5);
}

void TestAlarmSound::inTheEarItIsCapped()
{
    AlarmSound beside(AlarmTune::Emergency, AlarmPlace::Ear), silent(AlarmTune::Emergency, AlarmPlace::Ear);
    std::vector<std::int16_t> loud(soundFrameRate / 10), soft(soundFrameRate / 10);
    beside.fill(loud, 1.0);
    silent.fill(soft, 0.0);
    QVERIFY(loudnessOf(loud) <= 0.126 / 4 * 1.02);
    QVERIFY(loudnessOf(soft) > 0.002 && loudnessOf(soft) < loudnessOf(loud));
}

void TestAlarmSound::anEarconIsHeardOnceOnTopOfTheRest()
{
    EarconSound earcon(Earcon::Yours);
    std::vector<std::int16_t> samples(soundFrameRate / 2, 100);
    earcon.addTo(samples);
    QVERIFY(earcon.over());
    QVERIFY(loudnessOf(std::span(samples).first(soundFrameRate / 20)) > 0.05);
    QCOMPARE(samples.back(), std::int16_t(100));
    std::vector<std::int16_t> after(100, 7);
    earcon.addTo(after);
    QVERIFY(std::all_of(after.begin(), after.end(), [](std::int16_t sample) { return sample == 7; }));
}

void TestAlarmSound::whoHasItIsHeard()
{
    const auto at = [](Earcon earcon, int ms) {
        std::vector<std::int16_t> samples(soundFrameRate);
        EarconSound(earcon).addTo(samples);
        return std::vector(samples.begin() + ms * 16, samples.begin() + (ms + 40) * 16);
    };
    QVERIFY(toneIn(at(Earcon::Yours, 0), 660) > 0.05 && toneIn(at(Earcon::Yours, 50), 990) > 0.05);
    QVERIFY(toneIn(at(Earcon::Someones, 0), 990) > 0.05 && toneIn(at(Earcon::Someones, 50), 660) > 0.05);
    QVERIFY(toneIn(at(Earcon::Lost, 20), 165) > 0.1 && toneIn(at(Earcon::Lost, 420), 165) > 0.1);
}

QTEST_APPLESS_MAIN(TestAlarmSound)
#include "test_alarm_sound.moc"
