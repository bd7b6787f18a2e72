#include "scripted/scripted_desk.h"
#include "ui/alarm_line.h"
#include "ui/controls/nightbell_style.h"
#include "ui/controls/now.h"
#include "ui/controls/tokens.h"
#include "ui/live/live_calls_model.h"
#include "ui/live/transcript.h"
#include "ui/main_window.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QListView>
#include <QPushButton>
#include <QTest>

using namespace nightbell;

namespace {

QString text(const char *words) { return QString::fromUtf8(words); }
PrivateText secret(const char *words) { return PrivateText(text(words)); }

struct Desk
{
    ScriptedSwitchboard board;
    ScriptedClinicFile clinic;
    ScriptedVitals vitals;
    ScriptedHeadset headset;
    MainWindow window{board, clinic, vitals, headset, Asker{StaffId(text("dana")), Role::Receptionist}};
    Instant start = instantNow() - std::chrono::seconds{52};

    void answered(const char *call, const char *caller, const char *number)
    {
        Initiated initiated{.clinic = ClinicId(text("main")), .branch = BranchId(text("Main line"))};
        initiated.from = secret(number);
        initiated.callerName = secret(caller);
        board.play(text(call), start, initiated);
        board.play(text(call), start, Answered{});
    }
    void heard(const char *call, const char *words)
    {
        board.play(text(call), start + std::chrono::seconds{9}, Heard{.turn = 1, .words = secret(words)});
    }
    void escalated(const char *call, Gravity gravity)
    {
        board.play(text(call), start + std::chrono::seconds{12},
                   Escalated{EscalationId(text(call) + text("-1")), gravity, {}, 0});
    }
    QListView *list() const { return window.findChild<QListView *>(); }
    QString row(int row) const { return list()->model()->index(row, 0).data().toString(); }
};

} // namespace

class TestLivePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anEmptyHouseSaysHowToTryIt();
    void aCallAppearsAsARowUnderItsGroup();
    void anAlarmIsShownAtOnceOnTopAndInTheLine();
    void f8ClaimsTheGravestAlarm();
    void aRefusedClaimSaysSo();
    void theModelKeepsItsPromisesWhileCallsComeAndGo();
    void theTranscriptTellsWhatWasNotHeard();
    void aRecordedCallSaysSo();
    void aCallWhoseRecordingFailsSaysSo();
    void aCallThatIsOverLeavesTheList();
    void numbersAreMasked();
};

void TestLivePage::initTestCase()
{
    QApplication::setStyle(new NightbellStyle);
    QApplication::setPalette(Tokens::light().palette());
}

void TestLivePage::anEmptyHouseSaysHowToTryIt()
{
    Desk desk;
    QCOMPARE(desk.list()->model()->rowCount(), 0);
    const auto labels = desk.window.findChildren<QWidget *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](QWidget *each) {
        return each->property("text").toString().contains(QStringLiteral("Call your clinic's number"));
    }));
}

void TestLivePage::aCallAppearsAsARowUnderItsGroup()
{
    Desk desk;
    desk.answered("c1", "Daniel Okafor", "+12025550119");
    QTRY_COMPARE(desk.list()->model()->rowCount(), 2);
    QCOMPARE(desk.row(0), QStringLiteral("With the assistant"));
    QVERIFY(desk.row(1).startsWith(QStringLiteral("Daniel Okafor")));
}

void TestLivePage::anAlarmIsShownAtOnceOnTopAndInTheLine()
{
    Desk desk;
    desk.answered("c1", "Grace Whitfield", "+12025550118");
    desk.answered("c2", "Robert Chen", "+12025550117");
    desk.heard("c2", "his lips are turning blue");
    desk.escalated("c2", Gravity::Emergency);
    QCOMPARE(desk.row(0), QStringLiteral("Needs a person")); // without waiting for the next frame
    QVERIFY(desk.row(1).startsWith(QStringLiteral("Robert Chen, Emergency, his lips are turning blue, waiting")));
    QVERIFY(desk.window.findChild<QPushButton *>(QStringLiteral("claim"))->isVisibleTo(&desk.window));
    QVERIFY(desk.window.windowTitle().contains(QStringLiteral("1 waiting")));
}

void TestLivePage::f8ClaimsTheGravestAlarm()
{
    Desk desk;
    desk.answered("c1", "Mei Tanaka", "+12025550116");
    desk.escalated("c1", Gravity::Asks);
    desk.answered("c2", "Robert Chen", "+12025550117");
    desk.escalated("c2", Gravity::Emergency);
    desk.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTest::keyClick(&desk.window, Qt::Key_F8);
    QTest::keyClick(&desk.window, Qt::Key_F8); // a second press while asking is not a second claim
    QCOMPARE(desk.board.asked.size(), 1);
    QCOMPARE(desk.board.asked[0].call, CallId(text("c2")));
    QCOMPARE(desk.board.asked[0].asker.staff, StaffId(text("dana")));
    QCOMPARE(std::get<verb::Claim>(desk.board.asked[0].verb).escalation, EscalationId(text("c2-1")));
}

void TestLivePage::aRefusedClaimSaysSo()
{
    Desk desk;
    desk.answered("c1", "Mei Tanaka", "+12025550116");
    desk.escalated("c1", Gravity::Asks);
    auto *claim = desk.window.findChild<QPushButton *>(QStringLiteral("claim"));
    const QString before = claim->text();
    claim->click();
    QVERIFY(claim->text() != before);
    desk.board.answer(Problem{Problem::Kind::Refused, {}});
    QTRY_COMPARE(claim->text(), before);
}

void TestLivePage::theModelKeepsItsPromisesWhileCallsComeAndGo()
{
    ScriptedSwitchboard board;
    LiveCallsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    connect(&board, &Switchboard::callChanged, &model, &LiveCallsModel::show);
    connect(&board, &Switchboard::callGone, &model, &LiveCallsModel::remove);
    const Instant start = instantNow();
    for (int i = 0; i < 60; ++i) {
        const QString call = QStringLiteral("c%1").arg(i % 12);
        switch (i % 5) {
        case 0:
            board.play(call, start, Answered{});
            break;
        case 1:
            board.play(call, start, Escalated{EscalationId(call + QString::number(i)), Gravity(i % 4), {}, 0});
            break;
        case 2:
            board.play(call, start, TookOver{StaffId(QStringLiteral("dana"))});
            break;
        case 3:
            board.play(call, start,
                       Claimed{EscalationId(call + QString::number(i - 12)), StaffId(QStringLiteral("dana"))});
            break;
        default:
            board.finish(call);
            break;
        }
    }
    const int waiting = int(model.needingAPerson().size());
    QVERIFY(waiting > 0);
    QTRY_COMPARE(model.index(0).data(LiveCallsModel::CountRole).toInt(), waiting);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("Needs a person"));
}

void TestLivePage::theTranscriptTellsWhatWasNotHeard()
{
    Transcript transcript;
    const auto take = [&](const Happening &what) {
        return transcript.take({CallId(text("c1")), instantNow(), what, {}});
    };
    QCOMPARE(take(Answered{}), 0);
    QCOMPARE(take(Said{.turn = 1, .sentence = 1, .words = secret("How can I help?")}), 1);
    QCOMPARE(transcript.lines()[1].heardUpTo, -1);
    QCOMPARE(take(Played{.turn = 1, .sentence = 1, .how = PlayedHow::Cut, .playedMs = 400, .heardCharacters = 7}), 1);
    QCOMPARE(transcript.lines()[1].heardUpTo, 7);
}

void TestLivePage::aRecordedCallSaysSo()
{
    Desk desk;
    desk.answered("c1", "Daniel Okafor", "+12025550119");
    QTRY_COMPARE(desk.list()->model()->rowCount(), 2);
    QVERIFY(!desk.row(1).contains(QStringLiteral("Recording")));
    desk.board.play(text("c1"), desk.start, RecordingStarted{});
    QTRY_VERIFY(desk.row(1).endsWith(QStringLiteral(", Recording")));
    desk.list()->setCurrentIndex(desk.list()->model()->index(1, 0));
    const auto reds = [&] { // of the mark, in the row and in the head
        const QColor red = Tokens::of(desk.window.palette()).red;
        const QImage shown = desk.window.grab().toImage();
        int count = 0;
        for (int y = 0; y < shown.height(); ++y)
            for (int x = 0; x < shown.width(); ++x)
                count += shown.pixelColor(x, y) == red;
        return count;
    };
    const int whole = reds();
    QVERIFY(whole > 0);
    desk.board.play(text("c1"), desk.start, RecordingPaused{});
    QTRY_VERIFY(desk.row(1).endsWith(QStringLiteral(", Recording paused")));
    QVERIFY(reds() < whole); // a ring, no dot
    desk.board.play(text("c1"), desk.start, Dropped{EndCause::LineLost, toMs(desk.start + std::chrono::hours{1})});
    QTRY_VERIFY(!desk.row(1).contains(QStringLiteral("Recording")));
}

void TestLivePage::aCallWhoseRecordingFailsSaysSo()
{
    Desk desk;
    desk.answered("c1", "Daniel Okafor", "+12025550119");
    desk.board.play(text("c1"), desk.start, RecordingStarted{});
    desk.board.play(text("c1"), desk.start, RecordingBroken{});
    QTRY_COMPARE(desk.list()->model()->rowCount(), 2);
    QVERIFY(desk.row(1).endsWith(QStringLiteral(", Not recorded, the disk fails")));
    desk.board.play(text("c1"), desk.start, RecordingMended{});
    QTRY_VERIFY(desk.row(1).endsWith(QStringLiteral(", Recording")));
}

void TestLivePage::aCallThatIsOverLeavesTheList()
{
    Desk desk;
    desk.answered("c1", "Daniel Okafor", "+12025550119");
    QTRY_COMPARE(desk.list()->model()->rowCount(), 2);
    desk.board.play(text("c1"), instantNow(), Ended{});
    desk.board.finish(text("c1"));
    QTRY_COMPARE(desk.list()->model()->rowCount(), 0);
}

void TestLivePage::numbersAreMasked()
{
    QCOMPARE(maskedNumber(secret("+12025550142")), QStringLiteral("(•••) •••\u20110142"));
    QVERIFY(!maskedNumber(secret("112")).contains(QLatin1Char('1')));
}

QTEST_MAIN(TestLivePage)
#include "test_live_page.moc"
