// What the diary did for a call, written in the one transaction with its rows: such an event is the receipt of a
// promise. Moments are milliseconds since the epoch. Nothing here names the patient; the diary does.
#pragma once

#include "call/appointment_summary.h"

namespace nightbell {

struct Booked
{
    static constexpr auto kind = "booked";
    AppointmentId appointment;
    QString step; // of the conversation that asked for it
    ServiceId service;
    ProviderId provider;
    qint64 startsMs = 0;
    int minutes = 0;
    bool operator==(const Booked &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("appointment", self.appointment), field("step", self.step), field("service", self.service);
        field("provider", self.provider), field("starts_ms", self.startsMs), field("minutes", self.minutes);
    }
};

struct Rescheduled // to
{
    static constexpr auto kind = "rescheduled";
    AppointmentId appointment;
    QString step;
    ServiceId service;
    ProviderId provider;
    qint64 startsMs = 0;
    int minutes = 0;
    ProviderId fromProvider;
    qint64 fromMs = 0;
    bool operator==(const Rescheduled &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("appointment", self.appointment), field("step", self.step), field("service", self.service);
        field("provider", self.provider), field("starts_ms", self.startsMs), field("minutes", self.minutes);
        field("from_provider", self.fromProvider), field("from_ms", self.fromMs);
    }
};

struct Cancelled
{
    static constexpr auto kind = "cancelled";
    AppointmentId appointment;
    QString step;
    bool operator==(const Cancelled &) const = default;
    static void fields(auto &self, auto &&field) { field("appointment", self.appointment), field("step", self.step); }
};

struct AppointmentConfirmed // the patient said that they will come
{
    static constexpr auto kind = "appointment_confirmed";
    AppointmentId appointment;
    QString step;
    bool operator==(const AppointmentConfirmed &) const = default;
    static void fields(auto &self, auto &&field) { field("appointment", self.appointment), field("step", self.step); }
};

struct AppointmentUndone // staff took back what this call had done; the appointment is now this again
{
    static constexpr auto kind = "appointment_undone";
    AppointmentId appointment;
    StaffId staff;
    AppointmentState state = AppointmentState::Cancelled;
    ServiceId service;
    ProviderId provider;
    qint64 startsMs = 0;
    int minutes = 0;
    bool operator==(const AppointmentUndone &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("appointment", self.appointment), field("staff", self.staff), field("state", self.state);
        field("service", self.service), field("provider", self.provider), field("starts_ms", self.startsMs);
        field("minutes", self.minutes);
    }
};

} // namespace nightbell
