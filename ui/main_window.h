// The frame of every screen: top bar, alarm line, the screen itself.
#pragma once

#include "desk/switchboard.h"
#include "ui/alarm_bell.h"

#include <QMainWindow>
#include <QTimeZone>
#include <QTimer>

namespace nightbell {

class AlarmLine;
class ClinicFile;
class HeadsetButton;
class HeadsetPanel;
class LivePage;
class TopBar;
class Vitals;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Switchboard &switchboard, ClinicFile &clinic, Vitals &vitals, Headset &headset, Asker me);

private:
    void showClinic();
    void showVitals();
    void showHeadset(const HeadsetStatus &status);
    void openHeadset(bool open);
    void showWaiting(const QList<CallSummary> &waiting);
    void claim(const CallId &call, const EscalationId &escalation);
    void listenTo(const CallId &call);
    void silence(bool quiet);
    void showQuiet();
    void passTime();

    Switchboard &m_switchboard;
    ClinicFile &m_clinic;
    Vitals &m_vitals;
    Asker m_me;
    QTimeZone m_zone = QTimeZone::utc(); // the clinic's
    TopBar *m_topBar;
    AlarmLine *m_alarmLine;
    LivePage *m_live;
    HeadsetButton *m_headsetButton;
    HeadsetPanel *m_headsetPanel;
    AlarmBell m_bell;
    QTimer m_second;
};

} // namespace nightbell
