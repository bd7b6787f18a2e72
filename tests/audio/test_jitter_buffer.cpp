#include "scripted/allocation_watch.h"
#include "scripted/jitter_listener.h"

#include <QTest>

#include <numeric>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

struct Outcome
{
    double meanDelayMs = 0;
    double p95DelayMs = 0;
    double unheardShare = 0; // of the packets sent
};

Outcome outcomeOf(const JitterListener &listener, int sent)
{
    std::vector<double> delays;
    for (const HeardPacket &each : listener.heard)
        delays.push_back(each.delayMs());
    std::sort(delays.begin(), delays.end());
    if (delays.empty())
        return {};
    return {std::accumulate(delays.begin(), delays.end(), 0.0) / double(delays.size()),
            delays[delays.size() * 95 / 100], 1 - double(delays.size()) / sent};
}

// The reference: a buffer that knows the whole trace and keeps one depth throughout. How many packets it cannot play.
double unheardAtFixedDepth(const std::vector<Arrival> &arrivals, const Stream &stream, int sent, double depthMs)
{
    std::vector<double> delays(std::size_t(sent), 1e9);
    double quickest = 1e9;
    for (const Arrival &each : arrivals) {
        double &delay = delays[std::size_t(each.number)];
        delay = std::min(delay, double(each.atUs) / 1'000 - each.number * stream.packetMs);
        quickest = std::min(quickest, delay);
    }
    return double(std::count_if(delays.begin(), delays.end(), [&](double d) { return d - quickest > depthMs; })) / sent;
}

Network randomNetwork(std::mt19937 &random)
{
    const auto upTo = [&](double most) { return std::uniform_real_distribution<double>(0, most)(random); };
    return {.lossShare = upTo(0.2),
            .burst = 1 + upTo(4),
            .jitterMs = upTo(40),
            .spikeShare = upTo(0.01),
            .spikeMs = upTo(400),
            .duplicateShare = upTo(0.05),
            .driftPpm = upTo(400) - 200,
            .transitMs = upTo(200),
            .keepsOrder = upTo(1) < 0.5};
}

} // namespace

class TestJitterBuffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCleanNetworkAddsTwentyToFortyMilliseconds_data();
    void aCleanNetworkAddsTwentyToFortyMilliseconds();
    void aLostPacketIsMadeUpOnceAndTheNextIsAtHandForIt();
    void overtakenPacketsAreHeardInOrder();
    void theDepthFollowsTheJitterQuicklyUpSlowlyDown();
    void aClockThatDriftsIsFollowed_data();
    void aClockThatDriftsIsFollowed();
    void aPauseOfTheSenderIsNotLoss();
    void anotherSourceIsHeardAtOnce();
    void aTimestampThatJumpsCostsOnePacket();
    void aKeyPressCountsWithoutBeingHeard();
    void aPayloadLongerThanASlotIsCountedNotKept();
    void whatCannotBeKeptPushesTheOldestOut();
    void nothingIsTakenFromTheHeap();
    void anyNetworkIsHeardInOrderOnceAndAccountedFor_data();
    void anyNetworkIsHeardInOrderOnceAndAccountedFor();
    void delayAndLossAgainstABufferThatKnowsTheTrace();
};

void TestJitterBuffer::aCleanNetworkAddsTwentyToFortyMilliseconds_data()
{
    QTest::addColumn<int>("packetMs");
    QTest::addColumn<int>("clockRate");
    for (const int packetMs : {10, 20, 30, 40, 60})
        for (const int clockRate : {8'000, 48'000})
            QTest::addRow("%d ms at %d", packetMs, clockRate) << packetMs << clockRate;
}

void TestJitterBuffer::aCleanNetworkAddsTwentyToFortyMilliseconds()
{
    QFETCH(int, packetMs);
    QFETCH(int, clockRate);
    for (int phaseUs = 0; phaseUs < 20'000; phaseUs += 1'700) {
        std::mt19937 random(1);
        const Stream stream{.clockRate = clockRate, .packetMs = packetMs};
        JitterListener listener(stream, phaseUs);
        listener.hear(travel(stream, {}, 30, random), 29.5);
        QVERIFY(listener.heard.size() > std::size_t(29'000 / packetMs));
        QCOMPARE(listener.missing, 0);
        for (const HeardPacket &each : listener.heard)
            QVERIFY2(each.delayMs() >= 20 && each.delayMs() <= 40, qPrintable(QString::number(each.delayMs())));
    }
}

void TestJitterBuffer::aLostPacketIsMadeUpOnceAndTheNextIsAtHandForIt()
{
    std::mt19937 random(1);
    const Stream stream;
    auto arrivals = travel(stream, {}, 1, random);
    arrivals.erase(arrivals.begin() + 25);
    JitterBuffer buffer(8'000);
    std::size_t next = 0;
    std::vector<TakenSound::Kind> kinds;
    for (std::int64_t nowUs = 12'000; next < arrivals.size(); nowUs += 20'000) {
        for (; next < arrivals.size() && arrivals[next].atUs <= nowUs; ++next) {
            const std::uint8_t payload = std::uint8_t(arrivals[next].number);
            buffer.put({arrivals[next].header, {&payload, 1}}, 160,
                       SteadyTime(std::chrono::microseconds(arrivals[next].atUs)));
        }
        const TakenSound taken = buffer.take(SteadyTime(std::chrono::microseconds(nowUs)), false);
        if (taken.kind == TakenSound::Kind::Missing) {
            QCOMPARE(taken.payload.size(), std::size_t(1));
            QCOMPARE(int(taken.payload[0]), 26);
        }
        kinds.push_back(taken.kind);
    }
    QCOMPARE(std::count(kinds.begin(), kinds.end(), TakenSound::Kind::Missing), 1);
    QCOMPARE(buffer.counts().lost(), std::uint64_t(1));
}

void TestJitterBuffer::overtakenPacketsAreHeardInOrder()
{
    std::mt19937 random(1);
    const Stream stream;
    auto arrivals = travel(stream, {}, 2, random);
    for (std::size_t i = 11; i + 1 < arrivals.size(); i += 10) { // the second comes 5 ms before the first
        std::swap(arrivals[i].header, arrivals[i + 1].header);
        std::swap(arrivals[i].number, arrivals[i + 1].number);
        arrivals[i].atUs = arrivals[i + 1].atUs - 5'000;
    }
    JitterListener listener(stream, 0);
    listener.hear(arrivals, 1.9);
    QVERIFY(listener.missing <= 1); // until the depth has grown for it
    for (std::size_t i = 1; i < listener.heard.size(); ++i)
        QCOMPARE(listener.heard[i].number, listener.heard[i - 1].number + 1);
}

void TestJitterBuffer::theDepthFollowsTheJitterQuicklyUpSlowlyDown()
{
    std::mt19937 random(3);
    const Stream stream;
    const auto calm = travel(stream, {}, 60, random);
    const auto wild = travel(stream, {.jitterMs = 30, .keepsOrder = true}, 60, random);
    const auto from = [](const std::vector<Arrival> &trace, double seconds) {
        return std::find_if(trace.begin(), trace.end(),
                            [&](const Arrival &each) { return each.atUs >= std::int64_t(seconds * 1e6); });
    };
    std::vector<Arrival> arrivals(calm.begin(), from(calm, 10));
    arrivals.insert(arrivals.end(), from(wild, 10), from(wild, 20));
    arrivals.insert(arrivals.end(), from(calm, 20), calm.end());

    std::array<int, 60> depthAtSecond{};
    JitterListener listener(stream, 0);
    for (std::size_t second = 0; second < depthAtSecond.size(); ++second) {
        const std::vector<Arrival> part(from(arrivals, double(second)), from(arrivals, double(second + 1)));
        listener.hear(part, double(second + 1));
        depthAtSecond[second] = listener.buffer.wantedDepthMs();
    }
    QCOMPARE(depthAtSecond[9], 20);
    QVERIFY2(depthAtSecond[10] >= 60, qPrintable(QString::number(depthAtSecond[10]))); // within a second
    QVERIFY2(depthAtSecond[22] >= 40, qPrintable(QString::number(depthAtSecond[22]))); // not at once
    QCOMPARE(depthAtSecond[45], 20);
    QVERIFY(listener.heard.back().delayMs() <= 50);
}

void TestJitterBuffer::aClockThatDriftsIsFollowed_data()
{
    QTest::addColumn<double>("ppm");
    QTest::newRow("the sender is fast") << 200.0;
    QTest::newRow("the sender is slow") << -200.0;
}

void TestJitterBuffer::aClockThatDriftsIsFollowed()
{
    QFETCH(double, ppm);
    std::mt19937 random(1);
    const Stream stream;
    JitterListener listener(stream, 5'000);
    listener.hear(travel(stream, {.jitterMs = 3, .driftPpm = ppm}, 1'800, random), 1'799);
    for (const HeardPacket &each : listener.heard)
        QVERIFY2(each.delayMs() <= 70, qPrintable(QString::number(each.delayMs())));
    const JitterCounts &counts = listener.buffer.counts();
    QVERIFY2(counts.late + counts.skipped < 60, qPrintable(QString::number(counts.late + counts.skipped))); // 18 needed
    QVERIFY2(counts.concealed < 60, qPrintable(QString::number(counts.concealed)));
}

void TestJitterBuffer::aPauseOfTheSenderIsNotLoss()
{
    std::mt19937 random(1);
    const Stream stream;
    auto arrivals = travel(stream, {}, 20, random);
    std::erase_if(arrivals, [](const Arrival &each) { return each.number % 250 >= 150; }); // 2 s of every 5
    std::uint16_t sequence = 100;
    for (Arrival &each : arrivals) // a silent sender does not count on
        each.header.sequence = sequence++;
    JitterListener listener(stream, 0);
    listener.hear(arrivals, 19);
    QCOMPARE(listener.buffer.counts().lost(), std::uint64_t(0));
    QCOMPARE(listener.heard.size(), arrivals.size());
    QVERIFY2(listener.missing <= 4 * 8, qPrintable(QString::number(listener.missing)));
    for (const HeardPacket &each : listener.heard)
        QVERIFY(each.delayMs() <= 40);
}

void TestJitterBuffer::anotherSourceIsHeardAtOnce()
{
    std::mt19937 random(1);
    const Stream one, other{.firstSequence = 9, .firstTimestamp = 77, .source = 8};
    auto arrivals = travel(one, {}, 4, random);
    const auto second = travel(other, {}, 4, random);
    arrivals.resize(100);
    arrivals.insert(arrivals.end(), second.begin() + 100, second.end());
    JitterListener listener(one, 3'000);
    listener.hear(arrivals, 3.9);
    QCOMPARE(listener.buffer.counts().restarts, std::uint64_t(1));
    QCOMPARE(listener.buffer.counts().lost(), std::uint64_t(0));
    QVERIFY(listener.heard.size() >= arrivals.size() - 12); // what waited was given up
}

void TestJitterBuffer::aTimestampThatJumpsCostsOnePacket()
{
    std::mt19937 random(1);
    const Stream stream;
    auto arrivals = travel(stream, {}, 4, random);
    for (std::size_t i = 100; i < arrivals.size(); ++i)
        arrivals[i].header.timestamp += 1'000'000'000;
    arrivals[50].header.timestamp += 500'000; // a single stray one moves nothing
    JitterListener listener(stream, 3'000);
    listener.hear(arrivals, 3.9);
    QCOMPARE(listener.buffer.counts().restarts, std::uint64_t(1));
    QCOMPARE(listener.buffer.counts().strange, std::uint64_t(2));
    QVERIFY(listener.heard.size() >= arrivals.size() - 13);
}

void TestJitterBuffer::aKeyPressCountsWithoutBeingHeard()
{
    JitterBuffer buffer(8'000);
    const std::array<std::uint8_t, 4> payload{};
    buffer.put({{.sequence = 1}, payload}, 160, SteadyTime{});
    buffer.put({{.sequence = 2}, payload}, 0, SteadyTime{});
    buffer.put({{.sequence = 3, .timestamp = 320}, payload}, 160, SteadyTime(std::chrono::milliseconds(40)));
    QCOMPARE(buffer.counts().received, std::uint64_t(3));
    QCOMPARE(buffer.counts().lost(), std::uint64_t(0));
    QCOMPARE(buffer.take(SteadyTime(std::chrono::milliseconds(40)), false).kind, TakenSound::Kind::Packet);
    QCOMPARE(buffer.take(SteadyTime(std::chrono::milliseconds(60)), false).kind, TakenSound::Kind::Missing);
    QCOMPARE(buffer.take(SteadyTime(std::chrono::milliseconds(80)), false).kind, TakenSound::Kind::Packet);
}

void TestJitterBuffer::aPayloadLongerThanASlotIsCountedNotKept()
{
    JitterBuffer buffer(8'000);
    const std::vector<std::uint8_t> payload(payloadBytesAtMost + 1);
    buffer.put({{}, payload}, 160, SteadyTime{});
    QCOMPARE(buffer.counts().oversize, std::uint64_t(1));
    QCOMPARE(buffer.take(SteadyTime(std::chrono::seconds(1)), false).kind, TakenSound::Kind::Nothing);
}

void TestJitterBuffer::whatCannotBeKeptPushesTheOldestOut()
{
    JitterBuffer buffer(8'000);
    for (int i = 0; i < int(packetsKept) + 5; ++i) {
        const std::uint8_t payload = std::uint8_t(i);
        buffer.put({{.sequence = std::uint16_t(i), .timestamp = std::uint32_t(i) * 160}, {&payload, 1}}, 160,
                   SteadyTime(std::chrono::milliseconds(i * 20)));
    }
    QCOMPARE(buffer.counts().overrun, std::uint64_t(5));
    const TakenSound taken = buffer.take(SteadyTime(std::chrono::milliseconds(400)), false);
    QCOMPARE(taken.kind, TakenSound::Kind::Packet);
    QCOMPARE(int(taken.payload[0]), 11); // 180 ms old: whatever waited longer is left out at once
}

void TestJitterBuffer::nothingIsTakenFromTheHeap()
{
    std::mt19937 random(1);
    const auto arrivals = travel({}, {.lossShare = 0.1, .jitterMs = 30, .duplicateShare = 0.1}, 20, random);
    JitterBuffer buffer(8'000);
    const std::array<std::uint8_t, 160> payload{};
    const AllocationWatch watch;
    auto next = arrivals.begin();
    for (std::int64_t nowUs = 0; nowUs < 20'000'000; nowUs += 20'000) {
        for (; next != arrivals.end() && next->atUs <= nowUs; ++next)
            buffer.put({next->header, payload}, 160, SteadyTime(std::chrono::microseconds(next->atUs)));
        buffer.take(SteadyTime(std::chrono::microseconds(nowUs)), nowUs % 3 == 0);
    }
    QCOMPARE(watch.count(), std::size_t(0));
    QVERIFY(sizeof(JitterBuffer) < 9'000);
}

void TestJitterBuffer::anyNetworkIsHeardInOrderOnceAndAccountedFor_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 150; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestJitterBuffer::anyNetworkIsHeardInOrderOnceAndAccountedFor()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    constexpr std::array lengths{10, 20, 30, 40, 60};
    const Stream stream{.clockRate = seed % 3 == 0 ? 48'000 : 8'000,
                        .packetMs = lengths[seed % lengths.size()],
                        .firstSequence = std::uint16_t(random()),
                        .firstTimestamp = std::uint32_t(random())};
    const auto arrivals = travel(stream, randomNetwork(random), 40, random);
    JitterListener listener(stream, std::int64_t(random() % 20'000));
    listener.hear(arrivals, 42);

    for (std::size_t i = 0; i < listener.heard.size(); ++i) {
        const HeardPacket &each = listener.heard[i];
        QVERIFY(each.playedUs >= each.arrivedUs);
        QVERIFY(each.delayMs() < 480);
        QVERIFY(i == 0 || each.number > listener.heard[i - 1].number);
    }
    const JitterCounts &counts = listener.buffer.counts();
    QCOMPARE(counts.received, std::uint64_t(arrivals.size()));
    QCOMPARE(counts.restarts, std::uint64_t(0));
    QCOMPARE(std::uint64_t(listener.heard.size()),
             counts.received - counts.duplicate - counts.late - counts.overrun - counts.skipped - counts.strange);
    QCOMPARE(counts.concealed, std::uint64_t(listener.missing));
}

void TestJitterBuffer::delayAndLossAgainstABufferThatKnowsTheTrace()
{
    struct Row
    {
        const char *name;
        Network network;
    };
    const std::vector<Row> rows{
        {"clean", {}},
        {"5 % lost", {.lossShare = 0.05}},
        {"5 % lost in bursts of 3", {.lossShare = 0.05, .burst = 3}},
        {"jitter 5 ms", {.jitterMs = 5}},
        {"jitter 15 ms", {.jitterMs = 15}},
        {"jitter 15 ms, a queue", {.jitterMs = 15, .keepsOrder = true}},
        {"jitter 30 ms, a queue", {.jitterMs = 30, .keepsOrder = true}},
        {"spikes to 150 ms", {.jitterMs = 2, .spikeShare = 0.004, .spikeMs = 150, .keepsOrder = true}},
        {"jitter 10 ms, 2 % lost, 200 ppm", {.lossShare = 0.02, .jitterMs = 10, .driftPpm = 200}},
    };
    constexpr int seconds = 120;
    const Stream stream;
    for (const Row &row : rows) {
        std::mt19937 random(1);
        const auto arrivals = travel(stream, row.network, seconds, random);
        JitterListener listener(stream, 7'000);
        listener.hear(arrivals, seconds + 1);
        const int sent = seconds * 1'000 / stream.packetMs;
        const Outcome outcome = outcomeOf(listener, sent);
        std::int64_t quickest = arrivals.front().atUs;
        for (const Arrival &each : arrivals)
            quickest = std::min(quickest, each.atUs - each.number * 20'000);
        double depth = 0; // on average, counted as the reference counts
        for (const HeardPacket &each : listener.heard)
            depth += double(each.playedUs - each.number * 20'000 - quickest) / 1'000 / double(listener.heard.size());
        const double known = unheardAtFixedDepth(arrivals, stream, sent, depth);
        qInfo(
            "%-32s waits %5.1f ms (p95 %5.1f), depth %5.1f ms, unheard %5.2f %%; at that fixed depth %5.2f %%; made up "
            "%llu ticks, skipped %llu, late %llu",
            row.name, outcome.meanDelayMs, outcome.p95DelayMs, depth, 100 * outcome.unheardShare, 100 * known,
            qulonglong(listener.missing), qulonglong(listener.buffer.counts().skipped),
            qulonglong(listener.buffer.counts().late));
        QVERIFY(outcome.unheardShare <= known + 0.03);
        QVERIFY(outcome.meanDelayMs <= 130);
    }
}

QTEST_APPLESS_MAIN(TestJitterBuffer)
#include "test_jitter_buffer.moc"
