#include "audio/frame.h"
#include "audio/rate_change.h"
#include "scripted/allocation_watch.h"
#include "scripted/tones.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

std::vector<std::int16_t> changed(RateChange &change, std::span<const std::int16_t> samples)
{
    std::vector<std::int16_t> out(change.roomFor(samples.size()));
    out.resize(change.change(samples, out));
    return out;
}

double loudness(const std::vector<std::int16_t> &sound) // without the edges
{
    return rms(std::span(sound).subspan(200, sound.size() - 400));
}

} // namespace

class TestRateChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speechPassesAtItsLoudness();
    void whatCannotBeCarriedIsRemovedNotFolded();
    void noSampleIsLostHoweverTheStreamIsCut();
    void aTickComesOutAsATick_data();
    void aTickComesOutAsATick();
};

void TestRateChange::speechPassesAtItsLoudness()
{
    RateChange change(16'000, 8'000);
    const double out = loudness(changed(change, tone(1'000, 16'000, 16'000)));
    QVERIFY2(std::abs(out - 10'000 / std::numbers::sqrt2) < 150, qPrintable(QString::number(out)));
}

void TestRateChange::whatCannotBeCarriedIsRemovedNotFolded()
{
    RateChange change(16'000, 8'000);
    const double out = loudness(changed(change, tone(5'500, 16'000, 16'000))); // would appear as 2,500 Hz
    QVERIFY2(out < 10, qPrintable(QString::number(out)));
}

void TestRateChange::noSampleIsLostHoweverTheStreamIsCut()
{
    auto samples = tone(440, 16'000, 16'001);
    RateChange whole(16'000, 8'000), cut(16'000, 8'000);
    whole.skipDelay();
    cut.skipDelay();
    samples.resize(samples.size() + whole.held());
    const auto once = changed(whole, samples);
    std::vector<std::int16_t> pieces;
    for (std::size_t at = 0; at < samples.size(); at += 333) {
        const auto piece =
            changed(cut, std::span(samples).subspan(at, std::min<std::size_t>(333, samples.size() - at)));
        pieces.insert(pieces.end(), piece.begin(), piece.end());
    }
    QCOMPARE(pieces, once);
    QVERIFY(std::abs(int(once.size()) - 8'000) <= 2);
}

void TestRateChange::aTickComesOutAsATick_data()
{
    QTest::addColumn<int>("in");
    QTest::addColumn<int>("out");
    for (const int in : {8'000, 16'000, 48'000})
        for (const int out : {8'000, 16'000, 48'000})
            if (in != out)
                QTest::addRow("%d to %d", in, out) << in << out;
}

void TestRateChange::aTickComesOutAsATick()
{
    QFETCH(int, in);
    QFETCH(int, out);
    RateChange change(in, out);
    const auto sound = tone(440, in, std::size_t(in));
    std::vector<std::int16_t> heard(std::size_t(out) + change.roomFor(samplesPerFrame(in)));
    std::size_t size = 0;
    const AllocationWatch watch;
    bool whole = true;
    for (std::size_t at = 0; at < sound.size(); at += samplesPerFrame(in)) {
        const std::size_t made = change.change(std::span(sound).subspan(at, samplesPerFrame(in)),
                                               std::span(heard).subspan(size, samplesPerFrame(out)));
        whole = whole && made == samplesPerFrame(out);
        size += made;
    }
    QCOMPARE(watch.count(), std::size_t(0));
    QVERIFY(whole);
    const auto settled = std::span(heard).subspan(size / 2, size / 2);
    QVERIFY(std::abs(amplitudeOf(440, out, settled) - 10'000) < 150);
}

QTEST_APPLESS_MAIN(TestRateChange)
#include "test_rate_change.moc"
