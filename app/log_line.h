// One line of the log, as text for people or as a JSON object.
#pragma once

#include "ids.h"
#include "instant.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace nightbell {

struct LogLine
{
    Instant at;
    QtMsgType level = QtInfoMsg;
    QString category;
    QString message;
    CallId call; // empty: of no call
    std::optional<int> turn;
};

enum class LogFormat { Text, Json };

inline constexpr qsizetype longestLogMessage = 8'000; // characters; what is longer is cut

// Takes the mark of InCall off the message.
LogLine logLine(Instant at, QtMsgType level, const QString &category, const QString &message);

// One line with its line feed; control characters and broken text are made visible, never passed on.
QByteArray written(const LogLine &line, LogFormat format);

// How important: debug 0, info 1, warning 2, critical 3, fatal 4. QtMsgType itself is not in this order.
int weightOf(QtMsgType level);

} // namespace nightbell
