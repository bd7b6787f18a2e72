// How a call is shown: its group in the list, its icon, its one-line reason. Pure: a summary in, words out.
#pragma once

#include "call/call_summary.h"

#include <QString>

namespace nightbell {

enum class CallGroup { NeedsPerson, WithStaff, WithAssistant, Dropped, Gone };

struct CallLook
{
    CallGroup group = CallGroup::WithAssistant;
    QString icon;
    QString chip;                   // the state in one or two words; empty for a plain call
    QString name;                   // the caller as far as known
    QString lastWords;              // in quotation marks
    QString reason;                 // intent or phase
    QString recording;              // in words; empty: the call is not recorded
    std::optional<Gravity> gravity; // of the gravest escalation nobody has closed
    std::optional<Instant> waitingSince;
};

CallLook lookOf(const CallSummary &call);

QString groupName(CallGroup group);
QString gravityWord(Gravity gravity);
QString maskedNumber(const PrivateText &number);          // (•••) •••-0142
QString spokenName(const CallSummary &call, Instant now); // the whole row in one breath, for a screen reader

} // namespace nightbell
