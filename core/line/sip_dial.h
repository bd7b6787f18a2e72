// To whom a call is made: what was ordered, put past the rule of dialling, becomes an address of an account or a
// trusted host. Nobody else is ever called.
#pragma once

#include "line/dial_rule.h"
#include "line/line.h"
#include "line/sip_account.h"

namespace nightbell {

struct DialFrom // what a target is made with
{
    const SipAccount *account = nullptr; // nothing: the address says where
    const TrustedSources &trusted;
    DialRule &rule;
    Span now;
};

QHostAddress hostIn(const QByteArray &sipUri); // null: none, or a name

Result<SipTarget> sipTarget(const DialLeg &dial, const DialFrom &from);

// Where another end is asked to call: the same rule, at its own host.
Result<QByteArray> referTarget(const PrivateText &to, const QByteArray &theirTarget, DialRule &rule, Span now);

QByteArray shownName(const PrivateText &name); // as it may stand between quotes

} // namespace nightbell
