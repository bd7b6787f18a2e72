// A request as libre reads it from a datagram, and the answer of a user who is asked to sign in.
#pragma once

#include "line/held.h"
#include "scripted/phone_caller.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <re.h>

namespace nightbell::scripted {

inline Held<sip_msg> sipRequest(const QByteArray &datagram, const char *source)
{
    const Held<mbuf> bytes(mbuf_alloc(std::size_t(datagram.size())));
    mbuf_write_mem(bytes.get(), reinterpret_cast<const uint8_t *>(datagram.constData()), std::size_t(datagram.size()));
    mbuf_set_pos(bytes.get(), 0);
    sip_msg *message = nullptr;
    if (sip_msg_decode(&message, bytes.get()))
        return {};
    sa_set_str(&message->src, source, 5060);
    return Held<sip_msg>(message);
}

inline QByteArray signedIn(QByteArray invitation, const QByteArray &question, const QByteArray &user,
                           const QByteArray &password, const QByteArray &count = "00000001")
{
    const auto md5 = [](const QByteArray &text) {
        return QCryptographicHash::hash(text, QCryptographicHash::Md5).toHex();
    };
    static const QRegularExpression asked(QStringLiteral("nonce=\"([^\"]+)\""));
    const QByteArray nonce = asked.match(QString::fromLatin1(question)).captured(1).toLatin1();
    const QByteArray uri = invitation.split(' ').value(1);
    const QByteArray response =
        md5(md5(user + ":nightbell:" + password) + ':' + nonce + ':' + count + ":c:auth:" + md5("INVITE:" + uri));
    return invitation.replace("\r\nCSeq:",
                              "\r\nAuthorization: Digest username=\"" + user + "\", realm=\"nightbell\", nonce=\""
                                  + nonce + "\", uri=\"" + uri + "\", response=\"" + response
                                  + "\", algorithm=MD5, qop=auth, nc=" + count + ", cnonce=\"c\"\r\nCSeq:");
}

} // namespace nightbell::scripted
