#include "audio/opus_pages.h"

#include <QRandomGenerator>
#include <QtEndian>

#include <ogg/ogg.h>
#include <opus/opus_multistream.h>

#include <algorithm>

namespace nightbell {
namespace {

constexpr int samplesPerSecond = 8'000, tickSamples = samplesPerSecond / ticksPerSecond;
constexpr int oggSamplesPerTick = 48'000 / ticksPerSecond; // Ogg counts Opus at 48 kHz, whatever its rate
constexpr int bitsPerSecond = recordedTracks * 16'000, complexity = 5, packetBytesAtMost = 4'000,
              packetSamplesAtMost = samplesPerSecond * 120 / 1000;
constexpr std::array<unsigned char, recordedTracks> mapping{0, 1, 2}; // every track a stream of its own
constexpr auto freshEncoder = [] {
    int error = 0;
    OpusMSEncoder *encoder = opus_multistream_encoder_create(samplesPerSecond, recordedTracks, recordedTracks, 0,
                                                             mapping.data(), OPUS_APPLICATION_VOIP, &error);
    opus_multistream_encoder_ctl(encoder, OPUS_SET_BITRATE(bitsPerSecond));
    opus_multistream_encoder_ctl(encoder, OPUS_SET_COMPLEXITY(complexity));
    opus_multistream_encoder_ctl(encoder, OPUS_SET_DTX(0)); // it would make noise of tones and music
    return encoder;
};

QByteArray littleEndian(auto value)
{
    QByteArray bytes(sizeof value, Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

// RFC 7845, 5.1: nothing to skip at the start, independent channels.
QByteArray opusHead()
{
    return "OpusHead\1" + QByteArray(1, char(recordedTracks)) + littleEndian(quint16(0))
        + littleEndian(quint32(samplesPerSecond)) + littleEndian(quint16(0)) + char(255) + char(recordedTracks) + '\0'
        + QByteArray(reinterpret_cast<const char *>(mapping.data()), recordedTracks);
}

QByteArray opusTags()
{
    const QByteArray vendor = opus_get_version_string();
    return "OpusTags" + littleEndian(quint32(vendor.size())) + vendor + littleEndian(quint32(0));
}

} // namespace

struct OpusPagesWriter::Parts
{
    TakePiece onPiece;
    std::unique_ptr<OpusMSEncoder, decltype(&opus_multistream_encoder_destroy)> encoder{
        freshEncoder(), opus_multistream_encoder_destroy};
    ogg_stream_state stream{};
    OpusSound waiting;
    std::size_t toSkip = 0;                         // of the very beginning: what the coder hears ahead
    quint32 added = 0, encoded = 0, pieceBegan = 0; // ticks
    qint64 packets = 0;
    QByteArray pages;
};

OpusPagesWriter::OpusPagesWriter(TakePiece onPiece) : m_parts(std::make_unique<Parts>())
{
    Parts &parts = *m_parts;
    parts.onPiece = std::move(onPiece);
    opus_int32 ahead = 0;
    opus_multistream_encoder_ctl(parts.encoder.get(), OPUS_GET_LOOKAHEAD(&ahead));
    parts.toSkip = std::size_t(ahead);
    ogg_stream_init(&parts.stream, int(QRandomGenerator::system()->generate()));
    for (QByteArray packet : {opusHead(), opusTags()}) {
        ogg_packet ogg{reinterpret_cast<unsigned char *>(packet.data()),
                       long(packet.size()),
                       parts.packets == 0,
                       0,
                       0,
                       parts.packets};
        ++parts.packets;
        ogg_stream_packetin(&parts.stream, &ogg);
        page(true);
    }
}

OpusPagesWriter::~OpusPagesWriter() { ogg_stream_clear(&m_parts->stream); }

void OpusPagesWriter::page(bool evenAShortOne)
{
    ogg_page page;
    while (evenAShortOne ? ogg_stream_flush(&m_parts->stream, &page) : ogg_stream_pageout(&m_parts->stream, &page)) {
        m_parts->pages.append(reinterpret_cast<const char *>(page.header), page.header_len);
        m_parts->pages.append(reinterpret_cast<const char *>(page.body), page.body_len);
    }
}

void OpusPagesWriter::encodeOne(bool last)
{
    Parts &parts = *m_parts;
    std::array<std::int16_t, std::size_t(tickSamples) * recordedTracks> interleaved;
    for (std::size_t track = 0; track < recordedTracks; ++track) {
        std::vector<std::int16_t> &from = parts.waiting[track];
        for (std::size_t i = 0; i < tickSamples; ++i)
            interleaved[i * recordedTracks + track] = from[i];
        from.erase(from.begin(), from.begin() + tickSamples);
    }
    std::array<unsigned char, packetBytesAtMost> packet;
    const int bytes =
        opus_multistream_encode(parts.encoder.get(), interleaved.data(), tickSamples, packet.data(), packetBytesAtMost);
    Q_ASSERT(bytes > 0);
    ++parts.encoded;
    ogg_packet ogg{packet.data(), bytes, 0, last, qint64(parts.encoded) * oggSamplesPerTick, parts.packets++};
    ogg_stream_packetin(&parts.stream, &ogg);
    const bool pieceIsFull = parts.encoded - parts.pieceBegan == opusPieceTicks;
    page(pieceIsFull || last);
    if (!pieceIsFull && !last)
        return;
    parts.onPiece(parts.pieceBegan, parts.encoded - parts.pieceBegan, std::exchange(parts.pages, {}));
    parts.pieceBegan = parts.encoded;
}

// The coder's answer comes late by what it hears ahead; skipping as much at the very beginning puts all in its place.
void OpusPagesWriter::add(const OpusSound &sound)
{
    Parts &parts = *m_parts;
    Q_ASSERT(sound[0].size() % tickSamples == 0);
    parts.added += quint32(sound[0].size() / tickSamples);
    const std::size_t skipped = std::min(parts.toSkip, sound[0].size());
    parts.toSkip -= skipped;
    for (std::size_t track = 0; track < recordedTracks; ++track)
        parts.waiting[track].insert(parts.waiting[track].end(), sound[track].begin() + std::ptrdiff_t(skipped),
                                    sound[track].end());
    while (parts.waiting[0].size() >= tickSamples)
        encodeOne(false);
}

void OpusPagesWriter::finish()
{
    Parts &parts = *m_parts;
    while (parts.encoded < parts.added) {
        for (std::vector<std::int16_t> &track : parts.waiting)
            track.resize(std::max<std::size_t>(track.size(), tickSamples));
        encodeOne(parts.encoded + 1 == parts.added);
    }
}

struct OpusPagesReader::Parts
{
    std::unique_ptr<OpusMSDecoder, decltype(&opus_multistream_decoder_destroy)> decoder{
        opus_multistream_decoder_create(samplesPerSecond, recordedTracks, recordedTracks, 0, mapping.data(), nullptr),
        opus_multistream_decoder_destroy};
    ogg_sync_state sync{};
    ogg_stream_state stream{};
};

OpusPagesReader::OpusPagesReader() : m_parts(std::make_unique<Parts>())
{
    ogg_sync_init(&m_parts->sync);
    ogg_stream_init(&m_parts->stream, 0);
}

OpusPagesReader::~OpusPagesReader()
{
    ogg_stream_clear(&m_parts->stream);
    ogg_sync_clear(&m_parts->sync);
}

void OpusPagesReader::startAnew()
{
    opus_multistream_decoder_ctl(m_parts->decoder.get(), OPUS_RESET_STATE);
    ogg_stream_reset(&m_parts->stream);
}

void OpusPagesReader::decode(const unsigned char *packet, long bytes, std::size_t samplesAtMost, OpusSound &sound)
{
    const QByteArrayView start(packet, qsizetype(bytes));
    if (start.startsWith("OpusHead") || start.startsWith("OpusTags"))
        return;
    std::array<std::int16_t, std::size_t(packetSamplesAtMost) * recordedTracks> interleaved;
    const int samples = opus_multistream_decode(m_parts->decoder.get(), packet, opus_int32(bytes), interleaved.data(),
                                                packetSamplesAtMost, 0);
    for (int i = 0; i < samples && sound[0].size() < samplesAtMost; ++i) // negative: not a packet of Opus
        for (std::size_t track = 0; track < recordedTracks; ++track)
            sound[track].push_back(interleaved[std::size_t(i) * recordedTracks + track]);
}

OpusSound OpusPagesReader::read(QByteArrayView piece, quint32 ticksAtMost)
{
    OpusSound sound;
    ogg_sync_reset(&m_parts->sync);
    char *room = ogg_sync_buffer(&m_parts->sync, long(piece.size()));
    if (!room)
        return sound;
    std::copy(piece.begin(), piece.end(), room);
    ogg_sync_wrote(&m_parts->sync, long(piece.size()));
    ogg_page page;
    ogg_packet packet;
    for (int found; (found = ogg_sync_pageout(&m_parts->sync, &page)) != 0;) {
        if (found < 0)
            continue;
        if (ogg_page_serialno(&page) != m_parts->stream.serialno)
            ogg_stream_reset_serialno(&m_parts->stream, ogg_page_serialno(&page));
        ogg_stream_pagein(&m_parts->stream, &page);
        for (int out; (out = ogg_stream_packetout(&m_parts->stream, &packet)) != 0;)
            if (out > 0)
                decode(packet.packet, packet.bytes, std::size_t(ticksAtMost) * tickSamples, sound);
    }
    return sound;
}

} // namespace nightbell
