// A member of staff at a console of this machine: frames come and go through a post, at the headset's rate.
#pragma once

#include "audio/frame_post.h"
#include "audio/party_leg.h"
#include "audio/rate_change.h"

#include <memory>

namespace nightbell {

class HeadsetLeg : public PartyLeg
{
public:
    HeadsetLeg(std::shared_ptr<FramePost> post, int rate);

    void connect(LegStream *, SpentParcels &) override { }
    bool connected() const override { return true; }
    bool hear(std::span<std::int16_t> frame, PacketBatch &batch, SteadyTime now) override;
    void say(std::span<const std::int16_t> frame, int skipped) override;
    std::optional<char> nextKey() override { return std::nullopt; }
    // The console tells when its headset is gone, within a second; this is for a console that tells nothing any more.
    bool silent(SteadyTime now) const override { return m_heardAt && now - *m_heardAt > silenceAtMost; }
    LegCounts counts() const override { return m_counts; }

private:
    static constexpr std::chrono::seconds silenceAtMost{10}; // a device may be opened twice meanwhile

    std::shared_ptr<FramePost> m_post;
    std::optional<SteadyTime> m_heardAt; // the last frame, or the first tick
    std::optional<RateChange> m_toCall;
    std::optional<RateChange> m_fromCall;
    LegCounts m_counts;
};

} // namespace nightbell
