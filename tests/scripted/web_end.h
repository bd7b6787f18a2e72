// One end of WebRTC calls: a line, the sound thread's side of a leg, and what the engine and the signalling were told.
#pragma once

#include "audio/packet_post.h"
#include "audio/rtp.h"
#include "line/web_line.h"

namespace nightbell::scripted {

struct WebEnd
{
    explicit WebEnd(const WebLine::Place &place) : line(place)
    {
        QObject::connect(&line, &Line::arrived, &line, [this](const ArrivedCall &call) { arrived.append(call); });
        QObject::connect(&line, &WebLine::said, &line,
                         [this](const LegId &, const QByteArray &text) { texts.append(text); });
        QObject::connect(&line, &Line::connected, &line,
                         [this](const LegId &, const MediaPath &path) { paths.append(path); });
        QObject::connect(&line, &Line::ended, &line, [this](const LegId &, EndCause cause) { ends.append(cause); });
    }

    WebSignal said(qsizetype at) const // empty: not yet
    {
        const Result<WebSignal> signal = webSignalFrom(texts.value(at));
        return signal ? signal.value() : WebSignal{};
    }
    MediaPath path() const { return paths.value(0); }

    WebLine line;
    std::shared_ptr<PacketPost> post = std::make_shared<PacketPost>();
    QList<ArrivedCall> arrived;
    QList<QByteArray> texts;
    QList<MediaPath> paths;
    QList<EndCause> ends;
};

inline QByteArray packet(const QByteArray &payload, quint8 payloadType, quint16 number)
{
    QByteArray bytes(qsizetype(rtpHeaderBytes), '\0');
    writeRtpHeader(
        {.payloadType = payloadType, .sequence = number, .timestamp = number * 960u, .source = 1},
        std::span<std::uint8_t, rtpHeaderBytes>(reinterpret_cast<std::uint8_t *>(bytes.data()), rtpHeaderBytes));
    return bytes + payload;
}

inline std::span<const std::uint8_t> bytesOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size())};
}

inline QList<QByteArray> payloadsIn(PacketPost &post)
{
    QList<QByteArray> all;
    PostedPacket posted;
    while (post.receive(posted))
        if (const auto parsed = parseRtp(posted.view()))
            all.append(
                QByteArray(reinterpret_cast<const char *>(parsed->payload.data()), qsizetype(parsed->payload.size())));
    return all;
}

} // namespace nightbell::scripted
