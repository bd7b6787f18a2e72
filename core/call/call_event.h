// One entry of the journal: in which call, when, what. The journal is the call; everything else reads it.
#pragma once

#include "call/happenings.h"
#include "instant.h"
#include "result.h"

#include <QByteArray>
#include <QJsonObject>

namespace nightbell {

struct CallEvent
{
    CallId call;
    Instant at;
    Happening what;
    QJsonObject later; // fields that only a later version knows: kept, and written again

    bool operator==(const CallEvent &) const = default;
};

inline constexpr int eventVersion = 1;

QString kindOf(const Happening &what);
QByteArray toJson(const CallEvent &event);
Result<CallEvent> eventFromJson(const QByteArray &json); // the problem names the field, never its value

} // namespace nightbell
