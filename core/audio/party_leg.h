// One party of a call as its room sees it: gives a frame and takes one at every tick. Made and freed on the engine's
// thread, used on the sound thread.
#pragma once

#include "audio/parcel.h"
#include "audio/sound_reports.h"
#include "audio/wire.h"

#include <optional>
#include <span>

namespace nightbell {

struct LegStream;

class PartyLeg : public Parcel
{
public:
    virtual void connect(LegStream *stream, SpentParcels &spent) = 0; // from now on sound goes there
    virtual bool connected() const = 0;
    virtual bool hear(std::span<std::int16_t> frame, PacketBatch &batch, SteadyTime now) = 0; // false: silence
    // skipped: ticks that came too late; the clock of the stream goes on over them without packets.
    virtual void say(std::span<const std::int16_t> frame, int skipped) = 0;
    virtual std::optional<char> nextKey() = 0;     // pressed since the last tick
    virtual bool silent(SteadyTime now) const = 0; // nothing has come for too long
    virtual LegCounts counts() const = 0;
};

} // namespace nightbell
