// Who may ask for what: judges each request before libre's sessions see it. Trusted sources are served up to their
// rate; strangers hear nothing, unless there are users and one of them wants to show that he is one. What is let in is
// well formed. Belongs to the line's thread; the counts may be read from any.
#pragma once

#include "line/caller_digest.h"
#include "line/refusal_log.h"
#include "line/sip_guard.h"
#include "line/trusted_sources.h"

#include <functional>

namespace nightbell {

struct DoorRules
{
    int trustedPerSecond = 500; // requests that begin something
    int strangersPerSecond = 5; // datagrams
    CallerSecrets users;        // may call from anywhere
};

struct Verdict
{
    bool letIn = false;
    std::optional<SipRefusal> refusal; // otherwise: what is said; nothing is silence
};

class Doorkeeper
{
public:
    Doorkeeper(const DoorRules &rules, const TrustedSources &trusted);

    // hasCalls: a stranger from whom a call was let in goes on without signing in again.
    Verdict judge(const sip_msg &request, const std::function<bool()> &hasCalls, DoorTime now);

    RefusalLog &refusals() { return m_refusals; }
    const RefusalLog &refusals() const { return m_refusals; }

private:
    Verdict judgeStranger(const sip_msg &request, const QHostAddress &source, const std::function<bool()> &hasCalls,
                          DoorTime now);
    Verdict judgeForm(const sip_msg &request, const QHostAddress &source, DoorTime now);
    Verdict refuse(RefusalReason reason, const QHostAddress &source, DoorTime now,
                   std::optional<SipRefusal> refusal = std::nullopt);

    const TrustedSources m_trusted;
    SourceLedger m_trustedLedger;
    SourceLedger m_strangerLedger;
    SourceLedger m_allStrangers; // one bucket: addresses are forged more easily than answered
    CallerDigest m_digest;
    RefusalLog m_refusals;
};

} // namespace nightbell
