// What an utterance tells of the caller's wish, slot by slot: the answer to what was asked, and whatever else was said
// along with it.
#pragma once

#include "dialog/dialog_state.h"
#include "dialog/said_when.h"

namespace nightbell {

struct ReadSlot
{
    Slot slot = Slot::Message;
    KnownSlot value;
    enum class Fault { None, Invalid, Ambiguous, Half }; // Half: a first name alone, digits that are too few
    Fault fault = Fault::None;
    bool operator==(const ReadSlot &) const = default;
};

struct ReadingPlace
{
    const Organisation &organisation;
    const Branch &branch;
    Moment moment;
    PrivateText callerNumber; // "the number I am calling from"
};

// `asked` is heard with the greatest willingness: a single word is a name when a name was asked for.
QList<ReadSlot> readSlots(const Words &said, const DialogState &state, const ReadingPlace &place);

// The day and the hours in an utterance, as slots hold them.
QList<ReadSlot> readWhen(const Words &said, const ReadingPlace &place);

inline const QString anyValue = QStringLiteral("any"); // of a day, an hour or a provider: the caller does not mind

// A day or a window of them as a slot holds it: "2026-09-17", "2026-09-14/2026-09-18"; hours: "10:00", "12:00/",
// "/12:00".
struct WantedDays
{
    QDate from, to;
};
struct WantedHours
{
    std::optional<QTime> exactly;
    QTime earliest{0, 0};
    QTime latest{23, 59};
};
std::optional<WantedDays> wantedDays(const QString &value);
std::optional<WantedHours> wantedHours(const QString &value);

} // namespace nightbell
