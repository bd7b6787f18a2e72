// A line that gives back what the assistant says, 12 dB softer and up to 300 ms later, with and without a caller who
// speaks over it.
#include "audio/caller_ear.h"
#include "audio/g711.h"
#include "scripted/heard_speech.h"
#include "scripted/scripted_reports.h"
#include "scripted/spoken.h"
#include "scripted/tones.h"

#include <QTest>

#include <random>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;

namespace {

using Samples = std::vector<std::int16_t>;

constexpr double normalLoudness = 3'000; // about −20 dBFS

Samples atLoudness(const Pcm &pcm, double wanted)
{
    const double factor = wanted / loudness(pcm);
    Samples samples;
    for (const qint16 sample : pcm)
        samples.push_back(std::int16_t(std::clamp(sample * factor, -32'000.0, 32'000.0)));
    return samples;
}

Samples asAnotherVoice(const Samples &samples, double pitch)
{
    Samples changed;
    for (double at = 0; at + 1 < double(samples.size()); at += pitch) {
        const double part = at - std::floor(at);
        changed.push_back(std::int16_t(samples[std::size_t(at)] * (1 - part) + samples[std::size_t(at) + 1] * part));
    }
    return changed;
}

const Samples &prompt()
{
    static const Samples said = atLoudness(
        withoutSilence(spoken(QStringLiteral("Thank you for calling Rosewood clinic. This is the automated assistant. "
                                             "If this is an emergency, please hang up, and dial nine one one.")))
            + spoken(QStringLiteral("You can say: book an appointment, reschedule, opening hours, or a person.")),
        normalLoudness);
    return said;
}

// Flat, or smeared over 12 ms as by a telephone's hybrid; of this speech, 12 dB are lost either way.
std::vector<double> made(bool smeared)
{
    std::vector<double> taps(smeared ? 96 : 1, 1);
    std::mt19937 random(3);
    std::normal_distribution<double> normal;
    for (std::size_t i = 0; smeared && i < taps.size(); ++i)
        taps[i] = normal(random) * std::exp(-double(i) / 20);
    double sent = 0, back = 0;
    for (std::size_t i = taps.size(); i < prompt().size(); ++i) {
        double sound = 0;
        for (std::size_t tap = 0; tap < taps.size(); ++tap)
            sound += taps[tap] * prompt()[i - tap];
        sent += double(prompt()[i]) * prompt()[i];
        back += sound * sound;
    }
    for (double &each : taps)
        each *= 0.25 * std::sqrt(sent / back);
    return taps;
}

const std::vector<double> &path(bool smeared)
{
    static const std::array paths{made(false), made(true)};
    return paths[smeared];
}

struct EchoCase
{
    int delayMs;
    bool smeared;
};

// The line, the caller at its end, and the assistant's ear.
struct World
{
    explicit World(const EchoCase &line, int samplesPerSecond = narrowRate, bool heard = true)
        : rate(samplesPerSecond)
        , taps(path(line.smeared))
        , delay(samplesIn(line.delayMs, rate))
    {
        if (heard)
            ear.listen(new RoomListening(*inlet, 1, rate));
        sent.assign(delay + taps.size() + samplesPerFrame(rate), 0);
    }

    // One tick in which the assistant says one frame, and the caller another.
    void tick(std::span<const std::int16_t> assistant, std::span<const std::int16_t> caller)
    {
        const std::size_t size = samplesPerFrame(rate);
        Samples frame(size);
        for (std::size_t i = 0; i < size; ++i) {
            double sound = noise(random) + (i < caller.size() ? caller[i] : 0);
            for (std::size_t tap = 0; tap < taps.size(); ++tap)
                sound += taps[tap] * sent[sent.size() - size - delay - tap + i];
            frame[i] = overTheLine(sound);
        }
        now += tickLength;
        ear.hear(frame, 0, now);
        Samples said(size);
        for (std::size_t i = 0; i < size; ++i)
            said[i] = overTheLine(i < assistant.size() ? assistant[i] : 0);
        sent.insert(sent.end(), said.begin(), said.end());
        ear.callerHears(said);
        for (HeardFrame each; inlet->waiting.pop(each);)
            given.push_back(each);
    }
    void run(const Samples &assistant, const Samples &caller = {}, std::size_t callerFrom = 0)
    {
        const std::size_t size = samplesPerFrame(rate);
        for (std::size_t at = 0; at + size <= assistant.size(); at += size) {
            const bool speaks = at >= callerFrom && at - callerFrom + size <= caller.size();
            tick(std::span(assistant).subspan(at, size),
                 speaks ? std::span(caller).subspan(at - callerFrom, size) : std::span<const std::int16_t>());
        }
    }
    void listenToTheLine() { run(Samples(std::size_t(rate) / 2)); }

    static std::int16_t overTheLine(double sample)
    {
        return fromMuLaw(toMuLaw(std::int16_t(std::clamp(sample, -32'000.0, 32'000.0))));
    }
    static std::uint8_t toMuLaw(std::int16_t sample)
    {
        std::array<std::uint8_t, 1> code{};
        encode(Coding::MuLaw, std::span(&sample, 1), code);
        return code[0];
    }

    const int rate;
    const std::vector<double> taps;
    const std::size_t delay;
    std::unique_ptr<ListeningInlet> inlet = std::make_unique<ListeningInlet>();
    ScriptedReports reports;
    SpentParcels spent;
    CallerEar ear{3, rate, reports, spent};
    SteadyTime now{1h};
    Samples sent;
    std::vector<HeardFrame> given;
    std::mt19937 random{1};
    std::normal_distribution<double> noise{0, 10};
};

QList<EchoCase> lines()
{
    QList<EchoCase> all;
    for (const int delayMs : {0, 20, 120, 300})
        all << EchoCase{delayMs, false} << EchoCase{delayMs, true};
    return all;
}

} // namespace

class TestLineEcho : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAssistantNeverHearsItself();
    void whereNobodyListensForItItWould();
    void aWideLineIsNoOther();
    void aCallerOverTheAssistantIsNoticedWithin200Ms();
    void whatIsLeftOfAnEchoIsFaint();
    void aCallerOverTheAssistantKeepsTheirVoice();
    void withNothingSentTheCallerIsLeftUntouched();
    void anEchoThatComesBackAfterTheAssistantIsDoneIsOne();
};

void TestLineEcho::theAssistantNeverHearsItself()
{
    for (const EchoCase &line : lines()) {
        World world(line);
        world.listenToTheLine();
        world.run(prompt());
        world.listenToTheLine();
        QVERIFY2(world.reports.all<CallerSpeech>().empty(), qPrintable(QString::number(line.delayMs)));
        QVERIFY(world.given.empty());
    }
}

void TestLineEcho::whereNobodyListensForItItWould()
{
    World world({120, false}, narrowRate, false);
    world.listenToTheLine();
    world.run(prompt());
    QVERIFY(!world.reports.all<CallerSpeech>().empty());
}

void TestLineEcho::aWideLineIsNoOther()
{
    Samples wide;
    for (const std::int16_t sample : prompt())
        wide.insert(wide.end(), 2, sample);
    World world({120, true}, wideRate);
    world.listenToTheLine();
    world.run(wide);
    QVERIFY(world.reports.all<CallerSpeech>().empty());
}

void TestLineEcho::aCallerOverTheAssistantIsNoticedWithin200Ms()
{
    const QStringList phrases{QStringLiteral("Excuse me, I have a question."),
                              QStringLiteral("No, stop, a person."),
                              QStringLiteral("Yes, the first one please."),
                              QStringLiteral("Wait, say that again."),
                              QStringLiteral("My chest hurts and I can not breathe."),
                              QStringLiteral("Can you repeat that?"),
                              QStringLiteral("I need help right now."),
                              QStringLiteral("Thursday at two is fine."),
                              QStringLiteral("Hold on a moment."),
                              QStringLiteral("Sorry, no."),
                              QStringLiteral("Doctor Ruiz, please.")};
    std::vector<double> waits;
    for (const QString &phrase : phrases)
        for (const EchoCase &line : lines()) {
            const std::size_t number = waits.size();
            const Samples caller = asAnotherVoice(atLoudness(withoutSilence(spoken(phrase)), normalLoudness),
                                                  std::array{0.8, 1.0, 1.2}[number % 3]);
            const std::size_t from = (1'000 + number * 137 % 4'000) * 8 / 160 * 160;
            World world(line);
            world.listenToTheLine();
            const SteadyTime began = world.now + std::chrono::milliseconds{from / 8};
            double waited = 2'000;
            for (std::size_t at = 0; at + 160 <= from + 16'000; at += 160) {
                world.tick(std::span(prompt()).subspan(at, 160),
                           at >= from && at - from + 160 <= caller.size() ? std::span(caller).subspan(at - from, 160)
                                                                          : std::span<const std::int16_t>());
                if (world.reports.all<CallerSpeech>().empty())
                    continue;
                waited = std::chrono::duration<double, std::milli>(world.now - began).count();
                break;
            }
            QVERIFY2(waited > 0, "heard itself");
            waits.push_back(waited);
        }
    std::sort(waits.begin(), waits.end());
    const double median = waits[waits.size() / 2], tail = waits[waits.size() * 95 / 100];
    qInfo("%zu interruptions: noticed after p50 %.0f, p95 %.0f, at most %.0f ms", waits.size(), median, tail,
          waits.back());
    QVERIFY(tail <= 200);
}

void TestLineEcho::whatIsLeftOfAnEchoIsFaint()
{
    for (const EchoCase &line : lines()) {
        LineEcho echo(narrowRate);
        const auto taps = path(line.smeared);
        Samples sent(samplesIn(line.delayMs, narrowRate) + taps.size() + 160);
        double came = 0, left = 0;
        for (std::size_t at = 0; at + 160 <= prompt().size(); at += 160) {
            Samples frame(160);
            for (std::size_t i = 0; i < 160; ++i) {
                double sound = 0;
                for (std::size_t tap = 0; tap < taps.size(); ++tap)
                    sound += taps[tap] * sent[sent.size() - 160 - samplesIn(line.delayMs, narrowRate) - tap + i];
                frame[i] = World::overTheLine(sound);
            }
            const LineEcho::Cleaned cleaned = echo.clean(frame);
            if (at > 3 * narrowRate) {
                came += powerOf(frame);
                left += powerOf(cleaned.frame);
            }
            const auto said = std::span(prompt()).subspan(at, 160);
            sent.insert(sent.end(), said.begin(), said.end());
            echo.callerHears(said);
        }
        QVERIFY2(left < came / 30, qPrintable(QString::number(10 * std::log10(left / came)))); // 15 dB less
    }
}

void TestLineEcho::aCallerOverTheAssistantKeepsTheirVoice()
{
    World world({120, true});
    world.listenToTheLine();
    const Samples caller = asAnotherVoice(
        atLoudness(withoutSilence(spoken(QStringLiteral("Excuse me, I have a question."))), normalLoudness), 0.8);
    const std::size_t from = 4 * narrowRate;
    world.run(prompt(), caller, from);
    Pcm heard, said; // of the same moments
    for (const HeardFrame &each : world.given)
        for (std::size_t i = 0; i < each.samples; ++i) {
            const std::size_t at = (each.tick - 26) * 160 + i; // in what the assistant says: the line came first
            if (at < from || at - from >= caller.size())
                continue;
            heard.append(each.pcm[i]);
            said.append(caller[at - from]);
        }
    QVERIFY(heard.size() > qsizetype(caller.size() * 9 / 10));
    QVERIFY2(likeness(heard, said) > 0.9, qPrintable(QString::number(likeness(heard, said))));
}

void TestLineEcho::withNothingSentTheCallerIsLeftUntouched()
{
    LineEcho echo(narrowRate);
    const auto sound = tone(300, narrowRate, 160);
    for (int ticks = 0; ticks < 10; ++ticks) {
        const LineEcho::Cleaned cleaned = echo.clean(sound);
        QCOMPARE(cleaned.frame.data(), sound.data());
        QCOMPARE(cleaned.mayBeEcho, BlockPowers{});
        echo.callerHears({});
    }
}

void TestLineEcho::anEchoThatComesBackAfterTheAssistantIsDoneIsOne()
{
    World world({300, false});
    world.listenToTheLine();
    for (int times = 0; times < 3; ++times) { // each sentence ends in the middle of a word
        world.run(Samples(prompt().begin(), prompt().begin() + 9'600 + times * 1'600));
        world.run(Samples(narrowRate));
    }
    QVERIFY(world.reports.all<CallerSpeech>().empty());
}

QTEST_GUILESS_MAIN(TestLineEcho)
#include "test_line_echo.moc"
