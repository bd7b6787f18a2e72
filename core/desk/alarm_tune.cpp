#include "desk/alarm_tune.h"

#include <algorithm>

namespace nightbell {
namespace {

AlarmTune tuneOf(const EscalationSummary &escalation, Instant now)
{
    switch (escalation.gravity) {
    case Gravity::Asks:
        return escalation.expires != Instant{} && escalation.expires - now <= hurriesWithin ? AlarmTune::Hurried
                                                                                            : AlarmTune::Gentle;
    case Gravity::Urgent:
        return AlarmTune::Urgent;
    case Gravity::Emergency:
    case Gravity::Crisis:
        return AlarmTune::Emergency;
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<AlarmTune> tuneOf(const QList<CallSummary> &waiting, Instant now)
{
    std::optional<AlarmTune> gravest;
    for (const CallSummary &call : waiting)
        for (const EscalationSummary &each : call.escalations)
            if (each.state == EscalationSummary::State::Open)
                gravest = std::max(gravest, std::optional(tuneOf(each, now))); // nothing is the least
    return gravest;
}

} // namespace nightbell
