// How a member of staff hears a call and is heard: a telephone that the engine rings, or a headset of a console.
#pragma once

#include "audio/frame_post.h"
#include "ids.h"
#include "private_text.h"

#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace nightbell {

struct StaffPhone
{
    PrivateText address; // a number, or sip:…
};

using StaffSound = std::variant<StaffPhone, std::shared_ptr<FramePost>>;
using FindStaffSound = std::function<std::optional<StaffSound>(const StaffId &)>; // nothing: they have neither

} // namespace nightbell
