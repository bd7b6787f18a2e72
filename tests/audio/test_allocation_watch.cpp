// The witness itself: a watch that sees nothing would prove nothing.
#include "scripted/allocation_watch.h"

#include <QTest>

#include <cstdlib>
#include <memory>

using nightbell::scripted::AllocationWatch;

class TestAllocationWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newIsSeen();
    void aLibrarysMallocIsSeen();
    void nothingIsSeenWhereNothingIsTaken();
};

void TestAllocationWatch::newIsSeen()
{
    const AllocationWatch watch;
    const auto made = std::make_unique<volatile int>(1);
    QCOMPARE(watch.count(), std::size_t(1));
}

void TestAllocationWatch::aLibrarysMallocIsSeen()
{
    const AllocationWatch watch;
    char *volatile word = ::strdup("a word"); // volatile: the compiler may not see through it
    QCOMPARE(watch.count(), std::size_t(1));
    std::free(word);
}

void TestAllocationWatch::nothingIsSeenWhereNothingIsTaken()
{
    const AllocationWatch watch;
    volatile int sum = 0;
    for (int i = 0; i < 100; ++i)
        sum = sum + i;
    QCOMPARE(watch.count(), std::size_t(0));
}

QTEST_APPLESS_MAIN(TestAllocationWatch)
#include "test_allocation_watch.moc"
