// Every refusal is counted by its reason; a source is named in the log at most once a minute, and so is the number of
// refusals since. What was asked for, and by which user, stands nowhere.
#pragma once

#include "line/source_ledger.h"

#include <array>
#include <atomic>

namespace nightbell {

enum class RefusalReason {
    Stranger,     // not trusted, no call of a user
    StrangerRate, // a stranger beyond its rate
    SignInAsked,  // a stranger who may show that he is a user
    WrongSignIn,  // and did not
    HeldBack,     // after wrong ones
    TrustedRate,  // a trusted source beyond its rate
    Malformed,
    LinesBusy,    // calls.at_most
    SourceBusy,   // sip.calls_per_source
    Unacceptable, // no sound that we could take
};
inline constexpr std::size_t refusalReasons = std::size_t(RefusalReason::Unacceptable) + 1;

class RefusalLog
{
public:
    void note(RefusalReason reason, const QHostAddress &source, DoorTime now);

    quint64 count(RefusalReason reason) const { return m_counts[std::size_t(reason)]; } // from any thread

private:
    struct Mention
    {
        DoorTime at;
        quint64 silent = 0; // refusals since
        bool made = false;
    };

    bool lineIsFree(DoorTime now);

    std::array<std::atomic<quint64>, refusalReasons> m_counts{};
    SourceTable<Mention> m_mentions{1'024};
    DoorTime m_minute;
    int m_lines = 0; // in this minute, of all sources
};

} // namespace nightbell
