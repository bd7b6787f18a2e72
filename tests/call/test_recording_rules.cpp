#include "call/recording_rules.h"

#include <QTest>

using namespace nightbell;

namespace {

const QString notice = QStringLiteral("This call is recorded.");
const RecordingRules on{true, notice};
const StaffId ana(QStringLiteral("ana"));

Said said(int sentence, const QString &words) { return {.sentence = sentence, .words = PrivateText(words)}; }

struct Folded
{
    CallSummary call;
    NoticePlayed notice;
    explicit Folded(const QList<Happening> &happenings, const RecordingRules &rules = on)
    {
        Instant at = instantFromMs(1'760'000'000'000);
        for (const Happening &what : happenings) {
            const CallEvent event{CallId(QStringLiteral("c1")), at += Span{100}, what, {}};
            fold(call, event);
            fold(notice, rules, event);
        }
    }
    bool mayStart(const RecordingRules &rules = on) const { return recordingMayStart(rules, call, notice); }
    bool isDue(const RecordingRules &rules = on) const { return noticeIsDue(rules, call, notice); }
};

} // namespace

class TestRecordingRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsRecordedBeforeTheNoticeWasHeardToItsEnd();
    void aNoticeWithinTheGreetingCounts();
    void aClinicThatDoesNotWantItIsNeverRecorded();
    void aNoticeThatWasCutIsDueAgain();
    void aNoticeThatIsAlwaysTalkedOverIsGivenUp();
    void anEndedOrUnansweredCallIsNotRecorded();
    void aRecordingIsPausedOnceAndResumedOnce();
    void theEndOfTheCallEndsAPause();
    void theKindsHaveTheirNames();
};

void TestRecordingRules::nothingIsRecordedBeforeTheNoticeWasHeardToItsEnd()
{
    QVERIFY(Folded({Answered{}}).isDue() && !Folded({Answered{}}).mayStart());
    const Folded asked({Answered{}, said(1, notice)});
    QVERIFY(!asked.isDue() && !asked.mayStart());
    QVERIFY(!Folded({Answered{}, said(1, notice), Played{.sentence = 2}}).mayStart());
    const Folded heard({Answered{}, said(1, notice), Played{.sentence = 1}});
    QVERIFY(heard.mayStart() && !heard.isDue());
}

void TestRecordingRules::aNoticeWithinTheGreetingCounts()
{
    QVERIFY(Folded({Answered{}, said(1, QStringLiteral("Hello. ") + notice), Played{.sentence = 1}}).mayStart());
    QVERIFY(!Folded({Answered{}, said(1, QStringLiteral("Hello.")), Played{.sentence = 1}}).mayStart());
}

void TestRecordingRules::aClinicThatDoesNotWantItIsNeverRecorded()
{
    for (const RecordingRules &rules : {RecordingRules{false, notice}, RecordingRules{true, {}}}) {
        const Folded heard({Answered{}, said(1, notice), Played{.sentence = 1}}, rules);
        QVERIFY(!heard.mayStart(rules) && !heard.isDue(rules));
    }
}

void TestRecordingRules::aNoticeThatWasCutIsDueAgain()
{
    for (const PlayedHow how : {PlayedHow::Cut, PlayedHow::Never}) {
        const Folded cut({Answered{}, said(1, notice), Played{.sentence = 1, .how = how}});
        QVERIFY(cut.isDue() && !cut.mayStart());
    }
}

void TestRecordingRules::aNoticeThatIsAlwaysTalkedOverIsGivenUp()
{
    QList<Happening> happenings{Answered{}};
    for (int sentence = 1; sentence <= noticesAtMost; ++sentence) {
        QVERIFY(Folded(happenings).isDue());
        happenings << said(sentence, notice) << Played{.sentence = sentence, .how = PlayedHow::Cut};
    }
    QVERIFY(!Folded(happenings).isDue() && !Folded(happenings).mayStart());
}

void TestRecordingRules::anEndedOrUnansweredCallIsNotRecorded()
{
    QVERIFY(!Folded({said(1, notice), Played{.sentence = 1}}).mayStart());
    QVERIFY(!Folded({Answered{}, said(1, notice), Played{.sentence = 1}, Ended{}}).mayStart());
    QVERIFY(!Folded({Answered{}, said(1, notice), Played{.sentence = 1}, RecordingStarted{}}).mayStart());
}

void TestRecordingRules::aRecordingIsPausedOnceAndResumedOnce()
{
    QVERIFY(!pauseOfRecording(Folded({Answered{}}).call, ana).ok());
    const CallSummary recorded = Folded({Answered{}, RecordingStarted{}}).call;
    QVERIFY(recorded.recorded && !recorded.recordingPaused);
    QVERIFY(pauseOfRecording(recorded, ana).value() == Happening(RecordingPaused{ana}));
    QVERIFY(!resumptionOfRecording(recorded, ana).ok());
    const CallSummary paused = Folded({Answered{}, RecordingStarted{}, RecordingPaused{ana}}).call;
    QVERIFY(paused.recordingPaused && !pauseOfRecording(paused, ana).ok());
    QVERIFY(resumptionOfRecording(paused, ana).value() == Happening(RecordingResumed{ana}));
    QVERIFY(!Folded({Answered{}, RecordingPaused{ana}}).call.recordingPaused);
}

void TestRecordingRules::theEndOfTheCallEndsAPause()
{
    const CallSummary ended = Folded({Answered{}, RecordingStarted{}, RecordingPaused{}, Ended{}}).call;
    QVERIFY(ended.recorded && !ended.recordingPaused);
}

void TestRecordingRules::theKindsHaveTheirNames()
{
    QCOMPARE(kindOf(RecordingStarted{}), QStringLiteral("recording_started"));
    QCOMPARE(kindOf(RecordingPaused{}), QStringLiteral("recording_paused"));
    QCOMPARE(kindOf(RecordingResumed{}), QStringLiteral("recording_resumed"));
    QCOMPARE(kindOf(RecordingStopped{}), QStringLiteral("recording_stopped"));
}

QTEST_APPLESS_MAIN(TestRecordingRules)
#include "test_recording_rules.moc"
