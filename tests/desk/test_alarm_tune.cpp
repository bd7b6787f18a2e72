// Which alarm is heard, by what waits.
#include "desk/alarm_tune.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

constexpr Instant now = Instant(1'000'000s);

CallSummary waiting(Gravity gravity, EscalationSummary::State state = EscalationSummary::State::Open,
                    Instant expires = {})
{
    CallSummary call;
    call.escalations.append({.id = EscalationId(QStringLiteral("e1")), .gravity = gravity, .state = state});
    call.escalations.last().expires = expires;
    return call;
}

} // namespace

class TestAlarmTune : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyWaitsInSilence() { QVERIFY(!tuneOf({}, now, {})); }
    void theGravestIsHeard();
    void whatIsClaimedIsSilent();
    void aWishHurriesInItsLastSeconds();
    void quietIsForWishesAloneAndEnds();
};

void TestAlarmTune::theGravestIsHeard()
{
    QCOMPARE(tuneOf({waiting(Gravity::Asks)}, now, {}), AlarmTune::Gentle);
    QCOMPARE(tuneOf({waiting(Gravity::Asks), waiting(Gravity::Urgent)}, now, {}), AlarmTune::Urgent);
    QCOMPARE(tuneOf({waiting(Gravity::Emergency), waiting(Gravity::Asks)}, now, {}), AlarmTune::Emergency);
    QCOMPARE(tuneOf({waiting(Gravity::Crisis)}, now, {}), AlarmTune::Emergency);
}

void TestAlarmTune::whatIsClaimedIsSilent()
{
    using State = EscalationSummary::State;
    for (const State state : {State::Claimed, State::Resolved, State::Expired})
        QVERIFY(!tuneOf({waiting(Gravity::Crisis, state)}, now, {}));
}

void TestAlarmTune::aWishHurriesInItsLastSeconds()
{
    const auto open = EscalationSummary::State::Open;
    QCOMPARE(tuneOf({waiting(Gravity::Asks, open, now + 16s)}, now, {}), AlarmTune::Gentle);
    QCOMPARE(tuneOf({waiting(Gravity::Asks, open, now + 15s)}, now, {}), AlarmTune::Hurried);
    QCOMPARE(tuneOf({waiting(Gravity::Urgent, open, now + 1s)}, now, {}), AlarmTune::Urgent);
}

void TestAlarmTune::quietIsForWishesAloneAndEnds()
{
    const Instant until = now + quietFor;
    QVERIFY(!tuneOf({waiting(Gravity::Asks)}, now, until));
    QVERIFY(!tuneOf({waiting(Gravity::Asks)}, until - 1ms, until));
    QCOMPARE(tuneOf({waiting(Gravity::Asks)}, until, until), AlarmTune::Gentle);
    for (const auto &[gravity, tune] :
         {std::pair(Gravity::Urgent, AlarmTune::Urgent), std::pair(Gravity::Emergency, AlarmTune::Emergency),
          std::pair(Gravity::Crisis, AlarmTune::Emergency)})
        QCOMPARE(tuneOf({waiting(Gravity::Asks), waiting(gravity)}, now, until), tune);
}

QTEST_APPLESS_MAIN(TestAlarmTune)
#include "test_alarm_tune.moc"
