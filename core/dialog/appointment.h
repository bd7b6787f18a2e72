// A patient's appointment as it is spoken of: on the clock of the branch, to the minute.
#pragma once

#include "clinic/organisation.h"
#include "private_text.h"

#include <QDateTime>

namespace nightbell {

using AppointmentId = Id<struct AppointmentTag>;
using HoldId = Id<struct HoldTag>; // of a time that is kept for a caller for some minutes

struct Patient
{
    PrivateText name;
    QDate born;
    PrivateText phone; // E.164; may be empty
    bool operator==(const Patient &) const = default;
};

struct OfferedTime
{
    ProviderId provider;
    QDate date;
    QTime time;
    bool operator==(const OfferedTime &) const = default;
};

struct Appointment
{
    AppointmentId id;
    Patient patient;
    ServiceId service;
    ProviderId provider;
    QDate date;
    QTime time;
    bool operator==(const Appointment &) const = default;
};

} // namespace nightbell
