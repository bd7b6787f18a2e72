#include "line/caller_digest.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <re.h>

#include <algorithm>

namespace nightbell {

namespace {

constexpr const char *realm = "nightbell";
constexpr qint64 questionHoldsSeconds = 30;
constexpr qsizetype timeDigits = 16;
constexpr qsizetype stampDigits = 32;
constexpr std::size_t answeredAtMost = 4'096; // questions that were answered right and still hold
constexpr int failuresWithoutWait = 1;        // a slip of the finger
constexpr std::chrono::seconds longestWait{300};

QByteArray bytesOf(const pl &part) { return part.p ? QByteArray(part.p, qsizetype(part.l)) : QByteArray(); }

QByteArray signInOf(const QByteArray &user, const QByteArray &password)
{
    return QCryptographicHash::hash(user + ':' + realm + ':' + password, QCryptographicHash::Md5);
}

QByteArray randomBytes(qsizetype words)
{
    QByteArray bytes(words * 4, '\0');
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(bytes.data()), words);
    return bytes;
}

qint64 secondOf(DoorTime now)
{
    return std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
}

QByteArray timeText(qint64 second) { return QByteArray::number(second, 16).rightJustified(timeDigits, '0'); }

quint32 countOf(const httpauth_digest_resp &answer) // without qop the digest does not cover it
{
    return pl_isset(&answer.qop) ? bytesOf(answer.nc).toUInt(nullptr, 16) : 1;
}

bool same(const QByteArray &one, const QByteArray &other) // takes as long for any two of one size
{
    if (one.size() != other.size())
        return false;
    int difference = 0;
    for (qsizetype at = 0; at < one.size(); ++at)
        difference |= one[at] ^ other[at];
    return difference == 0;
}

} // namespace

CallerDigest::CallerDigest(const CallerSecrets &secrets) : m_nobody(randomBytes(4)), m_key(randomBytes(8))
{
    for (auto each = secrets.cbegin(); each != secrets.cend(); ++each)
        m_users.insert(each.key().toUtf8(), signInOf(each.key().toUtf8(), each.value()));
}

bool CallerDigest::holdsBack(const SourceKey &source, DoorTime now) const
{
    const Failures *failures = m_failures.find(source);
    return failures && now < failures->heldUntil;
}

QByteArray CallerDigest::nonce(const SourceKey &source, const QByteArray &stamp) const
{
    const QByteArray text = stamp + QByteArray::number(source.network, 16) + '/' + QByteArray::number(source.host, 16);
    return stamp + QMessageAuthenticationCode::hash(text, m_key, QCryptographicHash::Sha256).toHex();
}

QByteArray CallerDigest::question(const SourceKey &source, bool stale, DoorTime now) const
{
    const QByteArray stamp = timeText(secondOf(now)) + randomBytes(2).toHex();
    return QByteArray("WWW-Authenticate: Digest realm=\"") + realm + "\", nonce=\"" + nonce(source, stamp)
        + "\", algorithm=MD5, qop=\"auth\"" + (stale ? ", stale=true" : "") + "\r\n";
}

bool CallerDigest::countsOnce(const QByteArray &nonce, quint32 count, DoorTime now)
{
    m_counts.erase(m_counts.begin(), m_counts.lower_bound(timeText(secondOf(now) - questionHoldsSeconds)));
    if (m_counts.size() >= answeredAtMost && !m_counts.contains(nonce))
        return false;
    quint32 &last = m_counts[nonce];
    return count > std::exchange(last, std::max(last, count));
}

CallerDigest::Judgement CallerDigest::judge(const sip_msg &request, const SourceKey &source, DoorTime now)
{
    const sip_hdr *header = sip_msg_hdr(&request, SIP_HDR_AUTHORIZATION);
    httpauth_digest_resp answer{};
    if (!header || httpauth_digest_response_decode(&answer, &header->val))
        return Judgement::Asked;
    const QByteArray asked = bytesOf(answer.nonce);
    bool readable = false;
    const qint64 second = asked.left(timeDigits).toLongLong(&readable, 16);
    if (!readable || !same(asked, nonce(source, asked.left(stampDigits))))
        return Judgement::Asked;
    if (const qint64 age = secondOf(now) - second; age < 0 || age > questionHoldsSeconds)
        return Judgement::Stale;

    const auto user = m_users.constFind(bytesOf(answer.username));
    const QByteArray &signIn = user == m_users.cend() ? m_nobody : *user;
    const bool proven =
        httpauth_digest_response_auth(&answer, &request.met, reinterpret_cast<const uint8_t *>(signIn.constData()))
        == 0;
    if (proven && pl_cmp(&answer.uri, &request.ruri) == 0) {
        if (!countsOnce(asked, countOf(answer), now))
            return Judgement::Stale;
        m_failures.forget(source);
        return Judgement::Right;
    }
    Failures &failures = m_failures.of(source);
    failures.count = std::min(failures.count + 1, 16);
    if (const int beyond = failures.count - failuresWithoutWait; beyond > 0)
        failures.heldUntil = now + std::min(longestWait, std::chrono::seconds(1 << beyond));
    return Judgement::Wrong;
}

} // namespace nightbell
