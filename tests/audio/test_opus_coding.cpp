#include "audio/frame.h"
#include "audio/opus_coding.h"
#include "scripted/allocation_watch.h"
#include "scripted/tones.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

using Payload = std::vector<std::uint8_t>;

std::vector<Payload> written(OpusWriter &writer, const std::vector<std::int16_t> &sound, int rate)
{
    std::vector<Payload> payloads;
    const std::size_t size = samplesPerFrame(rate);
    for (std::size_t at = 0; at + size <= sound.size(); at += size) {
        Payload payload(opusPayloadBytesAtMost);
        payload.resize(writer.write(std::span(sound).subspan(at, size), payload));
        payloads.push_back(payload);
    }
    return payloads;
}

// A voice glides, so that what is recovered can be told from what is merely made up.
std::vector<std::int16_t> glide(int rate, std::size_t samples)
{
    std::vector<std::int16_t> made(samples);
    double phase = 0;
    for (std::size_t i = 0; i < samples; ++i) {
        phase += 2 * std::numbers::pi * (150 + 80 * std::sin(7 * double(i) / rate)) / rate;
        made[i] = std::int16_t(5'000 * (std::sin(phase) + std::sin(2 * phase) / 2 + std::sin(5 * phase) / 3));
    }
    return made;
}

double distance(std::span<const std::int16_t> one, std::span<const std::int16_t> other)
{
    std::vector<std::int16_t> difference(one.size());
    for (std::size_t i = 0; i < one.size(); ++i)
        difference[i] = std::int16_t((one[i] - other[i]) / 2);
    return 2 * rms(difference);
}

} // namespace

class TestOpusCoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aToneComesThrough_data();
    void aToneComesThrough();
    void theBitRateIsKept();
    void aLostPacketIsRecoveredFromTheNext();
    void aLostPacketIsMadeUp();
    void theLengthOfAPayloadIsTold();
    void bytesThatAreNotOpusGiveNothing();
    void nothingIsTakenFromTheHeapAfterConstruction();
};

void TestOpusCoding::aToneComesThrough_data()
{
    QTest::addColumn<int>("rateIn");
    QTest::addColumn<int>("rateOut");
    for (const int in : {narrowRate, wideRate})
        for (const int out : {narrowRate, wideRate})
            QTest::addRow("%d to %d", in, out) << in << out;
}

void TestOpusCoding::aToneComesThrough()
{
    QFETCH(int, rateIn);
    QFETCH(int, rateOut);
    OpusWriter writer(rateIn, 24'000);
    OpusReader reader(rateOut);
    std::vector<std::int16_t> heard;
    for (const Payload &payload : written(writer, tone(700, rateIn, std::size_t(rateIn)), rateIn)) {
        std::vector<std::int16_t> frame(samplesPerFrame(rateOut));
        QCOMPARE(reader.read(payload, frame), frame.size());
        heard.insert(heard.end(), frame.begin(), frame.end());
    }
    const auto settled = std::span(heard).last(std::size_t(rateOut / 2));
    QVERIFY(std::abs(amplitudeOf(700, rateOut, settled) - 10'000) < 1'000);
    QVERIFY(amplitudeOf(1'600, rateOut, settled) < 200);
}

void TestOpusCoding::theBitRateIsKept()
{
    for (const int bits : {24'000, 32'000}) {
        OpusWriter writer(wideRate, bits);
        std::size_t bytes = 0;
        for (const Payload &payload : written(writer, glide(wideRate, wideRate * 5), wideRate))
            bytes += payload.size();
        const double rate = double(bytes) * 8 / 5;
        QVERIFY2(rate > 0.6 * bits && rate < 1.15 * bits, qPrintable(QString::number(rate)));
    }
}

void TestOpusCoding::aLostPacketIsRecoveredFromTheNext()
{
    constexpr std::size_t lost = 26; // just where a voice begins, so that nothing before tells of it
    auto sound = glide(wideRate, wideRate);
    std::fill_n(sound.begin(), 320 * lost - 160, std::int16_t(0));
    OpusWriter writer(wideRate, 32'000);
    writer.expectLoss(20);
    const auto payloads = written(writer, sound, wideRate);
    OpusReader whole(wideRate), holed(wideRate), poor(wideRate);
    std::vector<std::int16_t> right(320), repaired(320), guessed(320);
    for (std::size_t i = 0; i < lost; ++i) {
        whole.read(payloads[i], right);
        holed.read(payloads[i], repaired);
        poor.read(payloads[i], guessed);
    }
    whole.read(payloads[lost], right);
    QCOMPARE(holed.recover(payloads[lost + 1], repaired), std::size_t(320));
    QCOMPARE(poor.makeUp(guessed), std::size_t(320));
    const double recovered = distance(repaired, right), madeUp = distance(guessed, right);
    QVERIFY2(recovered < 0.5 * madeUp, qPrintable(QString::number(recovered / madeUp)));
}

void TestOpusCoding::aLostPacketIsMadeUp()
{
    OpusWriter writer(narrowRate, 24'000);
    OpusReader reader(narrowRate);
    std::vector<std::int16_t> frame(160);
    for (const Payload &payload : written(writer, tone(200, narrowRate, narrowRate), narrowRate))
        reader.read(payload, frame);
    const double before = rms(frame);
    reader.recover({}, frame); // no packet behind it either
    QVERIFY(rms(frame) > 0.3 * before);
}

void TestOpusCoding::theLengthOfAPayloadIsTold()
{
    OpusWriter writer(wideRate, 24'000);
    QCOMPARE(opusDuration(written(writer, glide(wideRate, 3'200), wideRate).back()), std::optional(960U));
    QCOMPARE(opusDuration(Payload{0x08, 1, 2}), std::optional(960U));   // SILK, 20 ms
    QCOMPARE(opusDuration(Payload{0x18, 1, 2}), std::optional(2'880U)); // SILK, 60 ms
    QCOMPARE(opusDuration(Payload{}), std::nullopt);
    QCOMPARE(opusDuration(Payload{0xff}), std::nullopt); // a count of frames should follow
}

void TestOpusCoding::bytesThatAreNotOpusGiveNothing()
{
    OpusReader reader(narrowRate);
    std::vector<std::int16_t> room(160);
    QCOMPARE(reader.read({}, room), std::size_t(0));
    QCOMPARE(reader.read(Payload{0xff}, room), std::size_t(0));
    QCOMPARE(reader.read(Payload{0x18, 1, 2}, room), std::size_t(0)); // 60 ms, no room
}

void TestOpusCoding::nothingIsTakenFromTheHeapAfterConstruction()
{
    OpusWriter writer(wideRate, 24'000);
    OpusReader reader(narrowRate);
    const auto sound = glide(wideRate, wideRate);
    std::array<std::uint8_t, opusPayloadBytesAtMost> payload;
    std::array<std::int16_t, 160> frame;
    const AllocationWatch watch;
    for (std::size_t at = 0; at + 320 <= sound.size(); at += 320) {
        const std::size_t bytes = writer.write(std::span(sound).subspan(at, 320), payload);
        reader.read(std::span(payload).first(bytes), frame);
        reader.recover(std::span(payload).first(bytes), frame);
        reader.makeUp(frame);
    }
    QCOMPARE(watch.count(), std::size_t(0));
}

QTEST_APPLESS_MAIN(TestOpusCoding)
#include "test_opus_coding.moc"
