// The vitals pane: gathered once a second from wherever the counts are kept, told when they changed. It notes since
// when each fault is there.
#pragma once

#include "desk/vitals.h"

#include <QFuture>
#include <QTimer>

#include <functional>

namespace nightbell {

class VitalsBoard : public Vitals
{
    Q_OBJECT

public:
    using Gather = std::function<QFuture<VitalSigns>()>;

    using Now = std::function<Instant()>;

    VitalsBoard(Gather gather, Now now);

    VitalSigns signs() const override { return m_signs; }
    void look(); // now, too

private:
    const Gather m_gather;
    const Now m_now;
    VitalSigns m_signs;
    QTimer m_timer;
};

} // namespace nightbell
