// The last look at a sentence before it is spoken, whoever composed it: a promise needs its receipt, what belongs to a
// patient needs a verified caller, and some things are never said at all.
#pragma once

#include "dialog/dialog_state.h"

namespace nightbell {

enum class Withheld {
    None,
    PromiseWithoutReceipt, // "you are booked" before the diary holds it
    PersonNotThere,        // "I am connecting you" when nobody took the call
    HourPromised,          // "we will call you within the hour": nobody can know
    PrescriptionPromised,
    Advice,  // doses, diagnoses, what is safe
    Results, // of tests
    PrivateFact,
    Orders, // what the assistant was told to be
    Human,  // "I am a real person"
};

struct Gated
{
    QString words; // what may be said of it; may be empty
    QList<Withheld> withheld;
};

ActProof proofOf(NodeKind act); // what its receipt says was done

Gated released(const QString &words, const DialogState &state);

} // namespace nightbell

NIGHTBELL_NAMES(Withheld, {nightbell::Withheld::None, "none"},
                {nightbell::Withheld::PromiseWithoutReceipt, "promise_without_receipt"},
                {nightbell::Withheld::PersonNotThere, "person_not_there"},
                {nightbell::Withheld::HourPromised, "hour_promised"},
                {nightbell::Withheld::PrescriptionPromised, "prescription_promised"},
                {nightbell::Withheld::Advice, "advice"}, {nightbell::Withheld::Results, "results"},
                {nightbell::Withheld::PrivateFact, "private_fact"}, {nightbell::Withheld::Orders, "orders"},
                {nightbell::Withheld::Human, "human"});
