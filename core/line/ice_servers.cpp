#include "line/ice_servers.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

namespace nightbell {

using namespace Qt::StringLiterals;

TurnPassword turnPassword(const QByteArray &secret, Instant now)
{
    const auto expires = std::chrono::duration_cast<std::chrono::seconds>((now + turnPasswordLasts).time_since_epoch());
    const QByteArray user = QByteArray::number(qint64(expires.count())) + ":nightbell";
    return {user, QMessageAuthenticationCode::hash(user, secret, QCryptographicHash::Sha1).toBase64()};
}

QByteArray iceServersForPage(const QList<IceServer> &servers, const QByteArray &secret, Instant now)
{
    const TurnPassword password = turnPassword(secret, now);
    QJsonArray list;
    for (const IceServer &server : servers) {
        if (server.relays && secret.isEmpty())
            continue;
        const QString host = server.host.contains(u':') ? u'[' + server.host + u']' : server.host;
        QJsonObject entry{{u"urls"_s, u"%1:%2:%3"_s.arg(server.relays ? "turn"_L1 : "stun"_L1, host).arg(server.port)}};
        if (server.relays) {
            entry.insert(u"username"_s, QString::fromLatin1(password.user));
            entry.insert(u"credential"_s, QString::fromLatin1(password.password));
        }
        list.append(entry);
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

} // namespace nightbell
