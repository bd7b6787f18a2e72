// What a call knows of an appointment that was made or changed in it. Who it is for stands in the diary alone.
#pragma once

#include "call/enum_names.h"
#include "dialog/appointment.h"
#include "instant.h"

namespace nightbell {

enum class AppointmentState { Booked, Confirmed, Cancelled };

struct AppointmentSummary
{
    AppointmentId id;
    AppointmentState state = AppointmentState::Booked;
    ServiceId service;
    ProviderId provider;
    Instant starts; // epoch = only the id is known: it was booked elsewhere
    int minutes = 0;
    bool operator==(const AppointmentSummary &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("id", self.id), field("state", self.state), field("service", self.service);
        field("provider", self.provider), field("starts", self.starts), field("minutes", self.minutes);
    }
};

inline constexpr int appointmentsAtMost = 20; // of one call; the oldest are forgotten here, not in the diary

} // namespace nightbell

NIGHTBELL_NAMES(AppointmentState, {nightbell::AppointmentState::Booked, "booked"},
                {nightbell::AppointmentState::Confirmed, "confirmed"},
                {nightbell::AppointmentState::Cancelled, "cancelled"});
