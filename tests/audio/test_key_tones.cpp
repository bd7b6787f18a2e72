#include "audio/g711.h"
#include "audio/key_tones.h"
#include "scripted/allocation_watch.h"
#include "scripted/spoken.h"
#include "scripted/tones.h"

#include <QTest>

#include <random>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

constexpr std::string_view allKeys = "0123456789*#ABCD";

struct Press // as another telephone makes it
{
    int rate = narrowRate;
    int onMs = 50;
    int offMs = 50;
    double rowDbfs = -16;
    double columnDbfs = -16;
    double detune = 0; // share of the frequency
    double noiseDbfs = -96;
};

std::vector<std::int16_t> pressed(std::string_view keys, const Press &how)
{
    static constexpr std::string_view grid = "123A456B789C*0#D";
    static constexpr std::array rows{697.0, 770.0, 852.0, 941.0}, columns{1'209.0, 1'336.0, 1'477.0, 1'633.0};
    const auto amplitude = [](double dbfs) { return 32'768 * std::pow(10, dbfs / 20); };
    std::mt19937 random(1);
    std::normal_distribution<double> noise(0, amplitude(how.noiseDbfs));
    std::vector<std::int16_t> sound;
    for (const char key : keys) {
        const std::size_t number = grid.find(key), on = samplesIn(how.onMs, how.rate);
        for (std::size_t i = 0; i < on + samplesIn(how.offMs, how.rate); ++i) {
            const double turn = 2 * std::numbers::pi * double(i) / how.rate * (1 + how.detune);
            const double tone = amplitude(how.rowDbfs) * std::sin(turn * rows[number / 4])
                + amplitude(how.columnDbfs) * std::sin(turn * columns[number % 4] + 1);
            sound.push_back(std::int16_t(std::clamp((i < on ? tone : 0) + noise(random), -32'768.0, 32'767.0)));
        }
    }
    return sound;
}

template<class Sound> std::string heard(const Sound &sound, int rate, std::size_t shift = 0)
{
    KeyToneEar ear(rate);
    std::string keys;
    std::vector<std::int16_t> shifted(shift);
    shifted.insert(shifted.end(), sound.begin(), sound.end());
    const std::size_t size = samplesPerFrame(rate);
    shifted.resize((shifted.size() / size + 4) * size);
    for (std::size_t at = 0; at < shifted.size(); at += size)
        if (const auto key = ear.hear(std::span(shifted).subspan(at, size)))
            keys += *key;
    return keys;
}

} // namespace

Q_DECLARE_METATYPE(Press)

class TestKeyTones : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownPressesAreUnderstood_data();
    void ownPressesAreUnderstood();
    void theShortestPressIsHeardWhereverItBegins_data() { rates(); }
    void theShortestPressIsHeardWhereverItBegins();
    void aCrackleIsNoPress_data() { rates(); }
    void aCrackleIsNoPress();
    void aLongPressIsOne();
    void thePhonesOfTheWorldAreUnderstood_data();
    void thePhonesOfTheWorldAreUnderstood();
    void whatIsTooFarOffIsNoKey_data();
    void whatIsTooFarOffIsNoKey();
    void aMinuteOfSpeechHasNoKey();
    void aMinuteOfNoiseHasNoKey();
    void pressesCutThroughTheLinesCoding();
    void nothingIsTakenFromTheHeap();

private:
    static void rates()
    {
        QTest::addColumn<int>("rate");
        QTest::newRow("narrow") << narrowRate;
        QTest::newRow("wide") << wideRate;
    }
};

void TestKeyTones::ownPressesAreUnderstood_data()
{
    QTest::addColumn<char>("key");
    QTest::addColumn<int>("rate");
    for (const char key : allKeys)
        for (const int rate : {narrowRate, wideRate})
            QTest::addRow("%c at %d", key, rate) << key << rate;
}

void TestKeyTones::ownPressesAreUnderstood()
{
    QFETCH(char, key);
    QFETCH(int, rate);
    KeyTone tone(key, rate);
    std::vector<std::int16_t> sound;
    while (!tone.over()) {
        std::vector<std::int16_t> frame(samplesPerFrame(rate));
        tone.write(frame);
        sound.insert(sound.end(), frame.begin(), frame.end());
    }
    QCOMPARE(sound.size(), samplesIn(160, rate));
    QCOMPARE(rms(std::span(sound).subspan(samplesIn(100, rate))), 0.0);
    QCOMPARE(heard(sound, rate), std::string(1, key));
}

void TestKeyTones::theShortestPressIsHeardWhereverItBegins()
{
    QFETCH(int, rate);
    const auto sound = pressed(allKeys, {.rate = rate, .onMs = 40, .offMs = 40});
    for (std::size_t shift = 0; shift < samplesIn(20, rate); shift += 7)
        QCOMPARE(heard(sound, rate, shift), std::string(allKeys));
}

void TestKeyTones::aCrackleIsNoPress()
{
    QFETCH(int, rate);
    const auto sound = pressed(allKeys, {.rate = rate, .onMs = 20, .offMs = 60});
    for (std::size_t shift = 0; shift < samplesIn(20, rate); shift += 7)
        QCOMPARE(heard(sound, rate, shift), std::string());
}

void TestKeyTones::aLongPressIsOne()
{
    QCOMPARE(heard(pressed("5", {.onMs = 3'000}), narrowRate), std::string("5"));
    QCOMPARE(heard(pressed("555", {.onMs = 300}), narrowRate), std::string("555"));
}

void TestKeyTones::thePhonesOfTheWorldAreUnderstood_data()
{
    QTest::addColumn<Press>("press");
    QTest::newRow("quiet") << Press{.rowDbfs = -34, .columnDbfs = -34};
    QTest::newRow("loud") << Press{.rowDbfs = -6.1, .columnDbfs = -6.1};
    QTest::newRow("high tone weak by 8 dB") << Press{.rowDbfs = -12, .columnDbfs = -20};
    QTest::newRow("high tone strong by 4 dB") << Press{.rowDbfs = -16, .columnDbfs = -12};
    QTest::newRow("1.5 % sharp") << Press{.onMs = 60, .detune = 0.015};
    QTest::newRow("1.5 % flat") << Press{.onMs = 60, .detune = -0.015};
    QTest::newRow("noise 15 dB below") << Press{.onMs = 80, .noiseDbfs = -32};
}

void TestKeyTones::thePhonesOfTheWorldAreUnderstood()
{
    QFETCH(Press, press);
    for (const int rate : {narrowRate, wideRate}) {
        press.rate = rate;
        QCOMPARE(heard(pressed(allKeys, press), rate), std::string(allKeys));
    }
}

void TestKeyTones::whatIsTooFarOffIsNoKey_data()
{
    QTest::addColumn<Press>("press");
    QTest::newRow("3.5 % sharp") << Press{.onMs = 100, .detune = 0.035};
    QTest::newRow("3.5 % flat") << Press{.onMs = 100, .detune = -0.035};
    QTest::newRow("hardly there") << Press{.onMs = 100, .rowDbfs = -45, .columnDbfs = -45};
    QTest::newRow("one tone alone") << Press{.onMs = 100, .columnDbfs = -96};
    QTest::newRow("high tone too weak") << Press{.onMs = 100, .rowDbfs = -10, .columnDbfs = -23};
    QTest::newRow("high tone too strong") << Press{.onMs = 100, .rowDbfs = -20, .columnDbfs = -12};
}

void TestKeyTones::whatIsTooFarOffIsNoKey()
{
    QFETCH(Press, press);
    QCOMPARE(heard(pressed(allKeys, press), narrowRate), std::string());
}

void TestKeyTones::aMinuteOfSpeechHasNoKey()
{
    const Pcm speech = aMinuteOfSpeech();
    for (const double gain : {0.3, 1.0, 3.0}) {
        Pcm played = speech;
        for (qint16 &sample : played)
            sample = qint16(std::clamp(gain * sample, -32'768.0, 32'767.0));
        QCOMPARE(heard(played, narrowRate), std::string());
    }
}

void TestKeyTones::aMinuteOfNoiseHasNoKey()
{
    QCOMPARE(heard(pressed("1", {.onMs = 0, .offMs = 60'000, .noiseDbfs = -20}), narrowRate), std::string());
}

void TestKeyTones::pressesCutThroughTheLinesCoding()
{
    auto sound = pressed(allKeys, {});
    for (const Coding coding : {Coding::MuLaw, Coding::ALaw}) {
        std::vector<std::uint8_t> codes(sound.size());
        encode(coding, sound, codes);
        decode(coding, codes, sound);
        QCOMPARE(heard(sound, narrowRate), std::string(allKeys));
    }
}

void TestKeyTones::nothingIsTakenFromTheHeap()
{
    KeyToneEar ear(wideRate);
    std::array<std::int16_t, 320> frame;
    const AllocationWatch watch;
    KeyTone tone('7', wideRate);
    int keys = 0;
    while (!tone.over()) {
        tone.write(frame);
        keys += ear.hear(frame) ? 1 : 0;
    }
    QCOMPARE(watch.count(), std::size_t(0));
    QCOMPARE(keys, 1);
}

QTEST_GUILESS_MAIN(TestKeyTones)
#include "test_key_tones.moc"
