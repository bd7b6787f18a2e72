// Keys as an equal way to answer, and the only one where nobody hears the caller.
#include "scripted/reception_stage.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestReceptionKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBookingMayBeAnsweredByKeysWhereverDigitsDo();
    void zeroIsAPersonUnlessItIsADigit();
    void keysThatStopAreTakenForTheAnswer();
    void aStarTakesThemBack();
    void withoutEarsTheCallerIsOfferedKeys();
    void aCallBackIsNotedForWhoeverCannotBeHeard();
    void whoeverPressesNothingIsNotHungUponAtOnce();
    void whenAllEarsAreBusyTheCallerWaitsAtAGreeting();
    void earsThatFailInTheMiddleLeaveTheKeys();
    void cautionReadsBackWhatIsNotSure();
    void cautionOffersKeysAndAPersonEarly();
};

void TestReceptionKeys::aBookingMayBeAnsweredByKeysWhereverDigitsDo()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.presses(call, "1");
    QCOMPARE(stage.presses(call, "1"), u"What day would suit you?"_s); // the first service
    QVERIFY(stage.presses(call, "1013").startsWith(u"I have Monday the 13th of October"_s));
    QCOMPARE(stage.presses(call, "2"), u"What is the patient's full name, please?"_s);
    stage.says(call, "laura benning");
    QCOMPARE(stage.presses(call, "06031980"), u"What is the best phone number to reach you?"_s);
    QVERIFY(stage.presses(call, "2175550143").startsWith(u"Let me read that back"_s));
    QVERIFY(stage.presses(call, "1").startsWith(u"You are booked"_s));
    QCOMPARE(stage.diaryRows().size(), 1);
    QCOMPARE(stage.diaryRows()[0].patient.born, QDate(1980, 6, 3));
    QCOMPARE(stage.diaryRows()[0].patient.phone.reveal(), u"+12175550143"_s);
    QCOMPARE(stage.summary(call).intake.value(u"dob"_s).source, SlotSource::Keypad);
}

void TestReceptionKeys::zeroIsAPersonUnlessItIsADigit()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up on monday at nine");
    stage.says(call, "yes");
    stage.says(call, "laura benning");
    stage.presses(call, "06031980");
    QVERIFY(stage.all<Escalated>(call).isEmpty());
    stage.presses(call, "0");
    stage.passes(call, 4s); // nothing follows
    QCOMPARE(stage.all<Escalated>(call).size(), 1);
}

void TestReceptionKeys::keysThatStopAreTakenForTheAnswer()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "could somebody call me back about my insurance card that i lost");
    stage.says(call, "ana ruiz soto");
    stage.presses(call, "5550143");
    QVERIFY(stage.all<KeysEntered>(call).isEmpty());
    stage.passes(call, 4s);
    QCOMPARE(stage.all<KeysEntered>(call)[0].keys.reveal(), u"5550143"_s);
}

void TestReceptionKeys::aStarTakesThemBack()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "could somebody call me back about my insurance card that i lost");
    stage.says(call, "ana ruiz soto");
    stage.presses(call, "999*2175550188");
    QCOMPARE(stage.all<MessageTaken>(call)[0].phone.reveal(), u"+12175550188"_s);
}

void TestReceptionKeys::withoutEarsTheCallerIsOfferedKeys()
{
    ReceptionStage stage({.ears = false});
    const CallId call = stage.calls();
    const QString opening = stage.hears(call);
    QVERIFY(opening.contains(u"9 1 1"_s));
    QVERIFY2(opening.contains(u"press 1"_s) && opening.contains(u"press 0"_s), qPrintable(opening));
    stage.presses(call, "0");
    QCOMPARE(stage.all<Escalated>(call).size(), 1);
    QVERIFY(stage.passes(call, 60s).contains(u"Nobody can take the call right now"_s));
    QVERIFY(stage.summary(call).live());
}

void TestReceptionKeys::aCallBackIsNotedForWhoeverCannotBeHeard()
{
    ReceptionStage stage({.ears = false});
    const CallId call = stage.calls();
    stage.hears(call);
    stage.keepsMessages = false;
    QCOMPARE(stage.presses(call, "1"), QString());
    stage.keepNow();
    QVERIFY(stage.hears(call).startsWith(u"I have noted"_s));
    QCOMPARE(stage.all<MessageTaken>(call)[0].phone.reveal(), u"+12175550143"_s);
    QCOMPARE(stage.all<Ended>(call).size(), 1);
}

void TestReceptionKeys::whoeverPressesNothingIsNotHungUponAtOnce()
{
    ReceptionStage stage({.ears = false});
    const CallId call = stage.calls();
    stage.hears(call);
    stage.passes(call, 20s);
    QVERIFY(stage.summary(call).live());
    stage.passes(call, 2min);
    QCOMPARE(stage.all<Ended>(call).size(), 1);
}

void TestReceptionKeys::whenAllEarsAreBusyTheCallerWaitsAtAGreeting()
{
    ReceptionStage stage;
    stage.ears.rooms = 1;
    const CallId first = stage.calls();
    stage.hears(first);
    const CallId second = stage.calls("+12175550199");
    QVERIFY(stage.hears(second).contains(u"All our lines are busy"_s));
    stage.line.hangsUp(first);
    stage.turns();
    QVERIFY(stage.passes(second, 3s).contains(u"How can I help you?"_s));
    QCOMPARE(stage.says(second, "i need a check up"), u"What day would suit you?"_s);
    QCOMPARE(stage.engine->counts().unheard, 1u);
}

void TestReceptionKeys::earsThatFailInTheMiddleLeaveTheKeys()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    stage.hears(call);
    stage.says(call, "i need a check up");
    stage.ears.rooms = 0;
    stage.ears.fails(call);
    QVERIFY(stage.hears(call).contains(u"press 1"_s));
}

void TestReceptionKeys::cautionReadsBackWhatIsNotSure()
{
    ReceptionStage stage({.rules = {.cautious = true}});
    const CallId call = stage.calls();
    stage.hears(call);
    QVERIFY(stage.says(call, "i need a check up", false).contains(u"I understood: i need a check up."_s));
    QVERIFY(stage.all<Understood>(call).isEmpty()); // it does not count yet
    QCOMPARE(stage.presses(call, "1"), u"What day would suit you?"_s);
    QVERIFY(stage.says(call, "monday").startsWith(u"I have Monday"_s)); // what two judges heard counts at once
}

void TestReceptionKeys::cautionOffersKeysAndAPersonEarly()
{
    ReceptionStage stage({.rules = {.cautious = true}});
    const CallId call = stage.calls();
    QVERIFY(stage.hears(call).contains(u"or 0 for a person"_s));
    for (const char *words : {"ma hat", "er tea moon", "oh sun"})
        stage.says(call, words, false);
    QCOMPARE(stage.all<Escalated>(call).size(), 1);
}

QTEST_GUILESS_MAIN(TestReceptionKeys)
#include "test_reception_keys.moc"
