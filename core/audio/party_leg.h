// One party of a call as its room sees it: gives a frame and takes one at every tick. Made and freed on the engine's
// thread, used on the sound thread.
#pragma once

#include "audio/parcel.h"
#include "audio/sound_reports.h"
#include "audio/wire.h"

#include <optional>
#include <span>
#include <utility>

namespace nightbell {

struct LegStream;

class PartyLeg : public Parcel
{
public:
    bool connected() const { return m_connected; }
    std::optional<LineQuality> newQuality() { return std::exchange(m_quality, std::nullopt); } // every few seconds

    virtual void connect(LegStream *stream, SpentParcels &spent) = 0; // from now on sound goes there
    virtual bool hear(std::span<std::int16_t> frame, PacketBatch &batch, SteadyTime now) = 0; // false: silence
    // skipped: ticks that came too late; the clock of the stream goes on over them without packets.
    virtual void say(std::span<const std::int16_t> frame, int skipped) = 0;
    virtual void press(char key) = 0;              // sent to the other end, one after the other
    virtual std::optional<char> nextKey() = 0;     // that the other end pressed since the last tick
    virtual bool silent(SteadyTime now) const = 0; // nothing has come for too long
    virtual LegCounts leave() = 0;                 // says goodbye; what was counted

protected:
    bool m_connected = false;
    std::optional<LineQuality> m_quality;
};

} // namespace nightbell
