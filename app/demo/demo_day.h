// A day at the demo's clinic: simulated patients dial the program over real SIP and RTP, some at once, speak with
// voices of their own, and answer what the assistant says to them. Each call becomes lines to read, and a summary of
// which came out as they should. Lives on the switchboard's thread.
#pragma once

#include "app/demo/demo_patient.h"
#include "app/demo/patient_voices.h"
#include "desk/switchboard.h"
#include "line/simulated_callers.h"

#include <QMap>
#include <QSet>
#include <QTimer>

#include <map>
#include <memory>

namespace nightbell {

struct DemoPlan
{
    QList<PatientStory> stories;
    QString engine; // where it listens: "127.0.0.1:5070"
    QString number; // of the clinic
    int callersAtOnce = 3;
    bool forEver = false; // the day begins again when it is over
};

struct DemoCount
{
    int calls = 0;
    int asTheyShould = 0;
    QStringList others; // titles
};

class DemoDay : public QObject
{
    Q_OBJECT

public:
    DemoDay(Switchboard &switchboard, DemoPlan plan);
    ~DemoDay() override;

    Result<> begin();
    const DemoCount &count() const { return m_count; }
    QStringList summary() const;

Q_SIGNALS:
    void said(const QString &line); // of one call, for people
    void over();                    // the last story is told

private:
    struct Visit // one story while its call lasts
    {
        DemoPatient patient;
        LegId caller;
        CallId call;
        int unplayed = 0;
        QMap<int, QString> sentences; // being spoken
        QStringList heard;            // since the patient's last turn
        bool speaking = false;
        QSet<QString> became;
        std::unique_ptr<QTimer> answers;
    };
    using Visits = std::map<QString, std::unique_ptr<Visit>>; // by story

    void beginDay();
    void beginNext();
    void dial(const PatientStory &story);
    void happened(const CallEvent &event);
    void note(Visit &visit, const Happening &what);
    void answer(Visit &visit);
    void saidAll(const LegId &caller);
    void ended(const LegId &caller);
    void finish(const QString &story);
    void tell(const Visit &visit, const QString &who, const QString &words);
    Visit *visitOf(const LegId &caller);
    Visit *visitOf(const CallId &call);

    Switchboard &m_switchboard;
    const DemoPlan m_plan;
    PatientVoices m_voices;
    SimulatedCallers m_callers;
    QList<PatientStory> m_waiting; // the next first
    Visits m_visits;
    QTimer m_next;
    DemoCount m_count;
};

} // namespace nightbell
