// The time, and one alarm: injected, so that a test can let an hour pass at once. Belongs to the engine's thread.
#pragma once

#include "instant.h"

#include <QObject>

namespace nightbell {

class Clock : public QObject
{
    Q_OBJECT

public:
    virtual Instant now() const = 0;
    virtual void ringAt(Instant at) = 0; // replaces the moment asked for before; one that is past rings at once

Q_SIGNALS:
    void rang();
};

} // namespace nightbell
