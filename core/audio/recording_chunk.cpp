#include "audio/recording_chunk.h"

#include <QtEndian>

#include <algorithm>
#include <bit>

namespace nightbell {
namespace {

constexpr qsizetype soundHeadBytes = 3; // kind; tracks that are there, ticks; or in Opus two bytes of ticks
constexpr unsigned everyTrack = (1U << recordedTracks) - 1;

bool isSilent(const TickCodes &codes)
{
    return std::ranges::all_of(codes, [](std::uint8_t code) { return code == muLawSilence; });
}

unsigned tracksThere(const std::vector<TickTracks> &ticks)
{
    unsigned there = 0;
    for (const TickTracks &tick : ticks)
        for (std::size_t track = 0; track < recordedTracks; ++track)
            if (!(there & 1U << track) && !isSilent(tick.codes[track]))
                there |= 1U << track;
    return there;
}

} // namespace

TickTracks silentTick()
{
    TickTracks tick;
    for (TickCodes &codes : tick.codes)
        codes.fill(muLawSilence);
    return tick;
}

TickTracks tracksOf(const RecordedTick &tick) { return {{tick.caller, tick.heard, tick.staff}}; }

QByteArray soundChunk(const std::vector<TickTracks> &ticks)
{
    Q_ASSERT(!ticks.empty() && ticks.size() <= chunkTicks);
    const unsigned there = tracksThere(ticks);
    QByteArray plain;
    plain.reserve(soundHeadBytes + qsizetype(ticks.size() * tickSamples) * recordedTracks);
    plain.append(char(ChunkKind::Sound)).append(char(there)).append(char(ticks.size()));
    for (std::size_t track = 0; track < recordedTracks; ++track)
        if (there & 1U << track)
            for (const TickTracks &tick : ticks)
                plain.append(reinterpret_cast<const char *>(tick.codes[track].data()), tickSamples);
    return plain;
}

QByteArray markChunk(ChunkKind kind) { return QByteArray(1, char(kind)); }

std::optional<ChunkKind> kindOfChunk(QByteArrayView plain)
{
    if (plain.isEmpty())
        return std::nullopt;
    const auto kind = ChunkKind(plain.front());
    if (kind == ChunkKind::Sound)
        return kind;
    const bool mark = kind == ChunkKind::Paused || kind == ChunkKind::Ended;
    return mark && plain.size() == 1 ? std::optional(kind) : std::nullopt;
}

std::optional<std::vector<TickTracks>> ticksOf(QByteArrayView plain)
{
    if (plain.size() < soundHeadBytes || ChunkKind(plain[0]) != ChunkKind::Sound)
        return std::nullopt;
    const auto there = unsigned(static_cast<unsigned char>(plain[1]));
    const auto count = std::size_t(static_cast<unsigned char>(plain[2]));
    if (there > everyTrack || count == 0 || count > chunkTicks
        || std::size_t(plain.size() - soundHeadBytes) != std::size_t(std::popcount(there)) * count * tickSamples)
        return std::nullopt;
    std::vector<TickTracks> ticks(count, silentTick());
    const char *from = plain.data() + soundHeadBytes;
    for (std::size_t track = 0; track < recordedTracks; ++track)
        for (std::size_t tick = 0; there & 1U << track && tick < count; ++tick, from += tickSamples)
            std::copy_n(from, tickSamples, reinterpret_cast<char *>(ticks[tick].codes[track].data()));
    return ticks;
}

QByteArray opusChunk(const OpusPiece &piece)
{
    QByteArray plain(soundHeadBytes, char(ChunkKind::Sound));
    qToLittleEndian(quint16(piece.ticks), plain.data() + 1);
    return plain + piece.pages;
}

std::optional<OpusPiece> opusPieceOf(QByteArrayView plain)
{
    if (plain.size() < soundHeadBytes || ChunkKind(plain[0]) != ChunkKind::Sound)
        return std::nullopt;
    const quint32 ticks = qFromLittleEndian<quint16>(plain.data() + 1);
    if (ticks == 0 || ticks > opusPieceTicks)
        return std::nullopt;
    return OpusPiece{ticks, plain.sliced(soundHeadBytes).toByteArray()};
}

} // namespace nightbell
