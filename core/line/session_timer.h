// How long a session lives without being renewed, and whose turn it is to renew it (RFC 4028). Pure: time is passed in.
#pragma once

#include "instant.h"

#include <QByteArray>

#include <optional>

namespace nightbell {

inline constexpr int sessionSeconds = 1'800;
inline constexpr int leastSessionSeconds = 90; // RFC 4028: never below

enum class Refresher { Uac, Uas }; // of the request that the header stands in

struct SessionWish // what a message says about the session's life
{
    bool supported = false; // the sender knows of session timers
    std::optional<int> seconds;
    std::optional<Refresher> refresher;
    int least = leastSessionSeconds;
};

struct SessionTerms
{
    int seconds = sessionSeconds;
    bool oursToRenew = true;
    bool theirsKnow = false; // the other end knows of them, too
    bool operator==(const SessionTerms &) const = default;
};

bool tooBrief(const SessionWish &wish); // to be answered 422 with Min-SE

SessionTerms termsForOffered(const SessionWish &request);   // we answer the request
SessionTerms termsForAnswered(const SessionWish &response); // our request was answered

QByteArray headersOfAnswer(const SessionTerms &terms); // whole lines, into our 2xx
QByteArray headersOfRequest(int seconds, std::optional<Refresher> refresher, int least = leastSessionSeconds);

class SessionTimer
{
public:
    enum class Due { Nothing, Renewal, End };

    void agree(const SessionTerms &terms, Span now); // begins anew
    Due due(Span now) const;
    Span next(Span now) const; // how long until something is due

    const SessionTerms &terms() const { return m_terms; }

private:
    Span renewalAt() const;
    Span endAt() const;

    SessionTerms m_terms;
    Span m_agreed{};
};

} // namespace nightbell
