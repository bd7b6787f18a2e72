#include "app/desk_sounds.h"

namespace nightbell {

DeskSounds::DeskSounds(PrivateText telephone, HeadsetDoor headset)
    : m_telephone(std::move(telephone))
    , m_headset(std::move(headset))
{ }

bool DeskSounds::has(const StaffId &) const
{
    return !m_telephone.isEmpty() || (m_headset.open && m_headset.canBeHeard());
}

std::optional<StaffSound> DeskSounds::open(const StaffId &)
{
    if (!m_telephone.isEmpty())
        return StaffPhone{m_telephone};
    if (m_headset.open)
        return m_headset.open();
    return std::nullopt;
}

void DeskSounds::close(const StaffSound &sound)
{
    if (const auto *headset = std::get_if<std::shared_ptr<FramePost>>(&sound))
        m_headset.close(*headset);
}

} // namespace nightbell
