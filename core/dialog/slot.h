// What a conversation may come to know of a caller's wish. The names stand in scripts and in the journal.
#pragma once

#include "call/enum_names.h"

namespace nightbell {

enum class Slot {
    Service,
    Provider,
    Date,
    Time,
    Name,  // of the patient
    Birth, // of the patient
    Phone,
    Reason,
    Medication,
    Pharmacy,
    Relation,    // of the caller to the patient
    Appointment, // which of the patient's
    Offer,       // which of the openings that were offered
    Message,
};

} // namespace nightbell

NIGHTBELL_NAMES(Slot, {nightbell::Slot::Service, "service"}, {nightbell::Slot::Provider, "provider"},
                {nightbell::Slot::Date, "date"}, {nightbell::Slot::Time, "time"}, {nightbell::Slot::Name, "name"},
                {nightbell::Slot::Birth, "dob"}, {nightbell::Slot::Phone, "phone"}, {nightbell::Slot::Reason, "reason"},
                {nightbell::Slot::Medication, "medication"}, {nightbell::Slot::Pharmacy, "pharmacy"},
                {nightbell::Slot::Relation, "relation"}, {nightbell::Slot::Appointment, "which_appointment"},
                {nightbell::Slot::Offer, "offer"}, {nightbell::Slot::Message, "message"});

namespace nightbell {

inline QString keyOf(Slot slot) { return QString(nameOf(slot)); } // in scripts and in the journal

} // namespace nightbell
