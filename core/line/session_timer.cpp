#include "line/session_timer.h"

#include <algorithm>

namespace nightbell {

bool tooBrief(const SessionWish &wish) { return wish.seconds && *wish.seconds < leastSessionSeconds; }

SessionTerms termsForOffered(const SessionWish &request)
{
    const int seconds = std::max(std::min(request.seconds.value_or(sessionSeconds), sessionSeconds), request.least);
    const bool theirs = request.supported && request.refresher != Refresher::Uas;
    return {.seconds = seconds, .oursToRenew = !theirs, .theirsKnow = request.supported};
}

SessionTerms termsForAnswered(const SessionWish &response)
{
    const bool theirs = response.seconds && response.refresher == Refresher::Uas;
    return {.seconds = std::max(response.seconds.value_or(sessionSeconds), leastSessionSeconds),
            .oursToRenew = !theirs,
            .theirsKnow = response.seconds.has_value()};
}

QByteArray headersOfAnswer(const SessionTerms &terms)
{
    const QByteArray expires = "Session-Expires: " + QByteArray::number(terms.seconds)
        + ";refresher=" + (terms.oursToRenew ? "uas\r\n" : "uac\r\n");
    return terms.theirsKnow ? "Require: timer\r\n" + expires : expires;
}

QByteArray headersOfRequest(int seconds, std::optional<Refresher> refresher, int least)
{
    QByteArray headers = "Session-Expires: " + QByteArray::number(seconds);
    if (refresher)
        headers += *refresher == Refresher::Uac ? ";refresher=uac" : ";refresher=uas";
    return headers + "\r\nMin-SE: " + QByteArray::number(least) + "\r\n";
}

void SessionTimer::agree(const SessionTerms &terms, Span now)
{
    m_terms = terms;
    m_agreed = now;
}

Span SessionTimer::renewalAt() const { return m_agreed + Span(std::chrono::seconds(m_terms.seconds)) / 2; }

// Whoever waits for the other end ends the session a little before its life is over (RFC 4028, 10).
Span SessionTimer::endAt() const
{
    const Span life = std::chrono::seconds(m_terms.seconds);
    return m_agreed + life - (m_terms.oursToRenew ? Span{0} : std::min(Span(std::chrono::seconds(32)), life / 3));
}

SessionTimer::Due SessionTimer::due(Span now) const
{
    if (now >= endAt())
        return Due::End;
    return m_terms.oursToRenew && now >= renewalAt() ? Due::Renewal : Due::Nothing;
}

Span SessionTimer::next(Span now) const
{
    return (m_terms.oursToRenew && now < renewalAt() ? renewalAt() : endAt()) - now;
}

} // namespace nightbell
