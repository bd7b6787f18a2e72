#include "audio/rtcp.h"
#include "scripted/allocation_watch.h"

#include <QTest>

#include <array>
#include <vector>

using namespace nightbell;

namespace {

using Bytes = std::array<std::uint8_t, rtcpBytesAtMost>;

RtcpTelling everything()
{
    return {.source = 0xcafe'0001,
            .canonicalName = "k3w9",
            .sent = SenderReport{.source = 0xcafe'0001,
                                 .ntpTime = 0x1234'5678'9abc'def0,
                                 .timestamp = 160'000,
                                 .packets = 1'000,
                                 .bytes = 160'000},
            .heard = ReceptionReport{.source = 7,
                                     .lostShare = 25,
                                     .lost = -3,
                                     .highestSequence = 0x1'0005,
                                     .jitter = 42,
                                     .lastSenderReport = 0x1111'2222,
                                     .sinceThen = 65'536},
            .bye = true};
}

} // namespace

class TestRtcp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBack();
    void aWrittenPacketHasTheShapeOfTheStandard();
    void onlyTheReportOnOurStreamCounts();
    void aListenerWritesAReceiverReport();
    void theLongestPacketFits();
    void whatIsCutOffIsRefused();
    void unknownPartsArePassedOver();
    void theLostShareIsThatSinceTheLastReport();
    void theRoundTripIsToldFromTheReport();
    void nothingIsTakenFromTheHeap();
};

void TestRtcp::whatIsWrittenIsReadBack()
{
    Bytes bytes{};
    const RtcpTelling telling = everything();
    const auto news = parseRtcp(std::span(bytes).first(writeRtcp(telling, bytes)), 7);
    QVERIFY(news && news->sent && news->heard);
    QVERIFY(news->bye);
    QCOMPARE(news->sent->source, telling.source);
    QCOMPARE(news->sent->ntpTime, telling.sent->ntpTime);
    QCOMPARE(news->sent->timestamp, telling.sent->timestamp);
    QCOMPARE(news->sent->packets, telling.sent->packets);
    QCOMPARE(news->sent->bytes, telling.sent->bytes);
    QCOMPARE(news->heard->lostShare, std::uint8_t(25));
    QCOMPARE(news->heard->lost, -3);
    QCOMPARE(news->heard->highestSequence, 0x1'0005U);
    QCOMPARE(news->heard->jitter, 42U);
    QCOMPARE(news->heard->lastSenderReport, 0x1111'2222U);
    QCOMPARE(news->heard->sinceThen, 65'536U);
}

void TestRtcp::aWrittenPacketHasTheShapeOfTheStandard()
{
    Bytes bytes{};
    const std::size_t size = writeRtcp(everything(), bytes);
    QCOMPARE(size % 4, std::size_t(0));
    QCOMPARE(int(bytes[0]), 0x81); // version 2, one report
    QCOMPARE(int(bytes[1]), 200);
    QCOMPARE(int(bytes[3]), 12);    // words that follow
    QCOMPARE(int(bytes[52]), 0x81); // one source is described
    QCOMPARE(int(bytes[53]), 202);
    QCOMPARE(int(bytes[60]), 1); // by its canonical name
    QCOMPARE(int(bytes[61]), 4);
    QCOMPARE(int(bytes[size - 7]), 203);
}

void TestRtcp::onlyTheReportOnOurStreamCounts()
{
    Bytes bytes{};
    const std::size_t size = writeRtcp(everything(), bytes);
    const auto news = parseRtcp(std::span(bytes).first(size), 8);
    QVERIFY(news && news->sent);
    QVERIFY(!news->heard);
}

void TestRtcp::aListenerWritesAReceiverReport()
{
    Bytes bytes{};
    const std::size_t size = writeRtcp({.source = 1, .canonicalName = "k"}, bytes);
    QCOMPARE(int(bytes[1]), 201);
    const auto news = parseRtcp(std::span(bytes).first(size), 1);
    QVERIFY(news);
    QVERIFY(!news->sent && !news->heard && !news->bye);
}

void TestRtcp::theLongestPacketFits()
{
    Bytes bytes{};
    RtcpTelling telling = everything();
    const std::string name(200, 'n');
    telling.canonicalName = name;
    const std::size_t size = writeRtcp(telling, bytes);
    QVERIFY(size <= bytes.size());
    QVERIFY(parseRtcp(std::span(bytes).first(size), 7)->bye);
}

void TestRtcp::whatIsCutOffIsRefused()
{
    Bytes bytes{};
    const std::size_t size = writeRtcp(everything(), bytes);
    for (std::size_t cut = 0; cut < size; ++cut) {
        const std::vector<std::uint8_t> exact(bytes.begin(), bytes.begin() + std::ptrdiff_t(cut)); // for the sanitizer
        const auto news = parseRtcp(exact, 7);
        QVERIFY(!news || cut == 52 || cut == size - 8); // between two packets
    }
}

void TestRtcp::unknownPartsArePassedOver()
{
    Bytes bytes{};
    const std::size_t size = writeRtcp(everything(), bytes);
    std::vector<std::uint8_t> all(bytes.begin(), bytes.begin() + std::ptrdiff_t(size));
    const std::vector<std::uint8_t> feedback{0x81, 205, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2}; // RFC 4585
    all.insert(all.begin() + 52, feedback.begin(), feedback.end());
    const auto news = parseRtcp(all, 7);
    QVERIFY(news && news->heard && news->bye);
    QVERIFY(!parseRtcp(feedback, 7)); // but not in front
}

void TestRtcp::theLostShareIsThatSinceTheLastReport()
{
    QCOMPARE(int(lostShareBetween({}, {.expected = 100, .lost = 25})), 64);
    QCOMPARE(int(lostShareBetween({.expected = 100, .lost = 25}, {.expected = 200, .lost = 25})), 0);
    QCOMPARE(int(lostShareBetween({.expected = 100, .lost = 25}, {.expected = 200, .lost = 20})), 0); // late ones came
    QCOMPARE(int(lostShareBetween({.expected = 0, .lost = 0}, {.expected = 10, .lost = 10})), 255);
    QCOMPARE(int(lostShareBetween({.expected = 9, .lost = 1}, {.expected = 9, .lost = 1})), 0);
}

void TestRtcp::theRoundTripIsToldFromTheReport()
{
    const std::uint64_t now = 0x0000'0005'8000'0000;                                        // 5.5 s
    const ReceptionReport heard{.lastSenderReport = 0x0004'0000, .sinceThen = 0x0001'0000}; // at 4 s, held for 1 s
    QCOMPARE(roundTripMs(heard, now), std::optional(500.0));
    QCOMPARE(roundTripMs({.lastSenderReport = 0x0005'0000, .sinceThen = 0x0001'0000}, now), std::nullopt);
    QCOMPARE(roundTripMs({}, now), std::nullopt);
}

void TestRtcp::nothingIsTakenFromTheHeap()
{
    Bytes bytes{};
    const RtcpTelling telling = everything();
    const scripted::AllocationWatch watch;
    const bool read = parseRtcp(std::span(bytes).first(writeRtcp(telling, bytes)), 7).has_value();
    QCOMPARE(watch.count(), std::size_t(0));
    QVERIFY(read);
}

QTEST_APPLESS_MAIN(TestRtcp)
#include "test_rtcp.moc"
