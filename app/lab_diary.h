// The diary and the messages of one dialogue in the workbench: what a conversation orders is done at once, and its
// answer is the conversation's next input.
#pragma once

#include "app/lab_clinic.h"
#include "dialog/dialog_input.h"
#include "dialog/dialog_step.h"

#include <QJsonArray>

namespace nightbell {

class LabDiary
{
public:
    explicit LabDiary(LabClinic &clinic) : m_clinic(clinic), m_appointments(clinic.appointments) { }

    DialogInput take(const FindTimesStep &wanted, Instant now) const;
    DialogInput take(const HoldStep &step, Instant now);
    DialogInput take(const BookStep &step, Instant now);
    DialogInput take(const MoveStep &step, Instant now);
    DialogInput take(const CancelStep &step);
    DialogInput take(const ConfirmStep &step) const;
    DialogInput take(const FindAppointmentsStep &step, Instant now) const;
    void take(const ReleaseStep &step);

    const QList<Appointment> &appointments() const { return m_appointments; }

private:
    struct Held
    {
        HoldId id;
        ServiceId service;
        OfferedTime time;
        Instant expires;
    };

    QList<Occupied> occupied(Instant now, const AppointmentId &besides = {}) const;
    const Service *service(const ServiceId &id) const;
    Held *held(const HoldId &id, Instant now);
    OfferedTime spoken(const FreeTime &free) const;

    LabClinic &m_clinic;
    QList<Appointment> m_appointments;
    QList<Held> m_held;
    int m_numbers = 0;
};

} // namespace nightbell
