// A caller nobody of the program wrote the SIP of: plain datagrams on loopback, one call at a time. It can be called,
// too. What it hears is kept packet by packet, and every request that comes.
#pragma once

#include "audio/rtp.h"
#include "audio/sound.h"

#include <QElapsedTimer>
#include <QUdpSocket>

namespace nightbell::scripted {

struct HeardPacket
{
    qint64 arrivedNs = 0;
    RtpHeader header;
    QByteArray payload;
};

struct SipReply
{
    int code = 0;
    QByteArray method; // of the request that is answered
    QByteArray to;     // with its tag
    QByteArray contact;
    QByteArray whole;
};

class PhoneCaller : public QObject
{
    Q_OBJECT

public:
    explicit PhoneCaller(quint16 sipPort);

    // What the next invitation says.
    QByteArray number = "100";
    QByteArray from = "\"Ann Patient\" <sip:+4930123456@127.0.0.1>;tag=caller";
    QByteArray codings = "0 101";
    QByteArray ownAddress = "127.0.0.1"; // as it believes; behind NAT it is wrong
    QByteArray soundAddress = "127.0.0.1";
    quint16 soundPort = 0; // of the description; 0: the one that the sound comes from
    QByteArray moreHeaders;
    bool offersLate = false; // no description in the invitation; it comes with the ACK

    QByteArray invitation(); // new Call-ID and branch every time
    void invite() { send(invitation()); }
    void repeat() { send(m_lastInvite); } // the same datagram again
    void acknowledge();
    void cancel();
    void hangUp();
    void renew(); // UPDATE
    void askOptions();
    void send(const QByteArray &datagram);
    // To a request that came; more: whole header lines.
    void reply(const QByteArray &request, const QByteArray &status, const QByteArray &more = {},
               const QByteArray &body = {});
    void press(char key); // RFC 4733, ends repeated
    void sendSound(const QByteArray &payload, quint8 payloadType);
    void beginStream(quint32 source, quint16 sequence, quint32 timestamp); // SSRC

    quint16 port() const { return m_sip.localPort(); }
    QString uri() const { return QStringLiteral("sip:200@127.0.0.1:%1").arg(port()); }
    QByteArray offer() const; // a session description
    QList<QByteArray> asked(const QByteArray &method) const;
    QList<int> codes(const QByteArray &method) const; // of all replies so far
    bool answered() const { return codes("INVITE").contains(200); }
    QByteArray description() const; // of the 200
    quint16 answeredPort() const;   // in it
    Pcm heard() const;              // decoded, in the order of arrival
    void forgetReplies() { replies.clear(); }

    QList<QByteArray> requests;
    QList<SipReply> replies;
    QList<HeardPacket> packets;
    int byesHeard = 0;
    bool confirmsByes = true;

private:
    void readSip();
    void readSound();
    QByteArray request(const QByteArray &method, const QByteArray &branch, int sequence, const QByteArray &body = {});
    SipReply lastOk() const;

    QUdpSocket m_sip;
    QUdpSocket m_rtp;
    quint16 m_sipPort;
    QElapsedTimer m_clock;
    int m_calls = 0;
    int m_sequence = 0;
    QByteArray m_callId;
    QByteArray m_branch;
    QByteArray m_lastInvite;
    quint32 m_rtpSource = 9;
    quint16 m_rtpSequence = 1;
    quint32 m_rtpTimestamp = 160;
};

} // namespace nightbell::scripted
