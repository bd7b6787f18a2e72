// Which intents are errands and which are questions, and what the words that begin an errand already tell of it.
#pragma once

#include "dialog/intent.h"
#include "dialog/slot_readers.h"

namespace nightbell {

bool isQuestion(Intent intent); // hours, location, services, insurance

bool waits(Intent intent, Intent first); // of two in one breath, the second is served when the first is done

// What the words speak of, whatever they want.
bool speaksOfMoving(const Words &said);     // "change", "instead", "can't make it"
bool speaksOfKnowing(const Words &said);    // "when is", "do I still have"
bool asksForTheirOwn(const Words &said);    // "when am I due"
bool speaksOfWishing(const Words &said);    // "I need", "can I get"
bool speaksOfAVisit(const Words &said);     // "appointment", "slot"
bool speaksOfBefore(const Words &said);     // "I was", "we got cut off"
bool speaksOfCancelling(const Words &said); // "scrap", "don't need"

bool saysNeverMind(const Words &said);

bool asksOn(const Words &said); // "and on sunday", "what about aetna"

bool isAsked(const Words &said); // "what should I do" is no yes

bool deniesDanger(const Words &said); // "no, it was a figure of speech"

bool isQuestionAside(const Words &said); // "are you a robot" is no message

bool speaksForAnother(const Words &said); // "my daughter needs one too"

// What is passed on to the staff, where the words that began the errand are already it; empty where it has to be asked.
QString messageIn(const Words &said, Intent errand);

// "Move my friday appointment to monday at ten": monday at ten is the wish, friday only tells which one.
QList<ReadSlot> wishAndHint(const Words &said, const QList<ReadSlot> &read, const ReadingPlace &place);

bool namesOnlyTheWeekday(const QString &spoken); // "on tuesday"

// Whether what was said now is so of the opening that is already chosen.
bool agrees(const ReadSlot &read, const OfferedTime &chosen);

} // namespace nightbell
