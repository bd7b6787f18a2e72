// An appointment as it stands in the diary: at a moment, for some minutes, with its patient.
#pragma once

#include "call/appointment_summary.h"

#include <QTimeZone>

#include <optional>

namespace nightbell {

struct Visit // where and when who sees a patient
{
    BranchId branch;
    ServiceId service;
    ProviderId provider;
    Instant starts; // on a whole minute
    int minutes = 0;

    Instant ends() const { return starts + std::chrono::minutes{minutes}; }
    bool operator==(const Visit &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("branch", self.branch), field("service", self.service), field("provider", self.provider);
        field("starts", self.starts), field("minutes", self.minutes);
    }
};

inline constexpr int visitMinutesAtMost = 24 * 60;
bool isWhole(const Visit &visit); // a provider, a length, and whole minutes

struct DiaryEntry
{
    AppointmentId id;
    Visit visit;
    AppointmentState state = AppointmentState::Booked;
    Patient patient;
    PrivateText reason;
    CallId call; // in which it was made; empty: staff made it, or it was imported
    Instant made;

    bool live() const { return state != AppointmentState::Cancelled; }
    bool operator==(const DiaryEntry &) const = default;
};

// As it is spoken of, on the clock of its branch.
OfferedTime spokenTime(const Visit &visit, const QTimeZone &zone);
Appointment spoken(const DiaryEntry &entry, const QTimeZone &zone);

// The moment of a reading of that clock: the first one where clocks are set back, none where the reading is skipped.
std::optional<Instant> momentOf(QDate date, QTime time, const QTimeZone &zone);

} // namespace nightbell
