// The action bar under the transcript: the verbs of the call whose head is shown, what stands in their way, and the
// keypad above them.
#pragma once

#include "desk/headset.h"
#include "desk/switchboard.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;

namespace nightbell {

class KeypadPanel;
class LetterKeys;
class VerbButton;

class CallBar : public QWidget
{
    Q_OBJECT

public:
    CallBar(Switchboard &switchboard, Headset &headset, Asker me, QWidget *parent = nullptr);

    void show(const std::optional<CallSummary> &call);
    void addKeysTo(LetterKeys &keys);
    using QWidget::show;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showVerbs();
    void ask(VerbButton &button, const Verb &verb);
    void pressKey(QChar key);
    void openKeypad(bool open);
    void refuse(const QString &words);
    QString whyNot(Right right) const;
    QString whyNoKeypad() const;
    QString whyNoRecording() const;

    Switchboard &m_switchboard;
    Headset &m_headset;
    const Asker m_me;
    std::optional<CallSummary> m_call;
    int m_keysPressed = 0;
    KeypadPanel *m_keypad;
    QLabel *m_refusal;
    VerbButton *m_record, *m_keys, *m_mute;
    QTimer m_refusalEnds;
};

} // namespace nightbell
