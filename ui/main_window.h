// The frame of every screen: top bar, alarm line, the screen itself.
#pragma once

#include "desk/switchboard.h"

#include <QMainWindow>
#include <QTimeZone>
#include <QTimer>

namespace nightbell {

class AlarmLine;
class ClinicFile;
class LivePage;
class TopBar;
class Vitals;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Switchboard &switchboard, ClinicFile &clinic, Vitals &vitals, Asker me);

private:
    void showClinic();
    void showVitals();
    void showWaiting(const QList<CallSummary> &waiting);
    void claim(const CallId &call, const EscalationId &escalation);
    void passTime();

    Switchboard &m_switchboard;
    ClinicFile &m_clinic;
    Vitals &m_vitals;
    Asker m_me;
    QTimeZone m_zone = QTimeZone::utc(); // the clinic's
    TopBar *m_topBar;
    AlarmLine *m_alarmLine;
    LivePage *m_live;
    QTimer m_second;
};

} // namespace nightbell
