#include "scripted/scripted_desk.h"
#include "ui/controls/letter_keys.h"
#include "ui/controls/nightbell_style.h"
#include "ui/controls/tokens.h"
#include "ui/controls/verb_button.h"
#include "ui/live/call_bar.h"
#include "ui/live/keypad_panel.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const Asker dana{StaffId(u"dana"_s), Role::Receptionist};

HeadsetStatus readyHeadset()
{
    return {.state = HeadsetState::Ready, .microphone = {.used = u"mic"_s}, .speaker = {.used = u"ears"_s}};
}

struct Desk // a window with the bar of one call, and a field beside it
{
    explicit Desk(const Asker &me = dana) : bar(new CallBar(board, headset, me)), field(new QLineEdit)
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(field);
        layout->addWidget(bar);
        bar->addKeysTo(*new LetterKeys(window, [this] { return nowMs; }));
        QObject::connect(&board, &Switchboard::callChanged, bar, [this](const CallSummary &call) { bar->show(call); });
        headset.show(readyHeadset());
        happens(Initiated{});
        happens(Answered{});
        window.show();
    }
    void happens(const Happening &what) { board.play(u"c1"_s, instantFromMs(1'760'000'000'000), what); }
    void takenOver()
    {
        happens(TakeOverAsked{dana.staff});
        happens(TookOver{dana.staff});
    }
    VerbButton *verb(const QString &word) const
    {
        for (VerbButton *each : bar->findChildren<VerbButton *>())
            if (each->text() == word)
                return each;
        return nullptr;
    }
    bool can(const QString &word) const { return verb(word) && verb(word)->accessibleDescription().isEmpty(); }
    void key(Qt::Key key, QWidget *to = nullptr)
    {
        nowMs += 1'000;
        QTest::keyClick(to ? to : &window, key);
    }
    QString refusal() const { return bar->findChild<QLabel *>(u"refusal"_s)->text(); }
    KeypadPanel *keypad() const { return bar->findChild<KeypadPanel *>(); }
    QString pressed() const
    {
        QString keys;
        for (const auto &each : board.asked)
            if (const auto *press = std::get_if<verb::Keypad>(&each.verb))
                keys += press->keys.reveal();
        return keys;
    }

    ScriptedSwitchboard board;
    ScriptedHeadset headset;
    qint64 nowMs = 0;
    QWidget window;
    CallBar *bar;
    QLineEdit *field;
};

} // namespace

class TestCallBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itIsThereForACallThatIsAnswered();
    void aRecordingIsPausedAndGoesOnAsTheEngineSays();
    void whatIsAskedIsAskedOnce();
    void aRefusalIsSaidAboveTheVerbs();
    void aCallThatIsNotRecordedCannotBePaused();
    void whoMayNotIsToldWhy();
    void theKeypadIsForWhoHasTheCall();
    void keysAreTypedOrClickedAndCounted();
    void escapeClosesTheKeypadAndHandingBackToo();
    void theMicrophoneIsMutedByItsKey();
    void lettersInAFieldAreWords();
    void lettersOfAWordAreNoVerbs();
};

void TestCallBar::initTestCase()
{
    QApplication::setStyle(new NightbellStyle);
    QApplication::setPalette(Tokens::light().palette());
}

void TestCallBar::itIsThereForACallThatIsAnswered()
{
    Desk desk;
    QVERIFY(desk.bar->isVisible());
    desk.happens(Ended{});
    QVERIFY(!desk.bar->isVisible());
    desk.key(Qt::Key_M);
    QVERIFY(desk.headset.asked.isEmpty());
}

void TestCallBar::aRecordingIsPausedAndGoesOnAsTheEngineSays()
{
    Desk desk;
    desk.happens(RecordingStarted{});
    desk.key(Qt::Key_R);
    QVERIFY(std::holds_alternative<verb::PauseRecording>(desk.board.asked.constLast().verb));
    desk.board.answer({});
    QTRY_VERIFY(desk.verb(u"Pause recording"_s)); // taken, not yet so
    desk.happens(RecordingPaused{dana.staff});
    QVERIFY(desk.can(u"Go on recording"_s));
    desk.verb(u"Go on recording"_s)->click();
    QVERIFY(std::holds_alternative<verb::ResumeRecording>(desk.board.asked.constLast().verb));
    desk.board.answer({});
    desk.happens(RecordingResumed{dana.staff});
    QTRY_VERIFY(desk.can(u"Pause recording"_s));
}

void TestCallBar::whatIsAskedIsAskedOnce()
{
    Desk desk;
    desk.happens(RecordingStarted{});
    desk.key(Qt::Key_R);
    QVERIFY(desk.verb(u"Asking…"_s));
    desk.key(Qt::Key_R);
    QCOMPARE(desk.board.asked.size(), 1);
}

void TestCallBar::aRefusalIsSaidAboveTheVerbs()
{
    Desk desk;
    desk.happens(RecordingStarted{});
    desk.key(Qt::Key_R);
    desk.board.answer(Problem{Problem::Kind::Refused, {}});
    QTRY_VERIFY(desk.refusal().startsWith(u"Not done."_s));
    QVERIFY(desk.can(u"Pause recording"_s));
}

void TestCallBar::aCallThatIsNotRecordedCannotBePaused()
{
    Desk desk;
    QCOMPARE(desk.verb(u"Pause recording"_s)->accessibleDescription(), u"This call is not recorded"_s);
    desk.key(Qt::Key_R);
    QVERIFY(desk.board.asked.isEmpty());
}

void TestCallBar::whoMayNotIsToldWhy()
{
    Desk desk(Asker{StaffId(u"vic"_s), Role::Viewer});
    desk.happens(RecordingStarted{});
    QVERIFY(!desk.can(u"Pause recording"_s) && !desk.can(u"Keypad"_s));
    desk.verb(u"Pause recording"_s)->click();
    QVERIFY(desk.board.asked.isEmpty());
}

void TestCallBar::theKeypadIsForWhoHasTheCall()
{
    Desk desk;
    QCOMPARE(desk.verb(u"Keypad"_s)->accessibleDescription(), u"Nobody has taken this call over"_s);
    desk.happens(TookOver{StaffId(u"omar"_s)});
    QCOMPARE(desk.verb(u"Keypad"_s)->accessibleDescription(), u"omar has this call"_s);
    desk.key(Qt::Key_K);
    QVERIFY(!desk.keypad()->isVisible());
}

void TestCallBar::keysAreTypedOrClickedAndCounted()
{
    Desk desk;
    desk.takenOver();
    desk.key(Qt::Key_K);
    QVERIFY(desk.keypad()->isVisible());
    QTest::keyClicks(desk.keypad(), u"4#x"_s);
    for (QPushButton *button : desk.keypad()->findChildren<QPushButton *>())
        if (button->text() == u"*")
            button->click();
    QCOMPARE(desk.pressed(), u"4#*"_s);
    desk.board.answer({});
    const auto labels = desk.keypad()->findChildren<QLabel *>();
    QTRY_VERIFY(std::ranges::any_of(labels, [](QLabel *each) { return each->text().startsWith(u'1'); }));
    QVERIFY(std::ranges::none_of(labels, [](QLabel *each) { return each->text().contains(u'#'); }));
}

void TestCallBar::escapeClosesTheKeypadAndHandingBackToo()
{
    Desk desk;
    desk.takenOver();
    desk.key(Qt::Key_K);
    QTest::keyClick(desk.keypad(), Qt::Key_Escape);
    QVERIFY(!desk.keypad()->isVisible());
    desk.key(Qt::Key_K);
    QVERIFY(desk.keypad()->isVisible());
    desk.happens(HandedBack{dana.staff});
    QVERIFY(!desk.keypad()->isVisible());
}

void TestCallBar::theMicrophoneIsMutedByItsKey()
{
    Desk desk;
    desk.key(Qt::Key_M);
    QCOMPARE(desk.headset.asked, QStringList{u"mute"_s});
    QVERIFY(desk.verb(u"Mute"_s)); // until the headset says so
    HeadsetStatus status = readyHeadset();
    status.muted = true;
    desk.headset.show(status);
    desk.verb(u"Muted"_s)->click();
    QCOMPARE(desk.headset.asked.constLast(), u"unmute"_s);
    status.microphone.used.clear();
    desk.headset.show(status);
    desk.key(Qt::Key_M);
    QCOMPARE(desk.headset.asked.size(), 2);
}

void TestCallBar::lettersInAFieldAreWords()
{
    Desk desk;
    desk.key(Qt::Key_M, desk.field);
    QCOMPARE(desk.field->text(), u"m"_s);
    QVERIFY(desk.headset.asked.isEmpty());
}

void TestCallBar::lettersOfAWordAreNoVerbs()
{
    Desk desk;
    desk.nowMs = 5'000;
    QTest::keyClick(&desk.window, Qt::Key_O);
    desk.nowMs += writingWithinMs - 1;
    QTest::keyClick(&desk.window, Qt::Key_M);
    QVERIFY(desk.headset.asked.isEmpty());
    desk.nowMs += writingWithinMs;
    QTest::keyClick(&desk.window, Qt::Key_M);
    QCOMPARE(desk.headset.asked.size(), 1);
}

QTEST_MAIN(TestCallBar)
#include "test_call_bar.moc"
