// How a member of staff hears a call and is heard: a telephone that the engine rings, a headset of this console, or a
// remote console that has called in.
#pragma once

#include "audio/frame_post.h"
#include "audio/media_path.h"
#include "ids.h"
#include "private_text.h"

#include <memory>
#include <optional>
#include <variant>

namespace nightbell {

struct StaffPhone
{
    PrivateText address; // a number, or sip:…
    bool operator==(const StaffPhone &) const = default;
};

struct StaffConsole // waits to be answered, with the sound of one call
{
    LegId leg;
    MediaKind media = MediaKind::Post;
};

using StaffSound = std::variant<StaffPhone, std::shared_ptr<FramePost>, StaffConsole>;

class StaffSounds // asked on the engine's thread
{
public:
    virtual ~StaffSounds() = default;
    virtual bool has(const StaffId &staff) const = 0;
    virtual std::optional<StaffSound> open(const StaffId &staff) = 0; // for one call; nothing: they have neither
    virtual void close(const StaffSound &sound) = 0;
};

} // namespace nightbell
