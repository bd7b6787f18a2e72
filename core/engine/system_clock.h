// The machine's own clock.
#pragma once

#include "engine/clock.h"

#include <QTimer>

namespace nightbell {

class SystemClock : public Clock
{
    Q_OBJECT

public:
    SystemClock();

    Instant now() const override;
    void ringAt(Instant at) override;

private:
    void ringOrWait();

    QTimer m_timer;
    Instant m_at;
};

} // namespace nightbell
