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

std::optional<AlarmTune> tuneOf(const QList<CallSummary> &waiting, Instant now, Instant quietUntil)
{
    const auto isHeard = [&](const EscalationSummary &each) {
        return each.state == EscalationSummary::State::Open && (each.gravity > Gravity::Asks || now >= quietUntil);
    };
    std::optional<AlarmTune> gravest;
    for (const CallSummary &call : waiting)
        for (const EscalationSummary &each : call.escalations)
            if (isHeard(each))
                gravest = std::max(gravest, std::optional(tuneOf(each, now))); // nothing is the least
    return gravest;
}

} // namespace nightbell
