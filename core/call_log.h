// Puts call and turn in front of a log line: qCInfo(engineLog) << InCall(id, turn) << "answered";
// The log file takes them off again and keeps them as fields of their own.
#pragma once

#include "ids.h"

#include <QDebug>

#include <optional>

namespace nightbell {

class InCall
{
public:
    explicit InCall(CallId call, std::optional<int> turn = {}) : m_call(std::move(call)), m_turn(turn) { }

    friend QDebug operator<<(QDebug debug, const InCall &in)
    {
        const QDebugStateSaver state(debug);
        debug.nospace().noquote() << "[call " << in.m_call.text();
        if (in.m_turn)
            debug << " turn " << *in.m_turn;
        return debug << ']';
    }

private:
    CallId m_call;
    std::optional<int> m_turn;
};

} // namespace nightbell
