#include "ui/live/call_bar.h"

#include "ask.h"
#include "ui/controls/letter_keys.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"
#include "ui/controls/verb_button.h"
#include "ui/live/keypad_panel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace nightbell {
namespace {

constexpr int side = 12, gap = 0; // a verb leaves 4 px for its focus ring on every side
constexpr int refusalHeight = 16, refusalMs = 6'000;

} // namespace

CallBar::CallBar(Switchboard &switchboard, Headset &headset, Asker me, QWidget *parent)
    : QWidget(parent)
    , m_switchboard(switchboard)
    , m_headset(headset)
    , m_me(std::move(me))
    , m_keypad(new KeypadPanel)
    , m_refusal(new QLabel)
    , m_record(new VerbButton(u'R'))
    , m_keys(new VerbButton(u'K'))
    , m_mute(new VerbButton(u'M'))
{
    setAccessibleName(tr("What can be done with this call"));
    setAutoFillBackground(true);
    QPalette ground = palette();
    ground.setColor(QPalette::Window, Tokens::of(ground).panel);
    ground.setColor(QPalette::WindowText, Tokens::of(ground).text2);
    setPalette(ground);
    QPalette red = ground;
    red.setColor(QPalette::WindowText, Tokens::of(ground).red);
    m_refusal->setObjectName(QStringLiteral("refusal"));
    m_refusal->setPalette(red);
    m_refusal->setFont(typeFont(Type::Small));
    m_refusal->setFixedHeight(refusalHeight);
    m_refusal->setContentsMargins(4, 0, 4, 0);
    m_keypad->hide();

    auto *verbs = new QHBoxLayout;
    verbs->setSpacing(gap);
    for (VerbButton *verb : {m_record, m_keys, m_mute})
        verbs->addWidget(verb, 1);
    verbs->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(side, 4, side, 4);
    layout->setSpacing(0);
    layout->addWidget(m_keypad);
    layout->addWidget(m_refusal);
    layout->addLayout(verbs);

    m_refusalEnds.setSingleShot(true);
    connect(&m_refusalEnds, &QTimer::timeout, m_refusal, &QLabel::clear);
    connect(m_record, &VerbButton::asked, this, [this] {
        ask(*m_record, m_call->recordingPaused ? Verb(verb::ResumeRecording{}) : Verb(verb::PauseRecording{}));
    });
    connect(m_keys, &VerbButton::asked, this, [this] { openKeypad(m_keypad->isHidden()); });
    connect(m_mute, &VerbButton::asked, this, [this] { m_headset.mute(!m_headset.status().muted); });
    connect(m_keypad, &KeypadPanel::pressed, this, &CallBar::pressKey);
    connect(m_keypad, &KeypadPanel::closed, this, [this] { openKeypad(false); });
    connect(&headset, &Headset::changed, this, &CallBar::showVerbs);
    show({});
}

void CallBar::addKeysTo(LetterKeys &keys)
{
    const auto pressIfShown = [this](VerbButton *verb) {
        return [this, verb] {
            if (isVisible())
                verb->press();
        };
    };
    keys.add(u'R', pressIfShown(m_record));
    keys.add(u'K', pressIfShown(m_keys));
    keys.add(u'M', pressIfShown(m_mute));
}

void CallBar::show(const std::optional<CallSummary> &call)
{
    const bool another = (call ? call->id : CallId()) != (m_call ? m_call->id : CallId());
    m_call = call;
    if (another) {
        for (VerbButton *verb : {m_record, m_keys, m_mute})
            verb->showAsking(false);
        m_refusal->clear();
    }
    setVisible(m_call && m_call->live() && m_call->answered);
    showVerbs();
    if (another || !isVisibleTo(parentWidget()) || !whyNoKeypad().isEmpty())
        openKeypad(false);
}

void CallBar::showVerbs()
{
    const HeadsetStatus headset = m_headset.status();
    const bool paused = m_call && m_call->recordingPaused;
    m_record->show({.icon = QStringLiteral("recording"),
                    .word = paused ? tr("Go on recording") : tr("Pause recording"),
                    .on = paused,
                    .whyNot = whyNoRecording()});
    m_keys->show({.icon = QStringLiteral("keypad"),
                  .word = m_keypad->isHidden() ? tr("Keypad") : tr("Close keypad"),
                  .on = !m_keypad->isHidden(),
                  .whyNot = whyNoKeypad()});
    m_mute->show({.icon = headset.muted ? QStringLiteral("mic-off") : QStringLiteral("mic"),
                  .word = headset.muted ? tr("Muted") : tr("Mute"),
                  .on = headset.muted,
                  .whyNot = headset.microphone.used.isEmpty() ? tr("No microphone is plugged in") : QString()});
}

QString CallBar::whyNot(Right right) const
{
    if (!m_call)
        return tr("No call is chosen");
    return mayDo(m_me.role, right) ? QString() : tr("Your role may not do this");
}

QString CallBar::whyNoRecording() const
{
    if (const QString why = whyNot(verb::PauseRecording::right); !why.isEmpty())
        return why;
    return m_call->recorded ? QString() : tr("This call is not recorded");
}

QString CallBar::whyNoKeypad() const
{
    if (const QString why = whyNot(verb::Keypad::right); !why.isEmpty())
        return why;
    if (m_call->takenOverBy.isEmpty())
        return tr("Nobody has taken this call over");
    if (m_call->takenOverBy != m_me.staff)
        return tr("%1 has this call").arg(m_call->takenOverBy.text());
    return m_call->status == CallStatus::Answered ? QString() : tr("The caller does not hear you now");
}

void CallBar::ask(VerbButton &button, const Verb &verb)
{
    m_refusal->clear();
    button.showAsking(true);
    whenDone(m_switchboard.ask(m_call->id, m_me, verb), this,
             [this, &button, call = m_call->id](const Result<> &answer) {
                 if (!m_call || m_call->id != call)
                     return;
                 button.showAsking(false);
                 if (!answer)
                     refuse(tr("Not done. The call is no longer as you saw it."));
             });
}

void CallBar::pressKey(QChar key)
{
    whenDone(m_switchboard.ask(m_call->id, m_me, verb::Keypad{PrivateText(QString(key))}), this,
             [this, call = m_call->id](const Result<> &answer) {
                 if (!m_call || m_call->id != call)
                     return;
                 if (!answer)
                     return refuse(tr("The key was not pressed. The call is no longer yours."));
                 m_keypad->showPressed(++m_keysPressed);
             });
}

void CallBar::openKeypad(bool open)
{
    if (open != m_keypad->isHidden())
        return;
    const bool hadFocus = m_keypad->isAncestorOf(focusWidget()) || m_keypad->hasFocus();
    m_keypad->showPressed(m_keysPressed = 0);
    m_keypad->setVisible(open);
    if (open)
        m_keypad->setFocus();
    else if (hadFocus)
        m_keys->setFocus();
    showVerbs();
}

void CallBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(Tokens::of(palette()).line);
    painter.drawLine(rect().topLeft(), rect().topRight());
}

void CallBar::refuse(const QString &words)
{
    m_refusal->setText(words);
    m_refusal->setAccessibleName(words);
    QAccessibleEvent alert(m_refusal, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    m_refusalEnds.start(refusalMs);
}

} // namespace nightbell
