#include "line/refusal_log.h"

#include <QLoggingCategory>

namespace nightbell {

namespace {

Q_LOGGING_CATEGORY(log, "nightbell.line")

constexpr std::chrono::minutes quiet{1};
constexpr int linesAMinute = 60; // however many sources there are: an address is quickly forged

const char *wordsFor(RefusalReason reason)
{
    switch (reason) {
    case RefusalReason::Stranger:
        return "not a trusted source";
    case RefusalReason::StrangerRate:
        return "a stranger beyond its rate";
    case RefusalReason::SignInAsked:
        return "asked to sign in";
    case RefusalReason::WrongSignIn:
        return "a wrong sign-in";
    case RefusalReason::HeldBack:
        return "held back after wrong sign-ins";
    case RefusalReason::TrustedRate:
        return "beyond sip.trusted_rate";
    case RefusalReason::Malformed:
        return "malformed";
    case RefusalReason::LinesBusy:
        return "calls.at_most are there";
    case RefusalReason::SourceBusy:
        return "sip.calls_per_source are there";
    case RefusalReason::Unacceptable:
        return "no sound that could be taken";
    }
    Q_UNREACHABLE();
}

} // namespace

void RefusalLog::note(RefusalReason reason, const QHostAddress &source, DoorTime now)
{
    ++m_counts[std::size_t(reason)];
    Mention &mention = m_mentions.of(sourceKey(source));
    if ((mention.made && now - mention.at < quiet) || !lineIsFree(now)) {
        ++mention.silent;
        return;
    }
    qCInfo(log).noquote() << "refused" << source.toString() << "-" << wordsFor(reason)
                          << "- unmentioned before:" << mention.silent;
    mention = {.at = now, .made = true};
}

bool RefusalLog::lineIsFree(DoorTime now)
{
    if (now - m_minute >= quiet) {
        m_minute = now;
        m_lines = 0;
    }
    return ++m_lines <= linesAMinute;
}

} // namespace nightbell
