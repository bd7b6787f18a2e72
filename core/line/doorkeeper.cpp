#include "line/doorkeeper.h"

#include "line/sip_words.h"

#include <re.h>

namespace nightbell {

namespace {

constexpr std::size_t trustedAtMost = 4'096;
constexpr std::size_t strangersAtMost = 4'096;
constexpr int questionsPerSecond = 100; // to all strangers together

bool is(const sip_msg &request, const char *method) { return pl_strcmp(&request.met, method) == 0; }

bool beginsSomething(const sip_msg &request)
{
    return !pl_isset(&request.to.tag) && !is(request, "ACK") && !is(request, "CANCEL");
}

} // namespace

Doorkeeper::Doorkeeper(const DoorRules &rules, const TrustedSources &trusted)
    : m_trusted(trusted)
    , m_trustedLedger(rules.trustedPerSecond, trustedAtMost)
    , m_strangerLedger(rules.strangersPerSecond, strangersAtMost)
    , m_allStrangers(questionsPerSecond, 1)
    , m_digest(rules.users)
{ }

Verdict Doorkeeper::judge(const sip_msg &request, const std::function<bool()> &hasCalls, DoorTime now)
{
    const QHostAddress source = hostOf(request.src);
    if (!m_trusted.contains(source))
        return judgeStranger(request, source, hasCalls, now);
    if (beginsSomething(request) && !m_trustedLedger.spend(sourceKey(source), now))
        return refuse(RefusalReason::TrustedRate, source, now,
                      SipRefusal{503, "Service Unavailable", "Retry-After: 5\r\n"});
    return judgeForm(request, source, now);
}

Verdict Doorkeeper::judgeStranger(const sip_msg &request, const QHostAddress &source,
                                  const std::function<bool()> &hasCalls, DoorTime now)
{
    if (!m_digest.hasUsers())
        return refuse(RefusalReason::Stranger, source, now);
    const SourceKey key = sourceKey(source);
    if (!m_strangerLedger.spend(key, now))
        return refuse(RefusalReason::StrangerRate, source, now);
    if (!beginsSomething(request) && hasCalls())
        return judgeForm(request, source, now);
    if (!is(request, "INVITE") || !beginsSomething(request) || refusalOf(request))
        return refuse(RefusalReason::Stranger, source, now);
    if (m_digest.holdsBack(key, now))
        return refuse(RefusalReason::HeldBack, source, now);

    const CallerDigest::Judgement judgement = m_digest.judge(request, key, now);
    if (judgement == CallerDigest::Judgement::Right)
        return {.letIn = true};
    if (!m_allStrangers.spend({}, now))
        return refuse(RefusalReason::StrangerRate, source, now);
    const bool stale = judgement == CallerDigest::Judgement::Stale;
    const bool wrong = judgement == CallerDigest::Judgement::Wrong;
    return refuse(wrong ? RefusalReason::WrongSignIn : RefusalReason::SignInAsked, source, now,
                  SipRefusal{401, "Unauthorized", m_digest.question(key, stale, now)});
}

Verdict Doorkeeper::judgeForm(const sip_msg &request, const QHostAddress &source, DoorTime now)
{
    if (auto refusal = refusalOf(request))
        return refuse(RefusalReason::Malformed, source, now, std::move(refusal));
    return {.letIn = true};
}

Verdict Doorkeeper::refuse(RefusalReason reason, const QHostAddress &source, DoorTime now,
                           std::optional<SipRefusal> refusal)
{
    m_refusals.note(reason, source, now);
    return {.refusal = std::move(refusal)};
}

} // namespace nightbell
