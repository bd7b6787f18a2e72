// Who asks, as the engine's sign-in knows them; every act is recorded with it.
#pragma once

#include "desk/roles.h"
#include "ids.h"

namespace nightbell {

struct Asker
{
    StaffId staff;
    Role role = Role::Viewer;
    bool operator==(const Asker &) const = default;
};

} // namespace nightbell
