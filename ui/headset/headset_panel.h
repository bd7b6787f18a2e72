// The headset of this console: choose the devices, see the microphone's level, hear oneself, try the sounds. While it
// is shown the microphone is open.
#pragma once

#include "desk/headset.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace nightbell {

class DeviceBox;
class MeterBar;
class StateNote;

class HeadsetPanel : public QWidget
{
    Q_OBJECT

public:
    HeadsetPanel(Headset &headset, Asker me, QWidget *parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void closed(); // asked for with Esc or the cross

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHead();
    void buildMicrophone(QVBoxLayout *column);
    void buildSpeakers(QVBoxLayout *column);
    DeviceBox *newBox(HeadsetPart part, const QString &name);
    void show(const HeadsetStatus &status);
    using QWidget::show;

    Headset &m_headset;
    Asker m_me;
    StateNote *m_note;
    DeviceBox *m_microphone, *m_speaker, *m_alarm;
    MeterBar *m_meter;
    QPushButton *m_mute, *m_hearSelf, *m_testSpeaker, *m_testAlarm;
};

} // namespace nightbell
