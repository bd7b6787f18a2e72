#include "scripted/stun_server.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QNetworkDatagram>
#include <QtEndian>

namespace nightbell::scripted {

namespace {

constexpr qsizetype headerBytes = 20, proofBytes = 24; // of an attribute MESSAGE-INTEGRITY
constexpr quint32 cookie = 0x2112a442;
constexpr quint16 binding = 1, allocate = 3, success = 0x100, failure = 0x110;
constexpr quint16 userAttribute = 0x0006, errorAttribute = 0x0009, lifetimeAttribute = 0x000d, realmAttribute = 0x0014,
                  nonceAttribute = 0x0015, lentAttribute = 0x0016, shownAttribute = 0x0020, proofAttribute = 0x0008;
constexpr const char *realm = "loopback";

QByteArray word(quint16 value)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray longWord(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray attribute(quint16 type, const QByteArray &value)
{
    const qsizetype padding = (4 - value.size() % 4) % 4;
    return word(type) + word(quint16(value.size())) + value + QByteArray(padding, '\0');
}

QByteArray address(quint16 type, const QHostAddress &host, quint16 port)
{
    return attribute(type, word(1) + word(quint16(port ^ (cookie >> 16))) + longWord(host.toIPv4Address() ^ cookie));
}

QByteArray valueOf(quint16 type, const QByteArray &message)
{
    for (qsizetype at = headerBytes; at + 4 <= message.size();) {
        const auto length = qFromBigEndian<quint16>(message.constData() + at + 2);
        if (qFromBigEndian<quint16>(message.constData() + at) == type)
            return message.mid(at + 4, length);
        at += 4 + (length + 3) / 4 * 4;
    }
    return {};
}

QByteArray message(quint16 type, const QByteArray &request, const QByteArray &attributes, qsizetype more = 0)
{
    return word(type) + word(quint16(attributes.size() + more)) + request.mid(4, headerBytes - 4) + attributes;
}

} // namespace

StunServer::StunServer(const QByteArray &turnSecret) : m_secret(turnSecret)
{
    m_socket.bind(QHostAddress::LocalHost, 0);
    connect(&m_socket, &QUdpSocket::readyRead, this, &StunServer::read);
}

void StunServer::read()
{
    while (m_socket.hasPendingDatagrams()) {
        const QNetworkDatagram datagram = m_socket.receiveDatagram();
        if (datagram.data().size() >= headerBytes)
            if (const QByteArray answer = answerTo(datagram.data()); !answer.isEmpty())
                m_socket.writeDatagram(answer, datagram.senderAddress(), quint16(datagram.senderPort()));
    }
}

QByteArray StunServer::answerTo(const QByteArray &request) const
{
    const auto type = qFromBigEndian<quint16>(request.constData());
    const QByteArray shown = address(shownAttribute, shownAddress(), shownPort);
    if (type == binding)
        return message(type | success, request, shown);
    if (type != allocate || m_secret.isEmpty())
        return {};
    const QByteArray user = valueOf(userAttribute, request);
    if (user.isEmpty())
        return message(type | failure, request,
                       attribute(errorAttribute, QByteArray("\0\0\4\1", 4) + "Unauthorized")
                           + attribute(realmAttribute, realm) + attribute(nonceAttribute, "once"));

    const QByteArray password = QMessageAuthenticationCode::hash(user, m_secret, QCryptographicHash::Sha1).toBase64();
    const QByteArray key = QCryptographicHash::hash(user + ":" + realm + ":" + password, QCryptographicHash::Md5);
    const auto proofOf = [&key](const QByteArray &proved) {
        return QMessageAuthenticationCode::hash(proved, key, QCryptographicHash::Sha1);
    };
    const qsizetype proved = request.size() - proofBytes; // the proof stands last, and counts in the length
    if (valueOf(proofAttribute, request) != proofOf(request.left(proved)))
        return {};
    const QByteArray granted =
        message(type | success, request,
                shown + address(lentAttribute, lentAddress(), lentPort) + attribute(lifetimeAttribute, longWord(600)),
                proofBytes);
    return granted + attribute(proofAttribute, proofOf(granted));
}

} // namespace nightbell::scripted
