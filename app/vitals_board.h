// The vitals pane: gathered once a second from wherever the counts are kept, told when they changed.
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

    explicit VitalsBoard(Gather gather);

    VitalSigns signs() const override { return m_signs; }

private:
    void look();

    Gather m_gather;
    VitalSigns m_signs;
    QTimer m_timer;
};

} // namespace nightbell
