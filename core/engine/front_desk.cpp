#include "engine/front_desk.h"

#include "engine/reception.h"

namespace nightbell {

FrontDesk::FrontDesk(ReceptionParts parts, Clock &clock, ReceptionDoor door)
    : m_parts(std::move(parts))
    , m_clock(clock)
    , m_door(std::move(door))
{ }

std::shared_ptr<Reception> FrontDesk::receive(const Call &call, const Destination &to, const Initiated &begun,
                                              std::optional<Gravity> red)
{
    const auto book = m_parts.book();
    const Organisation *clinic = organisationOf(*book, to.clinic);
    if (!clinic)
        return nullptr;
    auto place = receptionPlace(book, *clinic, to.branch, m_parts.scripts(to.clinic), begun);
    if (!place)
        return nullptr;
    return std::make_shared<Reception>(call, to.rules, *this, std::move(place), red);
}

std::shared_ptr<const Tripwire> FrontDesk::wireOf(const Organisation &clinic)
{
    Watched &watched = m_wires[clinic.id];
    if (!watched.wire || watched.words != clinic.escalation.keywords)
        watched = {clinic.escalation.keywords,
                   std::make_shared<const Tripwire>(Tripwire::builtIn(clinic.escalation.keywords))};
    return watched.wire;
}

} // namespace nightbell
