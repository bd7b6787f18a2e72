// Where the conversations of live calls come from: what they share, and the context of everything they wait for, so
// that an answer which comes after its call is over is still seen to. Lives on the engine's thread.
#pragma once

#include "dialog/tripwire.h"
#include "engine/clock.h"
#include "engine/destination.h"
#include "engine/reception_parts.h"

#include <QHash>

namespace nightbell {

class Call;
class Reception;

class FrontDesk : public QObject
{
    Q_OBJECT

public:
    FrontDesk(ReceptionParts parts, Clock &clock, ReceptionDoor door);

    // Nothing when the clinic is not in the book any more. The call outlives its conversation.
    std::shared_ptr<Reception> receive(const Call &call, const Destination &to, const Initiated &begun,
                                       std::optional<Gravity> red);

    const ReceptionParts &parts() const { return m_parts; }
    const ReceptionDoor &door() const { return m_door; }
    Instant now() const { return m_clock.now(); }
    std::shared_ptr<const Tripwire> wireOf(const Organisation &clinic);

private:
    struct Watched
    {
        QStringList words; // the clinic's own
        std::shared_ptr<const Tripwire> wire;
    };

    ReceptionParts m_parts;
    Clock &m_clock;
    ReceptionDoor m_door;
    QHash<ClinicId, Watched> m_wires;
};

} // namespace nightbell
