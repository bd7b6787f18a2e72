// The notice, and what follows from its being heard: the recording's part in the pure call.
#include "scripted/scripted_call.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

const QString greeting = QStringLiteral("Good morning, this is Rosewood."), notice = QStringLiteral("We record.");
const StaffId ana(QStringLiteral("ana"));
const CallRules recording{.greeting = greeting, .recording = {true, notice}};
const CallOrder begin = RecordCall{RecordCall::Step::Begin};

QStringList saidIn(const ScriptedCall &call)
{
    QStringList all;
    for (const CallEvent &event : call.journal)
        if (const auto *said = std::get_if<Said>(&event.what))
            all << said->words.reveal();
    return all;
}

} // namespace

class TestCallRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNoticeFollowsTheGreeting();
    void aGreetingThatHoldsTheNoticeNeedsNoOther();
    void withoutTheClinicsWishNothingIsSaidOrRecorded();
    void withoutAGreetingTheNoticeComesBeforeTheConversation();
    void theConversationBeginsAfterTheNotice();
    void recordingBeginsWhenTheNoticeWasHeardToItsEnd();
    void aNoticeThatWasCutIsSaidAgain();
    void nobodyIsTalkedOverWithTheNotice();
    void aCallerWhoTalksOverEveryNoticeIsNotRecorded();
    void thePauseIsOrderedOnce();

private:
    static CallOrders answered(ScriptedCall &call)
    {
        call.rings();
        return call.play(Answered{});
    }
};

void TestCallRecording::theNoticeFollowsTheGreeting()
{
    ScriptedCall call(recording);
    const CallOrders orders = answered(call);
    QCOMPARE(saidIn(call), (QStringList{greeting, notice}));
    QVERIFY(inThisOrder(orders, {Speak{1, 1, PrivateText(greeting)}, Speak{1, 2, PrivateText(notice)}}));
    QVERIFY(!has(orders, begin));
}

void TestCallRecording::aGreetingThatHoldsTheNoticeNeedsNoOther()
{
    CallRules rules = recording;
    rules.greeting += u' ' + notice;
    ScriptedCall call(rules);
    answered(call);
    QCOMPARE(saidIn(call), QStringList{rules.greeting});
    QVERIFY(has(call.playedWhole(1), begin));
}

void TestCallRecording::withoutTheClinicsWishNothingIsSaidOrRecorded()
{
    for (const RecordingRules &rules : {RecordingRules{}, RecordingRules{false, notice}, RecordingRules{true, {}}}) {
        ScriptedCall call({.greeting = greeting, .recording = rules});
        answered(call);
        QCOMPARE(saidIn(call), QStringList{greeting});
        QVERIFY(!has(call.playedWhole(1), begin));
    }
}

void TestCallRecording::withoutAGreetingTheNoticeComesBeforeTheConversation()
{
    ScriptedCall call({.recording = recording.recording});
    QCOMPARE(count<Think>(answered(call)), 0);
    QCOMPARE(saidIn(call), QStringList{notice});
    QVERIFY(inThisOrder(call.playedWhole(1), {begin, Think{1}}));
}

void TestCallRecording::theConversationBeginsAfterTheNotice()
{
    ScriptedCall call(recording);
    answered(call);
    QCOMPARE(count<Think>(call.playedWhole(1)), 0);
    QCOMPARE(count<Think>(call.playedWhole(2)), 1);
}

void TestCallRecording::recordingBeginsWhenTheNoticeWasHeardToItsEnd()
{
    ScriptedCall call(recording);
    answered(call);
    QVERIFY(!has(call.playedWhole(1), begin));
    QVERIFY(has(call.playedWhole(2), begin));
    call.play(RecordingStarted{});
    call.assistantSays("We record.");
    QVERIFY(!has(call.playedWhole(3), begin));
}

void TestCallRecording::aNoticeThatWasCutIsSaidAgain()
{
    ScriptedCall call(recording);
    answered(call);
    call.playedWhole(1);
    const CallOrders orders = call.play(Played{.turn = 1, .sentence = 2, .how = PlayedHow::Cut});
    QVERIFY(!has(orders, begin) && has(orders, Speak{1, 3, PrivateText(notice)}));
    QVERIFY(has(call.playedWhole(3), begin));
}

void TestCallRecording::nobodyIsTalkedOverWithTheNotice()
{
    ScriptedCall call(recording);
    answered(call);
    call.play(TakeOverAsked{ana});
    call.play(Played{.turn = 1, .sentence = 1, .how = PlayedHow::Cut});
    call.play(Played{.turn = 1, .sentence = 2, .how = PlayedHow::Never});
    call.play(TookOver{ana});
    QCOMPARE(saidIn(call), (QStringList{greeting, notice}));
    const CallOrders orders = call.play(HandBackAsked{ana});
    QCOMPARE(count<Speak>(orders), 1); // once the assistant has the call again
    QVERIFY(has(call.playedWhole(3), begin));
}

void TestCallRecording::aCallerWhoTalksOverEveryNoticeIsNotRecorded()
{
    ScriptedCall call(recording);
    answered(call);
    call.playedWhole(1);
    for (int sentence = 2; sentence < 10; ++sentence)
        QVERIFY(!has(call.play(Played{.turn = 1, .sentence = sentence, .how = PlayedHow::Cut}), begin));
    QCOMPARE(saidIn(call).count(notice), noticesAtMost);
    QCOMPARE(call.summary().phase, CallPhase::Intake); // the call goes on without
}

void TestCallRecording::thePauseIsOrderedOnce()
{
    ScriptedCall call(recording);
    answered(call);
    const CallOrder pause = RecordCall{RecordCall::Step::Pause}, resume = RecordCall{RecordCall::Step::Resume};
    QVERIFY(!has(call.play(RecordingPaused{ana}), pause)); // nothing is recorded yet
    call.play(RecordingStarted{});
    QVERIFY(has(call.play(RecordingPaused{ana}), pause));
    QVERIFY(!has(call.play(RecordingPaused{ana}), pause));
    QVERIFY(has(call.play(RecordingResumed{ana}), resume));
    QVERIFY(!has(call.play(RecordingResumed{ana}), resume));
}

QTEST_APPLESS_MAIN(TestCallRecording)
#include "test_call_recording.moc"
