// How who sits at this console hears and is heard: the telephone that the settings name, or else its headset.
#pragma once

#include "engine/staff_sound.h"

#include <functional>

namespace nightbell {

struct HeadsetDoor // may be called from any thread
{
    std::function<bool()> canBeHeard;
    std::function<std::shared_ptr<FramePost>()> open; // none: this program has no headset
    std::function<void(const std::shared_ptr<FramePost> &)> close;
};

class DeskSounds : public StaffSounds
{
public:
    DeskSounds(PrivateText telephone, HeadsetDoor headset);

    bool has(const StaffId &staff) const override;
    std::optional<StaffSound> open(const StaffId &staff) override;
    void close(const StaffSound &sound) override;

private:
    const PrivateText m_telephone;
    const HeadsetDoor m_headset;
};

} // namespace nightbell
