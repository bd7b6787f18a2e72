// The ladder on which a person is looked for.
#include "engine/hand_over.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestHandOver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutTelephonesTheCallerIsTheOnlyOneWhoWaits();
    void telephonesRingOneAfterTheOther();
    void aTelephoneThatIsNotReachedGivesWayAtOnce();
    void whoeverWasToldIsNotRemindedAgain();
    void everyLadderEnds();
};

namespace {

constexpr Instant start = instantFromMs(1'760'000'000'000);

HandOverPlan plan(int phones)
{
    HandOverPlan ladder{.callerWaits = 45s, .remindEvery = 20s, .deskWaits = 10s, .onCall = {}};
    for (int phone = 0; phone < phones; ++phone)
        ladder.onCall << OnCallStep{u"a"_s, QString::number(phone), 30};
    return ladder;
}

} // namespace

void TestHandOver::withoutTelephonesTheCallerIsTheOnlyOneWhoWaits()
{
    HandOver ladder(plan(0), start);
    QCOMPARE(ladder.nextWake().value(), start + 20s);
    QCOMPARE(ladder.climb(start + 19s), QList<LadderMove>());
    QCOMPARE(ladder.climb(start + 20s), QList<LadderMove>{RemindCaller{}});
    QCOMPARE(ladder.climb(start + 40s), QList<LadderMove>{RemindCaller{}});
    QCOMPARE(ladder.climb(start + 45s), QList<LadderMove>{TellNobody{}});
    QVERIFY(!ladder.nextWake());
}

void TestHandOver::telephonesRingOneAfterTheOther()
{
    HandOver ladder(plan(2), start);
    ladder.callerWaitsNoMore();
    QCOMPARE(ladder.climb(start + 10s), QList<LadderMove>{RingOnCall{0}});
    QVERIFY(ladder.ringing());
    QCOMPARE(ladder.climb(start + 39s), QList<LadderMove>());
    QCOMPARE(ladder.climb(start + 40s), QList<LadderMove>{RingOnCall{1}});
    QCOMPARE(ladder.step().number, u"1"_s);
    QCOMPARE(ladder.climb(start + 70s), QList<LadderMove>{StopRinging{}});
    QVERIFY(!ladder.nextWake());
}

void TestHandOver::aTelephoneThatIsNotReachedGivesWayAtOnce()
{
    HandOver ladder(plan(2), start);
    ladder.climb(start + 10s);
    ladder.notReached(start + 12s);
    QCOMPARE(ladder.climb(start + 12s), QList<LadderMove>{RingOnCall{1}});
    HandOver quiet(plan(2), start);
    quiet.notReached(start + 1s); // none rings
    QCOMPARE(quiet.climb(start + 1s), QList<LadderMove>());
}

void TestHandOver::whoeverWasToldIsNotRemindedAgain()
{
    HandOver ladder(plan(1), start);
    ladder.climb(start + 45s);
    QVERIFY(!ladder.callerWaits());
    QCOMPARE(ladder.climb(start + 60s), QList<LadderMove>());
}

void TestHandOver::everyLadderEnds()
{
    for (int phones = 0; phones < 5; ++phones) {
        HandOver ladder(plan(phones), start);
        Instant last = start;
        int moves = 0;
        for (auto next = ladder.nextWake(); next; next = ladder.nextWake()) {
            QVERIFY(*next > last);
            last = *next;
            moves += int(ladder.climb(*next).size());
            QVERIFY(moves < 100);
        }
        QVERIFY(!ladder.callerWaits() && !ladder.ringing());
    }
}

QTEST_APPLESS_MAIN(TestHandOver)
#include "test_hand_over.moc"
