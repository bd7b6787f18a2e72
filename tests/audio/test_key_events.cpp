#include "audio/key_events.h"
#include "scripted/allocation_watch.h"

#include <QTest>

#include <string>
#include <vector>

using namespace nightbell;

namespace {

struct Sent
{
    std::uint32_t atTick = 0;
    KeyEventPacket packet;
    KeyEvent event;
};

std::vector<Sent> sentIn(KeyEventWriter &writer, std::uint32_t ticks, std::uint32_t firstTimestamp = 1'000)
{
    std::vector<Sent> sent;
    for (std::uint32_t tick = 0; tick < ticks; ++tick)
        if (const auto packet = writer.tick(firstTimestamp + tick * 160))
            sent.push_back({tick, *packet, *parseKeyEvent(packet->payload)});
    return sent;
}

} // namespace

class TestKeyEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPressBeginsGrowsAndEndsThreeTimes();
    void aSecondPressWaitsForThePauseBehindTheFirst();
    void everyKeyIsReadBackByTheParser();
    void whatIsNoKeyIsRefused();
    void aFullQueueRefuses();
    void theDurationFollowsTheClock();
    void nothingIsTakenFromTheHeap();
};

void TestKeyEvents::aPressBeginsGrowsAndEndsThreeTimes()
{
    KeyEventWriter writer(8'000);
    QVERIFY(writer.press('#'));
    QVERIFY(writer.busy());
    const auto sent = sentIn(writer, 20);
    QVERIFY(!writer.busy());
    QCOMPARE(sent.size(), std::size_t(7));
    for (std::size_t i = 0; i < sent.size(); ++i) {
        QCOMPARE(sent[i].atTick, std::uint32_t(i));
        QCOMPARE(sent[i].packet.timestamp, std::uint32_t(1'000));
        QCOMPARE(sent[i].packet.marker, i == 0);
        QCOMPARE(sent[i].event.end, i >= 4);
        QCOMPARE(int(sent[i].event.duration), int(std::min<std::size_t>(i + 1, 5) * 160));
        QCOMPARE(keyOf(sent[i].event), std::optional('#'));
    }
}

void TestKeyEvents::aSecondPressWaitsForThePauseBehindTheFirst()
{
    KeyEventWriter writer(8'000);
    writer.press('1');
    writer.press('1');
    const auto sent = sentIn(writer, 30);
    QCOMPARE(sent.size(), std::size_t(14));
    QCOMPARE(sent[7].atTick, std::uint32_t(10)); // 100 ms behind the end of the first
    QCOMPARE(sent[7].packet.timestamp, std::uint32_t(1'000 + 10 * 160));
    QVERIFY(sent[7].packet.marker);
}

void TestKeyEvents::everyKeyIsReadBackByTheParser()
{
    const std::string keys = "0123456789*#ABCD";
    KeyEventWriter writer(8'000);
    for (const char key : keys)
        QVERIFY(writer.press(key));
    std::string read;
    for (const Sent &each : sentIn(writer, 200))
        if (each.packet.marker)
            read += *keyOf(each.event);
    QCOMPARE(read, keys);
}

void TestKeyEvents::whatIsNoKeyIsRefused()
{
    KeyEventWriter writer(8'000);
    for (const char key : std::string("a E\0+", 5))
        QVERIFY(!writer.press(key));
    QVERIFY(sentIn(writer, 5).empty());
}

void TestKeyEvents::aFullQueueRefuses()
{
    KeyEventWriter writer(8'000);
    for (std::size_t i = 0; i < keysQueuedAtMost; ++i)
        QVERIFY(writer.press('0'));
    QVERIFY(!writer.press('0'));
    sentIn(writer, 1);
    QVERIFY(writer.press('9'));
    QCOMPARE(keyOf(sentIn(writer, 400).back().event), std::optional('9'));
}

void TestKeyEvents::theDurationFollowsTheClock()
{
    KeyEventWriter writer(48'000);
    writer.press('5');
    QCOMPARE(int(sentIn(writer, 20).back().event.duration), 4'800);
}

void TestKeyEvents::nothingIsTakenFromTheHeap()
{
    KeyEventWriter writer(8'000);
    const scripted::AllocationWatch watch;
    writer.press('5');
    for (std::uint32_t tick = 0; tick < 20; ++tick)
        writer.tick(tick);
    QCOMPARE(watch.count(), std::size_t(0));
}

QTEST_APPLESS_MAIN(TestKeyEvents)
#include "test_key_events.moc"
