// Danger over a whole call. Every partial and final of the caller is heard; what several short turns say together
// counts as if said at once ("my chest" … "it's tight" … "down my arm"). An alarm that a partial raised stands until
// the final confirms it or takes it back with a reason; the same danger is raised once, a graver one again.
#pragma once

#include "dialog/tripwire.h"

#include <QHash>

#include <optional>

namespace nightbell {

inline constexpr int watchedTurnsAtMost = 4;  // that are read together
inline constexpr int watchedWordsAtMost = 60; // of the last turns together, and of a partial, from its end

struct DangerNews
{
    enum class Kind {
        Raised,    // a danger not known before, or graver than before
        Confirmed, // the final says what the partial said
        Retracted, // it does not: finding.explainsAway says why
    };
    Kind kind = Kind::Raised;
    DangerFinding finding;
    int turn = 0;
    bool isProvisional = false;    // raised by a partial
    bool fromSeveralTurns = false; // its evidence counts the words of the turns read together
    bool operator==(const DangerNews &) const = default;
};

class DangerWatch
{
public:
    explicit DangerWatch(const Tripwire &tripwire) : m_tripwire(tripwire) { } // must outlive the watch

    // The assistant asked; the caller's next words answer it.
    void asked(const QString &question);
    std::optional<DangerNews> hearPartial(const QString &words, int turn);
    std::optional<DangerNews> hearFinal(const QString &words, int turn);

    DangerLevel level() const { return m_level; } // the gravest that stands

private:
    struct Judged
    {
        DangerFinding finding;
        bool fromSeveralTurns = false;
    };
    Judged judge(const Words &said, bool isFinal) const;
    std::optional<DangerNews> raise(const Judged &judged, int turn, bool isProvisional);
    std::optional<DangerNews> settle(const Judged &judged, int turn);
    bool isNew(const DangerFinding &finding) const;

    const Tripwire &m_tripwire;
    Words m_question;
    QList<Words> m_turns; // the last finals
    QHash<QString, DangerLevel> m_known;
    DangerLevel m_level = DangerLevel::None;
    std::optional<DangerNews> m_provisional; // what a partial of this turn raised
    QHash<QString, DangerLevel> m_knownBefore;
};

} // namespace nightbell
