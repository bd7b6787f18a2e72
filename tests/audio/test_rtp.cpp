#include "audio/rtp.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <vector>

using namespace nightbell;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes packetWith(std::uint8_t firstByte, std::initializer_list<std::uint8_t> rest)
{
    Bytes bytes{firstByte, 0x65, 0x12, 0x34, 0, 0, 0x01, 0x00, 0xca, 0xfe, 0xba, 0xbe};
    bytes.insert(bytes.end(), rest);
    return bytes;
}

} // namespace

class TestRtp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWrittenHeaderIsReadBack();
    void extensionSourcesAndPaddingAreNotPayload();
    void lengthsThatDoNotFitAreRefused_data();
    void lengthsThatDoNotFitAreRefused();
    void keysAreRead();
    void noBytesReadBeyondTheirEnd();
};

void TestRtp::aWrittenHeaderIsReadBack()
{
    const RtpHeader header{.marker = true, .payloadType = 8, .sequence = 65'535, .timestamp = 0xfedcba98, .source = 7};
    std::array<std::uint8_t, rtpHeaderBytes + 1> bytes{};
    writeRtpHeader(header, std::span(bytes).first<rtpHeaderBytes>());
    const auto packet = parseRtp(bytes);
    QVERIFY(packet);
    QCOMPARE(packet->header.marker, true);
    QCOMPARE(packet->header.payloadType, header.payloadType);
    QCOMPARE(packet->header.sequence, header.sequence);
    QCOMPARE(packet->header.timestamp, header.timestamp);
    QCOMPARE(packet->header.source, header.source);
    QCOMPARE(packet->payload.size(), std::size_t(1));
}

void TestRtp::extensionSourcesAndPaddingAreNotPayload()
{
    const Bytes bytes = packetWith(0x80 | 0x20 | 0x10 | 1,
                                   {1, 2, 3, 4,             // one contributing source
                                    0, 0, 0, 1, 9, 9, 9, 9, // an extension of one word
                                    42, 43, 0, 0, 3});      // two bytes and three of padding
    const auto packet = parseRtp(bytes);
    QVERIFY(packet);
    QCOMPARE(packet->payload.size(), std::size_t(2));
    QCOMPARE(int(packet->payload[0]), 42);
}

void TestRtp::lengthsThatDoNotFitAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const Bytes &bytes) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    };
    row("nothing", {});
    row("eleven bytes", Bytes(11, 0x80));
    row("another version", packetWith(0x40, {1}));
    row("missing sources", packetWith(0x8f, {1, 2, 3}));
    row("missing extension", packetWith(0x90, {0, 0}));
    row("extension too long", packetWith(0x90, {0, 0, 0xff, 0xff, 1}));
    row("no padding where some is said", packetWith(0xa0, {1, 0}));
    row("more padding than bytes", packetWith(0xa0, {1, 9}));
    row("padding of a bare header", packetWith(0xa0, {}));
}

void TestRtp::lengthsThatDoNotFitAreRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!parseRtp({reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size())}));
}

void TestRtp::keysAreRead()
{
    const auto event = parseKeyEvent(std::array<std::uint8_t, 4>{11, 0x8a, 0x03, 0x20});
    QVERIFY(event && event->end);
    QCOMPARE(int(event->duration), 800);
    QCOMPARE(*keyOf(*event), '#');
    QVERIFY(!keyOf({.code = 16}));
    QVERIFY(!parseKeyEvent(std::array<std::uint8_t, 3>{1, 0, 0}));
}

void TestRtp::noBytesReadBeyondTheirEnd()
{
    constexpr quint32 seed = 20'260'101;
    QRandomGenerator chance(seed);
    for (int round = 0; round < 20'000; ++round) {
        Bytes bytes(std::size_t(chance.bounded(60)));
        for (std::uint8_t &byte : bytes)
            byte = std::uint8_t(chance.generate());
        if (!bytes.empty())
            bytes[0] = std::uint8_t(0x80 | (bytes[0] & 0x3f));
        const auto packet = parseRtp(bytes);
        if (packet && !packet->payload.empty())
            QVERIFY2(packet->payload.data() + packet->payload.size() <= bytes.data() + bytes.size(),
                     qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

QTEST_APPLESS_MAIN(TestRtp)
#include "test_rtp.moc"
