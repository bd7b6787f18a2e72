#include "scripted/phone_caller.h"

#include <QNetworkDatagram>
#include <QRegularExpression>

namespace nightbell::scripted {

namespace {

const QHostAddress here(QHostAddress::LocalHost);
constexpr quint8 keyPayloadType = 101;

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
        + QByteArray::number(soundPort ? soundPort : m_rtp.localPort()) + " RTP/AVP " + codings + "\r\n";
    if (codings.contains("101"))
        sdp += "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n";
    return sdp;
}

QByteArray PhoneCaller::request(const QByteArray &method, const QByteArray &branch, int sequence,
                                const QByteArray &body)
{
    const SipReply ok = lastOk();
    const QByteArray own = ownAddress + ':' + QByteArray::number(m_sip.localPort());
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

void PhoneCaller::renew()
{
    ++m_sequence;
    send(request("UPDATE", m_branch + "-update-" + QByteArray::number(m_sequence), m_sequence));
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
    QByteArray bytes(qsizetype(rtpHeaderBytes), '\0');
    writeRtpHeader(
        {.payloadType = payloadType, .sequence = m_rtpSequence++, .timestamp = m_rtpTimestamp, .source = m_rtpSource},
        std::span<std::uint8_t, rtpHeaderBytes>(reinterpret_cast<std::uint8_t *>(bytes.data()), rtpHeaderBytes));
    m_rtp.writeDatagram(bytes + payload, here, answeredPort());
    if (payloadType != keyPayloadType)
        m_rtpTimestamp += quint32(payload.size());
}

void PhoneCaller::beginStream(quint32 source, quint16 sequence, quint32 timestamp)
{
    m_rtpSource = source;
    m_rtpSequence = sequence;
    m_rtpTimestamp = timestamp;
}

void PhoneCaller::press(char key)
{
    const auto code = char(QByteArray("0123456789*#ABCD").indexOf(key));
    m_rtpTimestamp += 1'600;
    for (const char flags : {'\x0a', '\x0a', '\x8a', '\x8a', '\x8a'})
        sendSound(QByteArray(1, code) + QByteArray(1, flags) + QByteArray("\x03\x20", 2), keyPayloadType);
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
        } else {
            requests.append(message);
            if (message.startsWith("BYE ")) {
                ++byesHeard;
                if (confirmsByes)
                    reply(message, "200 OK");
            }
        }
    }
}

void PhoneCaller::reply(const QByteArray &request, const QByteArray &status, const QByteArray &more,
                        const QByteArray &body)
{
    QByteArray text = "SIP/2.0 " + status + "\r\n";
    for (const char *name : {"Via", "From", "Call-ID", "CSeq"})
        text += QByteArray(name) + ": " + header(request, name) + "\r\n";
    const QByteArray to = header(request, "To");
    text += "To: " + to + (to.contains(";tag=") ? "" : ";tag=callee")
        + "\r\nContact: <sip:ann@127.0.0.1:" + QByteArray::number(port()) + ">\r\n" + more;
    if (!body.isEmpty())
        text += "Content-Type: application/sdp\r\n";
    send(text + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

QList<QByteArray> PhoneCaller::asked(const QByteArray &method) const
{
    QList<QByteArray> found;
    for (const QByteArray &each : requests)
        if (each.startsWith(method + ' '))
            found.append(each);
    return found;
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

quint16 PhoneCaller::answeredPort() const
{
    static const QRegularExpression port(QStringLiteral("m=audio (\\d+)"));
    return port.match(QString::fromLatin1(description())).captured(1).toUShort();
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
