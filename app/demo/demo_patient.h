// How a simulated patient behaves in one call. Pure: what the assistant said goes in, what the patient does comes out.
// Patients are told the assistant's words as text; the assistant hears them by ear alone.
#pragma once

#include "app/demo/patient_story.h"

#include <QHash>

namespace nightbell {

struct PatientDeed
{
    QString says; // to be spoken; empty: nothing
    QString keys; // to be pressed
    bool hangsUp = false;
    bool vanishes = false;
};

class DemoPatient
{
public:
    explicit DemoPatient(PatientStory story) : m_story(std::move(story)) { }

    const PatientStory &story() const { return m_story; }
    PatientDeed hears(const QString &assistant); // all that it said since the patient's last turn

private:
    std::optional<PatientDeed> judgesReadBack(const QString &heard) const;

    PatientStory m_story;
    PatientDeed give(qsizetype answer);

    QString m_said;                // last
    qsizetype m_answer = -1;       // that was given last
    QHash<qsizetype, int> m_times; // each answer was given
};

} // namespace nightbell
