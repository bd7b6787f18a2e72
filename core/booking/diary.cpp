#include "booking/diary.h"

namespace nightbell {

DiaryFault faultOf(const Problem &problem)
{
    switch (problem.kind) {
    case Problem::Kind::Refused:
        return DiaryFault::Taken;
    case Problem::Kind::Stale:
    case Problem::Kind::NotFound:
        return DiaryFault::Stale;
    case Problem::Kind::Invalid:
    case Problem::Kind::Full:
        return DiaryFault::Wrong;
    default:
        return DiaryFault::Away;
    }
}

Result<Visit> visitFor(const Organisation &organisation, const Branch &branch, const Service &service,
                       const ProviderId &provider, Instant starts, Instant now)
{
    const auto wrong = [](const char *why) { return Problem{Problem::Kind::Invalid, QString::fromLatin1(why)}; };
    if (provider.isEmpty())
        return wrong("no provider is named");
    switch (fits(organisation, branch, service, provider, {}, starts, now)) {
    case Fit::Past:
        return wrong("the time is past");
    case Fit::Closed:
        return wrong("the branch is closed then");
    case Fit::TooLong:
        return wrong("the branch closes before the end");
    case Fit::NotGiven:
        return wrong("the provider does not give this service there");
    case Fit::Taken:
    case Fit::Free:
        break;
    }
    return Visit{branch.id, service.id, provider, starts, service.minutes};
}

} // namespace nightbell
