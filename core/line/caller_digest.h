// How a caller from an address that is not trusted shows that he is a user: digest (RFC 2617, MD5), without any state
// until he has done so. A question holds its time and is signed for the one who was asked; an answer to it is judged
// alike whether there is such a user or not, and wrong ones hold their sender back, longer each time. A right answer
// that was overheard is of no use to anybody: it counts once.
#pragma once

#include "line/source_ledger.h"

#include <QByteArray>
#include <QMap>

#include <map>

struct sip_msg;

namespace nightbell {

using CallerSecrets = QMap<QString, QByteArray>; // user → password

class CallerDigest
{
public:
    explicit CallerDigest(const CallerSecrets &secrets);

    enum class Judgement {
        Asked, // no answer to a question of ours yet
        Stale, // to one that is too old, or again the same
        Wrong,
        Right,
    };

    bool hasUsers() const { return !m_users.isEmpty(); }
    bool holdsBack(const SourceKey &source, DoorTime now) const;
    Judgement judge(const sip_msg &request, const SourceKey &source, DoorTime now);
    QByteArray question(const SourceKey &source, bool stale, DoorTime now) const; // a header line

private:
    struct Failures
    {
        int count = 0;
        DoorTime heldUntil;
    };

    QByteArray nonce(const SourceKey &source, const QByteArray &stamp) const; // stamp: its time and a chance number
    bool countsOnce(const QByteArray &nonce, quint32 count, DoorTime now);

    QMap<QByteArray, QByteArray> m_users;    // → MD5 of user, realm, password
    QByteArray m_nobody;                     // the same of a user that does not exist
    QByteArray m_key;                        // of the questions; new with every start
    std::map<QByteArray, quint32> m_counts;  // of right answers to each question, the oldest first; see answeredAtMost
    SourceTable<Failures> m_failures{4'096}; // filled only by those who got our question at their address
};

} // namespace nightbell
