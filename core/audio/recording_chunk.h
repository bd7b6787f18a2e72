// What one sealed chunk of a recording holds. Sound in G.711 is 20 ms ticks of three tracks, µ-law; a track on which
// nobody said anything is left out.
#pragma once

#include "audio/recorded_tick.h"
#include "audio/recording_format.h"

#include <vector>

namespace nightbell {

enum class ChunkKind : char { Sound = 1, Paused = 2, Ended = 3 };

// With the wait for the next round of the recorder, what is not on its way to the disk is less than a second.
inline constexpr std::size_t chunkTicks = 40;
inline constexpr std::uint8_t muLawSilence = 0xff;

struct TickTracks
{
    std::array<TickCodes, recordedTracks> codes; // caller, heard, staff
    bool operator==(const TickTracks &) const = default;
};

TickTracks silentTick();
TickTracks tracksOf(const RecordedTick &tick);

QByteArray soundChunk(const std::vector<TickTracks> &ticks); // 1 … chunkTicks of them
QByteArray markChunk(ChunkKind kind);
std::optional<ChunkKind> kindOfChunk(QByteArrayView plain);
std::optional<std::vector<TickTracks>> ticksOf(QByteArrayView plain); // none: not what soundChunk() makes

// Sound in Opus: pages of Ogg that hold so many ticks.
struct OpusPiece
{
    quint32 ticks = 0;
    QByteArray pages;
};
QByteArray opusChunk(const OpusPiece &piece);
std::optional<OpusPiece> opusPieceOf(QByteArrayView plain);

} // namespace nightbell
