#include "audio/g711.h"

#include <QTest>

#include <cmath>

using namespace nightbell;

class TestG711 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownSamplesHaveTheCodesOfTheStandard_data();
    void knownSamplesHaveTheCodesOfTheStandard();
    void everyCodeIsTheCodeOfItsOwnSample();
    void everySampleComesBackWithinHalfAStep();
    void aSpanIsCodedSampleBySample();
};

void TestG711::knownSamplesHaveTheCodesOfTheStandard_data()
{
    QTest::addColumn<int>("sample");
    QTest::addColumn<int>("muLaw");
    QTest::addColumn<int>("aLaw");
    QTest::newRow("silence") << 0 << 0xff << 0xd5;
    QTest::newRow("just above") << 8 << 0xfe << 0xd5;
    QTest::newRow("just below") << -8 << 0x7e << 0x55;
    QTest::newRow("quiet") << 1'000 << 0xce << 0xfa;
    QTest::newRow("quiet, below") << -1'000 << 0x4e << 0x7a;
    QTest::newRow("loud") << 20'000 << 0x8c << 0xa6;
    QTest::newRow("loudest") << 32'767 << 0x80 << 0xaa;
    QTest::newRow("loudest, below") << -32'768 << 0x00 << 0x2a;
}

void TestG711::knownSamplesHaveTheCodesOfTheStandard()
{
    QFETCH(int, sample);
    QTEST(int(toMuLaw(std::int16_t(sample))), "muLaw");
    QTEST(int(toALaw(std::int16_t(sample))), "aLaw");
}

void TestG711::everyCodeIsTheCodeOfItsOwnSample()
{
    for (int code = 0; code < 256; ++code) {
        const auto byte = std::uint8_t(code);
        QCOMPARE(int(toMuLaw(fromMuLaw(byte))), code == 0x7f ? 0xff : code); // two names of zero
        QCOMPARE(int(toALaw(fromALaw(byte))), code);
    }
    QCOMPARE(int(fromMuLaw(0x80)), 32'124);
    QCOMPARE(int(fromMuLaw(0x00)), -32'124);
    QCOMPARE(int(fromALaw(0xaa)), 32'256);
    QCOMPARE(int(fromALaw(0xd5)), 8);
}

void TestG711::everySampleComesBackWithinHalfAStep()
{
    for (int sample = -32'000; sample <= 32'000; ++sample) {
        const int allowed = std::max(8, std::abs(sample) / 31 + 5); // sixteen steps to each doubling
        QVERIFY(std::abs(fromMuLaw(toMuLaw(std::int16_t(sample))) - sample) <= allowed);
        QVERIFY(std::abs(fromALaw(toALaw(std::int16_t(sample))) - sample) <= allowed);
    }
}

void TestG711::aSpanIsCodedSampleBySample()
{
    const std::array<std::int16_t, 3> samples{0, 1'000, -32'768};
    std::array<std::uint8_t, 3> codes{};
    std::array<std::int16_t, 3> back{};
    encode(Coding::ALaw, samples, codes);
    QCOMPARE(codes, (std::array<std::uint8_t, 3>{0xd5, 0xfa, 0x2a}));
    decode(Coding::ALaw, codes, back);
    QCOMPARE(back[2], fromALaw(0x2a));
}

QTEST_APPLESS_MAIN(TestG711)
#include "test_g711.moc"
