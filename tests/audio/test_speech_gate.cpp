#include "audio/rate_change.h"
#include "audio/speech_gate.h"
#include "scripted/spoken.h"
#include "scripted/tones.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

constexpr double silenceBefore = 3, silenceBehind = 2; // seconds

struct Recording // at 16 kHz
{
    std::vector<std::int16_t> samples;
    double beginsAt = 0; // seconds
    double endsAt = 0;
};

std::vector<std::int16_t> speechOf(const QString &sentence) // at 16 kHz, without silence around it
{
    const Pcm narrow = spoken(sentence);
    std::vector<std::int16_t> speech(std::size_t(narrow.size()) * 2 + 2);
    RateChange widen(narrowRate, wideRate);
    widen.skipDelay();
    speech.resize(widen.change(narrow, speech));
    const auto loud = [](std::int16_t sample) { return std::abs(sample) > 300; };
    speech.erase(speech.begin(), std::find_if(speech.begin(), speech.end(), loud));
    speech.erase(std::find_if(speech.rbegin(), speech.rend(), loud).base(), speech.end());
    return speech;
}

Recording recorded(const QString &sentence, double noiseDbBelow, bool pink, unsigned seed)
{
    const auto speech = speechOf(sentence);
    const double gain = 32'768 * std::pow(10, -23.0 / 20) / rms(speech);

    Recording recording{.beginsAt = silenceBefore, .endsAt = silenceBefore + double(speech.size()) / wideRate};
    recording.samples.resize(std::size_t(silenceBefore * wideRate));
    for (const std::int16_t sample : speech)
        recording.samples.push_back(std::int16_t(std::clamp(gain * sample, -32'768.0, 32'767.0)));
    recording.samples.resize(recording.samples.size() + std::size_t(silenceBehind * wideRate));

    std::mt19937 random(seed);
    std::normal_distribution<double> white(0, 32'768 * std::pow(10, -(23.0 + noiseDbBelow) / 20));
    double last = 0;
    for (std::int16_t &sample : recording.samples) {
        last = pink ? 0.9 * last + white(random) * std::sqrt(1 - 0.81) : white(random); // falls towards high tones
        sample = std::int16_t(std::clamp(sample + last, -32'768.0, 32'767.0));
    }
    return recording;
}

struct Gated
{
    std::vector<double> began, ended; // seconds
};

Gated gated(std::span<const std::int16_t> samples)
{
    SpeechGate gate(wideRate);
    Gated found;
    for (std::size_t at = 0; at + frameSamplesAtMost <= samples.size(); at += frameSamplesAtMost) {
        const GateStep step = gate.hear(samples.subspan(at, frameSamplesAtMost));
        const double now = double(at + frameSamplesAtMost) / wideRate;
        if (step.began)
            found.began.push_back(now);
        if (step.ended)
            found.ended.push_back(now);
    }
    return found;
}

} // namespace

class TestSpeechGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speechOpensAndItsEndCloses_data();
    void speechOpensAndItsEndCloses();
    void thePreRollHoldsTheBeginning();
    void aPauseBetweenWordsDoesNotClose();
    void beginningAndEndAreDatedBack();
    void narrowAndWideLinesAreJudgedAlike();
    void aClickOpensNothingAndHoldsNothing();
    void aLineThatGrowsLouderIsLearnt();
};

void TestSpeechGate::speechOpensAndItsEndCloses_data()
{
    QTest::addColumn<double>("noiseDbBelow");
    QTest::addColumn<bool>("pink");
    QTest::newRow("clean") << 70.0 << false;
    QTest::newRow("white noise 20 dB below") << 20.0 << false;
    QTest::newRow("white noise 10 dB below") << 10.0 << false;
    QTest::newRow("dull noise 20 dB below") << 20.0 << true;
    QTest::newRow("dull noise 10 dB below") << 10.0 << true;
}

void TestSpeechGate::speechOpensAndItsEndCloses()
{
    QFETCH(double, noiseDbBelow);
    QFETCH(bool, pink);
    const QStringList sentences{
        QStringLiteral("I would like to book an appointment for next week."),
        QStringLiteral("Yes."),
        QStringLiteral("My number is five five five, oh one two three."),
        QStringLiteral("Could somebody call me back about my test results, please?"),
        QStringLiteral("She fell down the stairs this morning."),
    };
    double slowest = 0, latest = 0;
    for (unsigned i = 0; i < unsigned(sentences.size()); ++i) {
        const Recording recording = recorded(sentences[i], noiseDbBelow, pink, i + 1);
        const Gated found = gated(recording.samples);
        QVERIFY2(!found.began.empty(), qPrintable(sentences[i]));
        QVERIFY(found.began.front() > recording.beginsAt - 0.02); // no false start
        QCOMPARE(found.ended.size(), found.began.size());
        slowest = std::max(slowest, found.began.front() - recording.beginsAt);
        latest = std::max(latest, found.ended.back() - recording.endsAt);
        QVERIFY(found.ended.back() > recording.endsAt); // not cut short
    }
    qInfo("opens at most %.0f ms behind the beginning, closes at most %.0f ms behind the end", slowest * 1'000,
          latest * 1'000);
    QVERIFY(slowest <= 0.24);
    QVERIFY(latest <= 0.65);
}

void TestSpeechGate::thePreRollHoldsTheBeginning()
{
    std::vector<std::int16_t> samples(wideRate);
    const auto word = tone(300, wideRate, wideRate / 2);
    samples.insert(samples.end(), word.begin(), word.end());
    SpeechGate gate(wideRate);
    std::size_t at = 0;
    while (!gate.hear(std::span(samples).subspan(at, frameSamplesAtMost)).began)
        at += frameSamplesAtMost;
    const std::size_t heard = at + frameSamplesAtMost;
    const auto preRoll = gate.preRoll();
    QVERIFY(heard - preRoll.size() < std::size_t(wideRate)); // reaches back before the word
    QVERIFY(std::equal(preRoll.begin(), preRoll.end(), samples.begin() + std::ptrdiff_t(heard - preRoll.size())));
}

void TestSpeechGate::aPauseBetweenWordsDoesNotClose()
{
    std::vector<std::int16_t> samples(wideRate);
    const auto word = speechOf(QStringLiteral("Monday"));
    for (int words = 0; words < 4; ++words) {
        samples.insert(samples.end(), word.begin(), word.end());
        samples.resize(samples.size() + samplesIn(350, wideRate));
    }
    samples.resize(samples.size() + wideRate);
    const Gated found = gated(samples);
    QCOMPARE(found.began.size(), std::size_t(1));
    QCOMPARE(found.ended.size(), std::size_t(1));
}

void TestSpeechGate::beginningAndEndAreDatedBack()
{
    const Recording recording = recorded(QStringLiteral("Could somebody call me back, please?"), 20, false, 3);
    SpeechGate gate(wideRate);
    double began = 0, ended = 0;
    for (std::size_t at = 0; at + frameSamplesAtMost <= recording.samples.size(); at += frameSamplesAtMost) {
        const GateStep step = gate.hear(std::span(recording.samples).subspan(at, frameSamplesAtMost));
        const double was = double(at + frameSamplesAtMost) / wideRate - step.agoMs / 1'000.0;
        began = step.began ? was : began;
        ended = step.ended ? was : ended;
    }
    QVERIFY2(std::abs(began - recording.beginsAt) < 0.12, qPrintable(QString::number(began)));
    QVERIFY2(std::abs(ended - recording.endsAt) < 0.12, qPrintable(QString::number(ended)));
}

void TestSpeechGate::narrowAndWideLinesAreJudgedAlike()
{
    const Pcm narrow = spoken(QStringLiteral("I would like to book an appointment."));
    SpeechGate gate(narrowRate);
    std::vector<qint16> samples(narrowRate);
    samples.insert(samples.end(), narrow.begin(), narrow.end());
    samples.resize(samples.size() + narrowRate);
    int began = 0, ended = 0;
    for (std::size_t at = 0; at + 160 <= samples.size(); at += 160) {
        const GateStep step = gate.hear(std::span(samples).subspan(at, 160));
        began += step.began;
        ended += step.ended;
    }
    QCOMPARE(began, 1);
    QCOMPARE(ended, 1);
}

void TestSpeechGate::aClickOpensNothingAndHoldsNothing()
{
    std::vector<std::int16_t> samples(std::size_t(wideRate) * 4);
    samples[wideRate / 2] = 30'000;
    QVERIFY(gated(samples).began.empty());

    const auto word = tone(300, wideRate, wideRate / 2);
    std::copy(word.begin(), word.end(), samples.begin() + wideRate);
    samples[wideRate * 17 / 10] = 30'000; // 200 ms behind the word
    const Gated found = gated(samples);
    QCOMPARE(found.ended.size(), std::size_t(1));
    QVERIFY(found.ended.front() <= 2.04);
}

void TestSpeechGate::aLineThatGrowsLouderIsLearnt()
{
    std::mt19937 random(1);
    std::vector<std::int16_t> samples;
    for (const double deviation : {30.0, 400.0, 30.0}) {
        std::normal_distribution<double> noise(0, deviation);
        for (int i = 0; i < wideRate * 8; ++i)
            samples.push_back(std::int16_t(noise(random)));
    }
    const Gated found = gated(samples);
    QCOMPARE(found.began.size(), std::size_t(1)); // a new noise may be speech at first
    QCOMPARE(found.ended.size(), std::size_t(1));
    QVERIFY(found.ended.front() < 13);
}

QTEST_GUILESS_MAIN(TestSpeechGate)
#include "test_speech_gate.moc"
