// The headset as a person at the window meets it: choosing, testing, muting, and what is said when something is
// missing.
#include "scripted/scripted_desk.h"
#include "ui/alarm_bell.h"
#include "ui/controls/meter_bar.h"
#include "ui/controls/nightbell_style.h"
#include "ui/controls/now.h"
#include "ui/controls/tokens.h"
#include "ui/headset/headset_button.h"
#include "ui/headset/headset_panel.h"
#include "ui/headset/headset_words.h"
#include "ui/main_window.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Asker dana{StaffId(u"dana"_s), Role::Receptionist};

HeadsetStatus plugged()
{
    HeadsetStatus status;
    status.state = HeadsetState::Ready;
    status.microphones = {{u"mic-1"_s, u"Jabra Evolve"_s}, {u"mic-2"_s, u"Built-in"_s}};
    status.speakers = {{u"ear-1"_s, u"Jabra Evolve"_s}, {u"ear-2"_s, u"Desk speaker"_s}};
    status.microphone = {{}, u"mic-1"_s};
    status.speaker = {u"ear-1"_s, u"ear-1"_s};
    status.alarmSpeaker = {u"ear-2"_s, u"ear-2"_s};
    status.open = true;
    return status;
}

struct Desk
{
    Desk()
    {
        headset.show(plugged());
        window.show();
        headset.asked.clear();
    }
    template<class Kind> Kind *find(const QString &accessibleName) const
    {
        for (Kind *each : window.findChildren<Kind *>())
            if (each->accessibleName() == accessibleName
                || (each->accessibleName().isEmpty() && each->property("text").toString() == accessibleName))
                return each;
        qFatal("no %s", qPrintable(accessibleName));
    }
    QComboBox *box(const QString &name) const { return find<QComboBox>(name); }
    HeadsetPanel *panel() const { return window.findChild<HeadsetPanel *>(); }
    void open() const { window.findChild<HeadsetButton *>()->click(); }
    bool says(const QString &words) const
    {
        const auto labels = window.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
    }

    ScriptedSwitchboard board;
    ScriptedClinicFile clinic;
    ScriptedVitals vitals;
    ScriptedHeadset headset;
    MainWindow window{board, clinic, vitals, headset, dana};
};

} // namespace

class TestHeadsetPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theButtonSaysHowItIsAndOpensThePanel();
    void theMicrophoneIsOpenOnlyWhileThePanelIs();
    void devicesComeAndGoInTheChoices();
    void aDeviceThatIsChosenIsAskedForAndNotShownBeforeItIsSo();
    void aChoiceThatIsRefusedSaysSo();
    void whatStandsInIsSaid();
    void theLevelMoves();
    void muteIsAskedForAndShownOnceItIsSo();
    void oneHearsOneselfButNotInACall();
    void eachLoudspeakerIsTried();
    void everyTroubleHasAnAdvice();
    void allOfItIsReachedByKeysAndHasAName();
    void anAlarmThatNobodyHearsIsSaidInTheLine();
    void anAlarmRingsUntilItIsClaimed();
    void aWishForAPersonHurriesAtItsEnd();
    void aClaimTicks();
    void myLostHeadsetKnocks();
};

void TestHeadsetPanel::initTestCase()
{
    QApplication::setStyle(new NightbellStyle);
    QApplication::setPalette(Tokens::dark().palette());
}

void TestHeadsetPanel::theButtonSaysHowItIsAndOpensThePanel()
{
    Desk desk;
    auto *button = desk.window.findChild<HeadsetButton *>();
    QCOMPARE(button->accessibleName(), u"Headset: Headset ready"_s);
    QVERIFY(!desk.panel()->isVisible());
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(desk.panel()->isVisible());
    QTest::keyClick(desk.panel(), Qt::Key_Escape);
    QVERIFY(!desk.panel()->isVisible() && !button->isChecked());

    HeadsetStatus gone = plugged();
    gone.state = HeadsetState::NoSoundServer;
    desk.headset.show(gone);
    QCOMPARE(button->text(), u"No sound on this computer"_s);
}

void TestHeadsetPanel::theMicrophoneIsOpenOnlyWhileThePanelIs()
{
    Desk desk;
    desk.open();
    QCOMPARE(desk.headset.asked, QStringList{u"rehearse level"_s});
    desk.open();
    QCOMPARE(desk.headset.asked.last(), u"rehearse off"_s);
}

void TestHeadsetPanel::devicesComeAndGoInTheChoices()
{
    Desk desk;
    QComboBox *box = desk.box(u"Microphone"_s);
    QCOMPARE(box->count(), 3);
    QCOMPARE(box->currentText(), u"Automatic: Jabra Evolve"_s);
    HeadsetStatus status = plugged();
    status.microphones << SoundDevice{u"mic-3"_s, u"Webcam"_s, false};
    desk.headset.show(status);
    QCOMPARE(box->itemText(3), u"Webcam (does not answer)"_s);
    status.microphones.clear();
    desk.headset.show(status);
    QCOMPARE(box->count(), 1);
}

void TestHeadsetPanel::aDeviceThatIsChosenIsAskedForAndNotShownBeforeItIsSo()
{
    Desk desk;
    desk.open();
    QComboBox *box = desk.box(u"Microphone"_s);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(desk.headset.chosen.size(), 2);
    QCOMPARE(desk.headset.chosen.first(), std::pair(HeadsetPart::Microphone, u"mic-1"_s));
    QCOMPARE(box->currentIndex(), 0);
}

void TestHeadsetPanel::aChoiceThatIsRefusedSaysSo()
{
    Desk desk;
    desk.open();
    desk.headset.answer = Problem{Problem::Kind::NotFound, {}};
    QTest::keyClick(desk.box(u"Earpiece"_s), Qt::Key_Down);
    QTRY_VERIFY(desk.says(u"It was unplugged meanwhile."_s));
}

void TestHeadsetPanel::whatStandsInIsSaid()
{
    Desk desk;
    desk.open();
    HeadsetStatus status = plugged();
    status.speakers.removeFirst();
    status.speaker.used = u"ear-2"_s;
    desk.headset.show(status);
    QVERIFY(desk.says(u"Not plugged in. Desk speaker is used meanwhile."_s));
    QCOMPARE(desk.box(u"Earpiece"_s)->currentText(), u"Jabra Evolve (not plugged in)"_s);
    status.speakers.prepend({u"ear-1"_s, u"Jabra Evolve"_s, false});
    desk.headset.show(status);
    QVERIFY(desk.says(u"Does not answer. Desk speaker is used meanwhile."_s));
    status = plugged();
    status.alarmSpeaker.fails = true;
    desk.headset.show(status);
    QVERIFY(desk.says(u"Desk speaker gives no sound."_s));
}

void TestHeadsetPanel::theLevelMoves()
{
    Desk desk;
    desk.open();
    auto *meter = desk.window.findChild<MeterBar *>();
    Q_EMIT desk.headset.heard(1);
    QCOMPARE(meter->value(), meter->maximum());
    Q_EMIT desk.headset.heard(0.1);
    QVERIFY(meter->value() > 0 && meter->value() < meter->maximum());
    HeadsetStatus closed = plugged();
    closed.open = false;
    desk.headset.show(closed);
    QCOMPARE(meter->value(), 0);
    QCOMPARE(QAccessible::queryAccessibleInterface(meter)->role(), QAccessible::ProgressBar);
}

void TestHeadsetPanel::muteIsAskedForAndShownOnceItIsSo()
{
    Desk desk;
    desk.open();
    auto *mute = desk.find<QPushButton>(u"Mute"_s);
    mute->click();
    QCOMPARE(desk.headset.asked.last(), u"mute"_s);
    QVERIFY(!mute->isChecked());
    HeadsetStatus status = plugged();
    status.muted = true;
    status.state = HeadsetState::Muted;
    desk.headset.show(status);
    QVERIFY(mute->isChecked());
    QCOMPARE(mute->text(), u"Muted"_s);
    mute->click();
    QCOMPARE(desk.headset.asked.last(), u"unmute"_s);
}

void TestHeadsetPanel::oneHearsOneselfButNotInACall()
{
    Desk desk;
    desk.open();
    auto *hear = desk.find<QPushButton>(u"Hear yourself"_s);
    hear->click();
    QCOMPARE(desk.headset.asked.last(), u"hear self"_s);
    HeadsetStatus status = plugged();
    status.rehearsal = Rehearsal::HearSelf;
    desk.headset.show(status);
    hear->click();
    QCOMPARE(desk.headset.asked.last(), u"rehearse level"_s);
    status.inCall = true;
    status.rehearsal = Rehearsal::Level;
    desk.headset.show(status);
    QVERIFY(!hear->isEnabled());
    QCOMPARE(hear->toolTip(), u"Not during a call"_s);
}

void TestHeadsetPanel::eachLoudspeakerIsTried()
{
    Desk desk;
    desk.open();
    desk.find<QPushButton>(u"Play a test sound in the earpiece"_s)->click();
    desk.find<QPushButton>(u"Play a test sound in the loudspeaker for alarms"_s)->click();
    QCOMPARE(desk.headset.played.size(), 2);
    QCOMPARE(desk.headset.played[0], std::pair(HeadsetPart::Speaker, Earcon::Test));
    QCOMPARE(desk.headset.played[1], std::pair(HeadsetPart::AlarmSpeaker, Earcon::Test));
}

void TestHeadsetPanel::everyTroubleHasAnAdvice()
{
    QSet<QString> words;
    for (const HeadsetState state : {HeadsetState::DeviceSilent, HeadsetState::DeviceMissing,
                                     HeadsetState::NoSoundServer, HeadsetState::GivenUp}) {
        HeadsetStatus status = plugged();
        status.state = state;
        status.microphone.used.clear();
        const HeadsetWords said = wordsOf(status);
        QVERIFY(said.mood == Mood::Trouble && !said.state.isEmpty() && !said.advice.isEmpty());
        words << said.state;
    }
    QCOMPARE(words.size(), 4);
}

void TestHeadsetPanel::allOfItIsReachedByKeysAndHasAName()
{
    Desk desk;
    desk.open();
    const auto all = desk.panel()->findChildren<QWidget *>();
    int operable = 0;
    for (QWidget *each : all) {
        if (!qobject_cast<QComboBox *>(each) && !qobject_cast<QAbstractButton *>(each))
            continue;
        if (!each->isVisibleTo(&desk.window) || qobject_cast<QComboBox *>(each->parentWidget()))
            continue;
        ++operable;
        QVERIFY(each->focusPolicy() & Qt::TabFocus);
        QVERIFY(!QAccessible::queryAccessibleInterface(each)->text(QAccessible::Name).isEmpty());
    }
    QCOMPARE(operable, 8); // close, three choices, mute, hear yourself, two tests
}

void TestHeadsetPanel::anAlarmThatNobodyHearsIsSaidInTheLine()
{
    Desk desk;
    const auto line = [&desk] { return desk.window.grab(QRect(0, 44, desk.window.width(), 44)).toImage(); };
    desk.board.play(u"c1"_s, instantNow(), Answered{});
    desk.board.play(u"c1"_s, instantNow(), Escalated{EscalationId(u"e1"_s), Gravity::Emergency, {}, 0});
    const QImage heard = line();
    HeadsetStatus status = plugged();
    status.alarmSpeaker.used.clear();
    desk.headset.show(status);
    QVERIFY(line() != heard);
}

void TestHeadsetPanel::anAlarmRingsUntilItIsClaimed()
{
    Desk desk;
    const EscalationId first(u"e1"_s), second(u"e2"_s);
    desk.board.play(u"c1"_s, instantNow(), Answered{});
    desk.board.play(u"c1"_s, instantNow(), Escalated{first, Gravity::Asks, {}, 0});
    desk.board.play(u"c1"_s, instantNow(), NoteWritten{dana.staff, PrivateText(u"a note"_s)});
    QCOMPARE(desk.headset.rung, QList<std::optional<AlarmTune>>{AlarmTune::Gentle}); // once
    desk.board.play(u"c2"_s, instantNow(), Answered{});
    desk.board.play(u"c2"_s, instantNow(), Escalated{second, Gravity::Emergency, {}, 0});
    QCOMPARE(desk.headset.rung.last(), AlarmTune::Emergency);
    desk.board.play(u"c2"_s, instantNow(), Claimed{second, StaffId(u"omar"_s)});
    QCOMPARE(desk.headset.rung.last(), AlarmTune::Gentle);
    desk.board.play(u"c1"_s, instantNow(), Claimed{first, dana.staff});
    QVERIFY(!desk.headset.rung.last());
}

void TestHeadsetPanel::aWishForAPersonHurriesAtItsEnd()
{
    ScriptedSwitchboard board;
    ScriptedHeadset headset;
    AlarmBell bell(board, headset, dana.staff);
    const Instant now = Instant(1'000'000s);
    CallSummary call;
    call.escalations.append({.id = EscalationId(u"e1"_s), .gravity = Gravity::Asks});
    call.escalations.last().expires = now + 60s;
    bell.show({call}, now);
    bell.passTime(now + 44s);
    QCOMPARE(headset.rung, QList<std::optional<AlarmTune>>{AlarmTune::Gentle});
    bell.passTime(now + 46s);
    QCOMPARE(headset.rung.last(), AlarmTune::Hurried);
}

void TestHeadsetPanel::aClaimTicks()
{
    Desk desk;
    desk.board.play(u"c1"_s, instantNow(), Claimed{EscalationId(u"e1"_s), dana.staff});
    QCOMPARE(desk.headset.played.last(), std::pair(HeadsetPart::AlarmSpeaker, Earcon::Yours));
    desk.board.play(u"c1"_s, instantNow(), Claimed{EscalationId(u"e2"_s), StaffId(u"omar"_s)});
    QCOMPARE(desk.headset.played.last(), std::pair(HeadsetPart::AlarmSpeaker, Earcon::Someones));
}

void TestHeadsetPanel::myLostHeadsetKnocks()
{
    Desk desk;
    desk.board.play(u"c1"_s, instantNow(), HandedBack{StaffId(u"omar"_s), HandBackCause::ConsoleLost});
    desk.board.play(u"c1"_s, instantNow(), HandedBack{dana.staff, HandBackCause::Asked});
    QVERIFY(desk.headset.played.isEmpty());
    desk.board.play(u"c1"_s, instantNow(), HandedBack{dana.staff, HandBackCause::ConsoleLost});
    QCOMPARE(desk.headset.played.last(), std::pair(HeadsetPart::AlarmSpeaker, Earcon::Lost));
}

QTEST_MAIN(TestHeadsetPanel)
#include "test_headset_panel.moc"
