#include "scripted/phone_caller.h"

#include <QNetworkDatagram>
#include <QRegularExpression>

namespace nightbell::scripted {

namespace {

const QHostAddress here(QHostAddress::LocalHost);

QByteArray header(const QByteArray &message, const char *name)
{
    const QRegularExpression line(QStringLiteral("^%1:\\s*(.*?)\\r?$").arg(QLatin1String(name)),
                                  QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    return line.match(QString::fromUtf8(message)).captured(1).toUtf8();
}

std::span<const std::uint8_t> bytesOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size())};
}

} // namespace

PhoneCaller::PhoneCaller(quint16 sipPort) : m_sipPort(sipPort)
{
    m_clock.start();
    m_sip.bind(here, 0);
    m_rtp.bind(here, 0);
    connect(&m_sip, &QUdpSocket::readyRead, this, &PhoneCaller::readSip);
    connect(&m_rtp, &QUdpSocket::readyRead, this, &PhoneCaller::readSound);
}

QByteArray PhoneCaller::offer() const
{
    QByteArray sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 " + soundAddress + "\r\nt=0 0\r\nm=audio "
        + QByteArray::number(m_rtp.localPort()) + " RTP/AVP " + codings + "\r\n";
    if (codings.contains("101"))
        sdp += "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n";
    return sdp;
}

QByteArray PhoneCaller::request(const QByteArray &method, const QByteArray &branch, int sequence,
                                const QByteArray &body)
{
    const SipReply ok = lastOk();
    const QByteArray own = "127.0.0.1:" + QByteArray::number(m_sip.localPort());
    const QByteArray to = ok.to.isEmpty() ? "<sip:" + number + "@127.0.0.1>" : ok.to;
    QByteArray text = method + " sip:" + number + "@127.0.0.1:" + QByteArray::number(m_sipPort) + " SIP/2.0\r\n";
    text += "Via: SIP/2.0/UDP " + own + ";branch=" + branch + ";rport\r\nMax-Forwards: 70\r\nFrom: " + from
        + "\r\nTo: " + to + "\r\nCall-ID: " + m_callId + "\r\nCSeq: " + QByteArray::number(sequence) + " " + method
        + "\r\nContact: <sip:ann@" + own + ">\r\n" + moreHeaders;
    if (!body.isEmpty())
        text += "Content-Type: application/sdp\r\n";
    return text + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray PhoneCaller::invitation()
{
    forgetReplies();
    ++m_calls;
    m_sequence = 1;
    m_callId = "call-" + QByteArray::number(m_calls) + "-" + QByteArray::number(m_sip.localPort());
    m_branch = "z9hG4bK-" + m_callId;
    m_lastInvite = request("INVITE", m_branch, 1, offersLate ? QByteArray() : offer());
    return m_lastInvite;
}

void PhoneCaller::acknowledge() { send(request("ACK", m_branch + "-ack", 1, offersLate ? offer() : QByteArray())); }

void PhoneCaller::cancel() { send(request("CANCEL", m_branch, 1)); }

void PhoneCaller::hangUp()
{
    ++m_sequence;
    send(request("BYE", m_branch + "-bye", m_sequence));
}

void PhoneCaller::askOptions()
{
    forgetReplies();
    ++m_calls;
    m_callId = "options-" + QByteArray::number(m_calls) + "-" + QByteArray::number(m_sip.localPort());
    send(request("OPTIONS", "z9hG4bK-" + m_callId, 1));
}

void PhoneCaller::send(const QByteArray &datagram) { m_sip.writeDatagram(datagram, here, m_sipPort); }

void PhoneCaller::sendSound(const QByteArray &payload, quint8 payloadType)
{
    static const QRegularExpression port(QStringLiteral("m=audio (\\d+)"));
    const auto answeredPort = port.match(QString::fromLatin1(description())).captured(1).toUShort();
    QByteArray bytes(qsizetype(rtpHeaderBytes), '\0');
    writeRtpHeader(
        {.payloadType = payloadType, .sequence = m_rtpSequence++, .timestamp = m_rtpTimestamp, .source = 9},
        std::span<std::uint8_t, rtpHeaderBytes>(reinterpret_cast<std::uint8_t *>(bytes.data()), rtpHeaderBytes));
    m_rtp.writeDatagram(bytes + payload, here, answeredPort);
    if (payloadType != 101)
        m_rtpTimestamp += quint32(payload.size());
}

void PhoneCaller::press(char key)
{
    const auto code = char(QByteArray("0123456789*#ABCD").indexOf(key));
    m_rtpTimestamp += 1'600;
    for (const char flags : {'\x0a', '\x0a', '\x8a', '\x8a', '\x8a'})
        sendSound(QByteArray(1, code) + QByteArray(1, flags) + QByteArray("\x03\x20", 2), 101);
}

void PhoneCaller::readSip()
{
    while (m_sip.hasPendingDatagrams()) {
        const QByteArray message = m_sip.receiveDatagram().data();
        if (message.startsWith("SIP/2.0 ")) {
            replies.append({.code = message.mid(8, 3).toInt(),
                            .method = header(message, "CSeq").split(' ').constLast(),
                            .to = header(message, "To"),
                            .contact = header(message, "Contact"),
                            .whole = message});
        } else if (message.startsWith("BYE ")) {
            ++byesHeard;
            QByteArray ok = "SIP/2.0 200 OK\r\n";
            for (const char *name : {"Via", "From", "To", "Call-ID", "CSeq"})
                ok += QByteArray(name) + ": " + header(message, name) + "\r\n";
            if (confirmsByes)
                send(ok + "Content-Length: 0\r\n\r\n");
        }
    }
}

void PhoneCaller::readSound()
{
    while (m_rtp.hasPendingDatagrams()) {
        const QByteArray bytes = m_rtp.receiveDatagram().data();
        if (const auto packet = parseRtp(bytesOf(bytes)))
            packets.append({m_clock.nsecsElapsed(), packet->header,
                            QByteArray(reinterpret_cast<const char *>(packet->payload.data()),
                                       qsizetype(packet->payload.size()))});
    }
}

SipReply PhoneCaller::lastOk() const
{
    for (const SipReply &each : replies)
        if (each.method == "INVITE" && each.code >= 200)
            return each;
    return {};
}

QList<int> PhoneCaller::codes(const QByteArray &method) const
{
    QList<int> found;
    for (const SipReply &each : replies)
        if (each.method == method)
            found.append(each.code);
    return found;
}

QByteArray PhoneCaller::description() const
{
    const QByteArray whole = lastOk().whole;
    return whole.mid(whole.indexOf("\r\n\r\n") + 4);
}

Pcm PhoneCaller::heard() const
{
    Pcm all;
    for (const HeardPacket &packet : packets) {
        Pcm samples(packet.payload.size());
        decode(packet.header.payloadType == 8 ? Coding::ALaw : Coding::MuLaw, bytesOf(packet.payload), samples);
        all += samples;
    }
    return all;
}

} // namespace nightbell::scripted
