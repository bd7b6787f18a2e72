// The clinic of one dialogue as the workbench is given it: its facts in the form of the clinic file, and what stands in
// its diary when the dialogue begins.
#pragma once

#include "booking/free_times.h"
#include "dialog/appointment.h"
#include "result.h"

#include <QJsonObject>

namespace nightbell {

struct LabClinic
{
    Organisation organisation; // with one branch
    QList<Appointment> appointments;
    QList<Occupied> busy;
    WeekHours staffHours; // when a person answers a transfer
    Span resumable{0};

    const Branch &branch() const { return organisation.branches.first(); }
    QTimeZone zone() const { return Opening(organisation, branch()).timeZone(); }
    Instant instantOf(QDate date, QTime time) const;
    QDateTime clockAt(Instant at) const;
    bool staffAnswerAt(Instant at) const;
};

Result<LabClinic> labClinicFrom(const QJsonObject &org);

QJsonObject asGiven(const Appointment &appointment); // in the form in which appointments are given

} // namespace nightbell
