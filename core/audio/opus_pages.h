// Sound of several tracks as Opus in Ogg, cut so that every piece holds whole pages: the pieces one after another are a
// .opus file of independent mono channels (mapping family 255).
#pragma once

#include "audio/recording_format.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace nightbell {

using OpusSound = std::array<std::vector<std::int16_t>, recordedTracks>; // 8,000 samples a second

class OpusPagesWriter
{
public:
    using TakePiece = std::function<void(quint32 tick, quint32 ticks, const QByteArray &pages)>;

    explicit OpusPagesWriter(TakePiece onPiece);
    ~OpusPagesWriter();
    Q_DISABLE_COPY_MOVE(OpusPagesWriter)

    void add(const OpusSound &sound); // whole ticks
    void finish();

private:
    struct Parts;
    void encodeOne(bool last);
    void page(bool evenAShortOne);
    std::unique_ptr<Parts> m_parts;
};

class OpusPagesReader
{
public:
    OpusPagesReader();
    ~OpusPagesReader();
    Q_DISABLE_COPY_MOVE(OpusPagesReader)

    void startAnew(); // what comes next does not follow what came before
    OpusSound read(QByteArrayView piece, quint32 ticksAtMost = opusPieceTicks); // takes any bytes

private:
    struct Parts;
    void decode(const unsigned char *packet, long bytes, std::size_t samplesAtMost, OpusSound &sound);
    std::unique_ptr<Parts> m_parts;
};

} // namespace nightbell
