#include "audio/frame_queue.h"
#include "scripted/allocation_watch.h"

#include <QTest>

#include <numeric>
#include <vector>

using namespace nightbell;

class TestFrameQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesOfAnyLengthComeOutAsTicks();
    void noTickIsGivenBeforeItIsThere();
    void nothingGrowsBeyondTheRoom();
};

void TestFrameQueue::piecesOfAnyLengthComeOutAsTicks()
{
    FrameQueue queue;
    std::vector<std::int16_t> frame(160), heard;
    std::int16_t next = 0;
    const scripted::AllocationWatch watch;
    const std::size_t before = watch.count();
    for (const std::size_t piece : {80U, 80U, 480U, 160U, 960U, 240U, 80U}) {
        std::iota(queue.room().begin(), queue.room().begin() + std::ptrdiff_t(piece), next);
        next = std::int16_t(next + std::int16_t(piece));
        queue.grew(piece);
    }
    QCOMPARE(watch.count(), before);
    while (queue.take(frame))
        heard.insert(heard.end(), frame.begin(), frame.end());
    std::vector<std::int16_t> all(2'080);
    std::iota(all.begin(), all.end(), std::int16_t(0));
    QCOMPARE(heard, all);
    QCOMPARE(queue.size(), std::size_t(0));
}

void TestFrameQueue::noTickIsGivenBeforeItIsThere()
{
    FrameQueue queue;
    std::vector<std::int16_t> frame(160, 7);
    queue.grew(159);
    QVERIFY(!queue.take(frame));
    QCOMPARE(frame.front(), std::int16_t(7));
    queue.clear();
    QCOMPARE(queue.size(), std::size_t(0));
}

void TestFrameQueue::nothingGrowsBeyondTheRoom()
{
    FrameQueue queue;
    queue.grew(FrameQueue::samplesAtMost + 5);
    QCOMPARE(queue.size(), FrameQueue::samplesAtMost);
    QCOMPARE(queue.room().size(), std::size_t(0));
}

QTEST_APPLESS_MAIN(TestFrameQueue)
#include "test_frame_queue.moc"
