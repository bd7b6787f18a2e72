// When a service can be given: inside opening hours, by somebody who gives it, where the diary has room. Pure; the
// moment is passed in.
#pragma once

#include "clinic/opening.h"

namespace nightbell {

struct Occupied // of one provider; without one, of everybody
{
    ProviderId provider;
    Instant from;
    Instant to;
    bool operator==(const Occupied &) const = default;
};

struct WantedTime
{
    ProviderId provider; // empty: whoever is free
    Instant from;
    Instant until;         // of beginnings, not included
    TimeOfDay earliest{0}; // on the clock of the branch
    TimeOfDay latest{minutesPerDay};
    bool operator==(const WantedTime &) const = default;
};

struct FreeTime
{
    ProviderId provider;
    Instant from;
    int minutes = 0;

    Instant to() const { return from + std::chrono::minutes{minutes}; }
    bool operator==(const FreeTime &) const = default;
};

inline constexpr int wantedDaysAtMost = 400; // from the first moment that is looked at

// In order of time; of several providers that are free at once, the one with least to do that day comes first. Nothing
// begins before `now`.
QList<FreeTime> freeTimes(const Organisation &organisation, const Branch &branch, const Service &service,
                          const WantedTime &wanted, const QList<Occupied> &occupied, Instant now, int atMost);

// Whether it could be given just then, and if not, why: what a caller is told.
enum class Fit { Free, Past, Closed, TooLong, NotGiven, Taken };
Fit fits(const Organisation &organisation, const Branch &branch, const Service &service, const ProviderId &provider,
         const QList<Occupied> &occupied, Instant from, Instant now);

} // namespace nightbell
