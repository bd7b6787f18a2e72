#include "store/session_parcel.h"

#include <QDataStream>
#include <QIODevice>

namespace nightbell {
namespace {

constexpr quint8 parcelVersion = 1;
constexpr qsizetype tagBytes = 16;

QByteArray tagOf(const SealKey &key, const KnownCaller &caller, const QByteArray &content)
{
    return keyedHash(key, "session/parcel", caller.hash + content); // the hash has one length: no seam to move
}

} // namespace

QByteArray pack(const SealKey &indexKey, const WaitingSession &session)
{
    QByteArray content;
    QDataStream to(&content, QIODevice::WriteOnly);
    to.setVersion(QDataStream::Qt_6_4);
    to << parcelVersion << session.call.text() << session.verified << toMs(session.dropped) << toMs(session.expires)
       << session.sealed;
    return tagOf(indexKey, session.caller, content) + content;
}

Result<WaitingSession> unpack(const SealKey &indexKey, const KnownCaller &caller, const QByteArray &bytes)
{
    const Problem wrong{Problem::Kind::Damaged, QStringLiteral("a cached session was not written by this clinic")};
    const QByteArray content = bytes.mid(tagBytes);
    if (bytes.left(tagBytes) != tagOf(indexKey, caller, content))
        return wrong;
    QDataStream from(content);
    from.setVersion(QDataStream::Qt_6_4);
    quint8 version = 0;
    QString call;
    qint64 droppedMs = 0, expiresMs = 0;
    WaitingSession session{.caller = caller};
    from >> version >> call >> session.verified >> droppedMs >> expiresMs >> session.sealed;
    if (version != parcelVersion || from.status() != QDataStream::Ok || !from.atEnd())
        return wrong;
    session.call = CallId(call);
    session.dropped = instantFromMs(droppedMs);
    session.expires = instantFromMs(expiresMs);
    return session;
}

} // namespace nightbell
