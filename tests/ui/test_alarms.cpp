// What staff see and hear of an alarm, from the claim that is left idle to the quiet.
#include "scripted/scripted_desk.h"
#include "ui/alarm_bell.h"
#include "ui/alarm_line.h"
#include "ui/controls/nightbell_style.h"
#include "ui/controls/now.h"
#include "ui/controls/tokens.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Asker dana{StaffId(u"dana"_s), Role::Receptionist};
const EscalationId wish(u"c1-e1"_s);

struct Desk
{
    Desk() { window.show(); }
    void answered(const QString &call) { board.play(call, instantNow(), Answered{}); }
    void escalated(const QString &call, const EscalationId &id, Gravity gravity)
    {
        board.play(call, instantNow(), Escalated{id, gravity, {}, toMs(instantNow() + 1h)});
    }
    QPushButton *button(const QString &name) const { return window.findChild<QPushButton *>(name); }
    QString alarm() const { return window.findChild<AlarmLine *>()->accessibleDescription(); }

    ScriptedSwitchboard board;
    ScriptedClinicFile clinic;
    ScriptedVitals vitals;
    ScriptedHeadset headset;
    MainWindow window{board, clinic, vitals, headset, dana};
};

} // namespace

class TestAlarms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoClaimsListens();
    void whoSpeaksWithACallerGoesOnWithThem();
    void aClaimLeftIdleIsShownAsTheirs();
    void quietSilencesWishesForAPersonAndNothingGraver();
    void anUrgentAlarmCannotBeSilenced();
    void quietEndsByItself();
};

void TestAlarms::initTestCase()
{
    QApplication::setStyle(new NightbellStyle);
    QApplication::setPalette(Tokens::light().palette());
}

void TestAlarms::whoClaimsListens()
{
    Desk desk;
    desk.answered(u"c1"_s);
    desk.escalated(u"c1"_s, wish, Gravity::Urgent);
    desk.button(u"claim"_s)->click();
    QCOMPARE(desk.board.asked.size(), 1);
    desk.board.answer({});
    QTRY_COMPARE(desk.board.asked.size(), 2);
    QCOMPARE(desk.board.asked[1].call, CallId(u"c1"_s));
    QVERIFY(std::get<verb::Listen>(desk.board.asked[1].verb).on);
}

void TestAlarms::whoSpeaksWithACallerGoesOnWithThem()
{
    Desk desk;
    desk.answered(u"c2"_s);
    desk.board.play(u"c2"_s, instantNow(), TookOver{dana.staff});
    desk.answered(u"c1"_s);
    desk.escalated(u"c1"_s, wish, Gravity::Urgent);
    desk.button(u"claim"_s)->click();
    desk.board.answer({});
    desk.board.play(u"c1"_s, instantNow(), Claimed{wish, dana.staff});
    QTRY_VERIFY(desk.button(u"claim"_s)->isHidden());
    QCOMPARE(desk.board.asked.size(), 1);
}

void TestAlarms::aClaimLeftIdleIsShownAsTheirs()
{
    Desk desk;
    desk.answered(u"c1"_s);
    desk.escalated(u"c1"_s, wish, Gravity::Emergency);
    desk.board.play(u"c1"_s, instantNow(), Claimed{wish, StaffId(u"omar"_s)});
    QVERIFY(desk.button(u"claim"_s)->isHidden());
    QCOMPARE(desk.headset.rung.constLast(), std::nullopt);
    desk.board.play(u"c1"_s, instantNow(), ClaimLapsed{wish, 0});
    QVERIFY(desk.button(u"claim"_s)->isVisible());
    QVERIFY2(desk.alarm().contains(u"omar claimed, no action yet"_s), qPrintable(desk.alarm()));
    QCOMPARE(desk.headset.rung.constLast(), AlarmTune::Emergency);
}

void TestAlarms::quietSilencesWishesForAPersonAndNothingGraver()
{
    Desk desk;
    QVERIFY(desk.button(u"quiet"_s)->isHidden()); // there is nothing to be quiet about
    desk.answered(u"c1"_s);
    desk.escalated(u"c1"_s, wish, Gravity::Asks);
    QCOMPARE(desk.headset.rung.constLast(), AlarmTune::Gentle);
    QTest::keyClick(&desk.window, Qt::Key_Q);
    QCOMPARE(desk.headset.rung.constLast(), std::nullopt);
    QVERIFY(desk.button(u"claim"_s)->isVisible()); // seen all the same
    desk.escalated(u"c1"_s, EscalationId(u"c1-e2"_s), Gravity::Emergency);
    QCOMPARE(desk.headset.rung.constLast(), AlarmTune::Emergency);
    QVERIFY(desk.button(u"quiet"_s)->isHidden()); // that one is heard
    desk.board.play(u"c1"_s, instantNow(), Claimed{EscalationId(u"c1-e2"_s), dana.staff});
    QCOMPARE(desk.headset.rung.constLast(), std::nullopt);
    desk.button(u"quiet"_s)->click();
    QCOMPARE(desk.headset.rung.constLast(), AlarmTune::Gentle);
}

void TestAlarms::anUrgentAlarmCannotBeSilenced()
{
    Desk desk;
    desk.answered(u"c1"_s);
    desk.escalated(u"c1"_s, wish, Gravity::Urgent);
    QVERIFY(desk.button(u"quiet"_s)->isHidden());
    QTest::keyClick(&desk.window, Qt::Key_Q);
    QCOMPARE(desk.headset.rung.constLast(), AlarmTune::Urgent);
    QVERIFY(desk.button(u"quiet"_s)->isHidden());
}

void TestAlarms::quietEndsByItself()
{
    ScriptedSwitchboard board;
    ScriptedHeadset headset;
    AlarmBell bell(board, headset, dana.staff);
    CallSummary call;
    call.escalations.append({.id = wish, .gravity = Gravity::Asks});
    const Instant start = instantFromMs(1'760'000'000'000);
    bell.show({call}, start);
    bell.beQuiet(start);
    QCOMPARE(headset.rung.constLast(), std::nullopt);
    bell.passTime(start + 15min - 1ms);
    QCOMPARE(headset.rung.constLast(), std::nullopt);
    QCOMPARE(bell.quietUntil(start + 15min - 1ms), start + 15min);
    bell.passTime(start + 15min);
    QCOMPARE(headset.rung.constLast(), AlarmTune::Gentle);
    QVERIFY(!bell.quietUntil(start + 15min));
}

QTEST_MAIN(TestAlarms)
#include "test_alarms.moc"
