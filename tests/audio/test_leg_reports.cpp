// The reports (RTCP) of a leg, and what is told of its line.
#include "scripted/scripted_leg.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;

namespace {

const MediaAddress reports{ScriptedLeg::caller.host, 4'001};

std::vector<std::uint8_t> written(const RtcpTelling &telling)
{
    std::array<std::uint8_t, rtcpBytesAtMost> room;
    const std::size_t bytes = writeRtcp(telling, room);
    return {room.begin(), room.begin() + std::ptrdiff_t(bytes)};
}

} // namespace

class TestLegReports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReportGoesOutEveryFewSeconds();
    void twoLegsDoNotReportInStep();
    void whatIsLostIsToldToBoth();
    void theWayThereAndBackIsMeasured();
    void reportsFromElsewhereAreNotHeard();
    void reportsGoWhereTheirsComeFromBehindNat();
    void muxedReportsShareThePortOfTheSound();
    void sealedReportsAreReadByWhoHasTheKeyAlone();
    void whoeverLeavesSaysGoodbyeOnce();
};

void TestLegReports::aReportGoesOutEveryFewSeconds()
{
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller});
    std::vector<int> atTicks;
    for (int tick = 0; tick < 60 * 50; ++tick) {
        const std::size_t before = world.wire.reportsSent.size();
        world.tick();
        if (world.wire.reportsSent.size() > before)
            atTicks.push_back(tick);
    }
    QVERIFY(atTicks.size() >= 9 && atTicks.size() <= 17);
    for (std::size_t i = 1; i < atTicks.size(); ++i)
        QVERIFY(atTicks[i] - atTicks[i - 1] >= 125 && atTicks[i] - atTicks[i - 1] <= 376);
    QVERIFY(samePort(world.wire.reportsSentTo.back(), toSocketAddress(reports)));
    const auto news = parseRtcp(world.wire.reportsSent.back(), ScriptedLeg::theirSource);
    QVERIFY(news && news->sent);
    QCOMPARE(news->sent->source, ScriptedLeg::firstOfOurs.source);
    QCOMPARE(int(news->sent->packets), atTicks.back());
    QCOMPARE(int(news->sent->bytes), atTicks.back() * 160);
    QCOMPARE(news->sent->timestamp, 5'000u + std::uint32_t(atTicks.back()) * 160u);
    QVERIFY(!news->heard); // nothing came
}

void TestLegReports::twoLegsDoNotReportInStep()
{
    ReportExchange one(1, SteadyTime{}), other(2, SteadyTime{});
    SteadyTime now{};
    while (!one.due(now) && !other.due(now))
        now += tickLength;
    QVERIFY(one.due(now) != other.due(now));
}

void TestLegReports::whatIsLostIsToldToBoth()
{
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller});
    const std::vector<std::uint8_t> payload(160, 0xff);
    std::uint16_t sequence = 1;
    std::optional<LineQuality> quality;
    for (int tick = 0; tick < 1'000; ++tick, ++sequence) {
        std::vector<std::uint8_t> bytes(rtpHeaderBytes);
        writeRtpHeader({.sequence = sequence, .timestamp = 160u * sequence, .source = ScriptedLeg::theirSource},
                       std::span(bytes).first<rtpHeaderBytes>());
        bytes.insert(bytes.end(), payload.begin(), payload.end());
        const auto arrival = world.now + (tick % 2 ? 24ms : 20ms);
        if (tick % 10 != 5)
            world.wire.arriving.push_back({bytes, toSocketAddress(ScriptedLeg::caller), arrival});
        world.tick();
        if (const auto measured = world.leg.newQuality())
            quality = measured;
    }
    QVERIFY(quality);
    QVERIFY2(std::abs(quality->lostPercent - 10) < 1.5, qPrintable(QString::number(quality->lostPercent)));
    QVERIFY2(std::abs(quality->jitterMs - 4) < 1, qPrintable(QString::number(quality->jitterMs)));
    QVERIFY(!quality->roundTripMs);
    const auto news = parseRtcp(world.wire.reportsSent.back(), ScriptedLeg::theirSource);
    QVERIFY(news && news->heard);
    QVERIFY(std::abs(int(news->heard->lostShare) - 25) <= 4);
    QVERIFY(news->heard->lost > 20);
}

void TestLegReports::theWayThereAndBackIsMeasured()
{
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller});
    while (world.wire.reportsSent.empty())
        world.tick();
    const auto ours = parseRtcp(world.wire.reportsSent.back(), 0);
    world.ticks(49); // the tick of the report is the fiftieth
    world.reports(written({.source = ScriptedLeg::theirSource,
                           .canonicalName = "caller",
                           .sent = SenderReport{ScriptedLeg::theirSource, 0x1234'5678'9abc'def0, 0, 1, 160},
                           .heard = ReceptionReport{.source = ScriptedLeg::firstOfOurs.source,
                                                    .lostShare = 64,
                                                    .lastSenderReport = std::uint32_t(ours->sent->ntpTime >> 16),
                                                    .sinceThen = 65'536 * 9 / 10}}),
                  reports);
    std::optional<LineQuality> quality;
    while (!quality || !quality->roundTripMs) {
        world.tick();
        if (const auto measured = world.leg.newQuality())
            quality = measured;
    }
    QVERIFY2(std::abs(*quality->roundTripMs - 100) < 1, qPrintable(QString::number(*quality->roundTripMs)));
    QCOMPARE(quality->theirLostPercent.value_or(0), 25.0);
    QCOMPARE(quality->lostPercent, 0.0);
}

void TestLegReports::reportsFromElsewhereAreNotHeard()
{
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller});
    const auto bytes = written({.source = 1, .canonicalName = "x", .heard = ReceptionReport{.source = 77}});
    world.reports(bytes, {QHostAddress(QStringLiteral("127.0.0.9")), 4'001});
    world.reports(bytes, {ScriptedLeg::caller.host, 4'009});
    world.ticks(6);
    QCOMPARE(world.leg.counts().foreign, 2u);
    world.reports(std::vector<std::uint8_t>(9, 0x33), reports);
    world.ticks(6);
    QCOMPARE(world.leg.counts().malformed, 1u);
}

void TestLegReports::reportsGoWhereTheirsComeFromBehindNat()
{
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller, .followsPort = true, .reportsPort = 4'555});
    const MediaAddress moved{ScriptedLeg::caller.host, 4'777};
    while (world.wire.reportsSent.empty())
        world.tick();
    QVERIFY(samePort(world.wire.reportsSentTo.back(), toSocketAddress({ScriptedLeg::caller.host, 4'555})));
    world.reports(written({.source = 1, .canonicalName = "x"}), moved);
    while (world.wire.reportsSent.size() < 2)
        world.tick();
    QVERIFY(samePort(world.wire.reportsSentTo.back(), toSocketAddress(moved)));
}

void TestLegReports::muxedReportsShareThePortOfTheSound()
{
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller, .reportsMuxed = true});
    world.wire.arriving.push_back(
        {written({.source = 1, .canonicalName = "x"}), toSocketAddress(ScriptedLeg::caller), world.now});
    world.ticks(400);
    QVERIFY(world.wire.reportsSent.empty());
    const auto isReport = [](const auto &bytes) { return parseRtcp(bytes, 0).has_value(); };
    QVERIFY(std::ranges::count_if(world.wire.sent, isReport) >= 1);
    QCOMPARE(world.leg.counts().received, 0u); // a report is no sound
    QCOMPARE(world.leg.counts().malformed, 0u);
}

void TestLegReports::sealedReportsAreReadByWhoHasTheKeyAlone()
{
    const QByteArray ours(30, 'a'), theirs(30, 'b');
    ScriptedLeg world;
    world.connect({.remote = ScriptedLeg::caller, .keys = SrtpKeys{.ours = ours, .theirs = theirs}});
    const auto peer = std::move(SrtpPair::make({.ours = theirs, .theirs = ours})).value();
    while (world.wire.reportsSent.empty())
        world.tick();
    std::vector<std::uint8_t> sealed = world.wire.reportsSent.back();
    const auto opened = peer->unprotectReport(sealed);
    QVERIFY(!opened.empty() && parseRtcp(opened, 0)->sent);

    auto telling = written({.source = 1, .canonicalName = "x"});
    world.reports(telling, reports); // in clear: not theirs
    world.ticks(6);
    QCOMPARE(world.leg.counts().foreign, 1u);
    const std::size_t plain = telling.size();
    telling.resize(plain + srtcpTrailerBytesAtMost);
    telling.resize(peer->protectReport(telling, plain));
    world.reports(telling, reports);
    world.ticks(6);
    QCOMPARE(world.leg.counts().foreign, 1u);
    QCOMPARE(world.leg.counts().malformed, 0u);
}

void TestLegReports::whoeverLeavesSaysGoodbyeOnce()
{
    ScriptedLeg world;
    world.leg.leave(); // before it was connected: nobody to tell
    QVERIFY(world.wire.reportsSent.empty());
    world.connect({.remote = ScriptedLeg::caller});
    world.ticks(5);
    QCOMPARE(world.leg.leave().sent, 5u);
    world.leg.leave();
    QCOMPARE(world.wire.reportsSent.size(), std::size_t(1));
    const auto news = parseRtcp(world.wire.reportsSent.back(), 0);
    QVERIFY(news && news->bye);
}

QTEST_APPLESS_MAIN(TestLegReports)
#include "test_leg_reports.moc"
