// A line whose callers are the test.
#pragma once

#include "line/line.h"

#include <QStringList>

namespace nightbell::scripted {

class ScriptedLine : public Line
{
public:
    Result<> open() override
    {
        orders.append(QStringLiteral("open"));
        return opening;
    }
    void ring(const CallId &call) override { note("ring", call); }
    void answer(const CallId &call, const MediaAddress &) override { note("answer", call); }
    void refuse(const CallId &call, Refusal why) override
    {
        note("refuse", call);
        refusals.append(why);
    }
    void hangUp(const CallId &call) override { note("hang up", call); }
    void close() override
    {
        orders.append(QStringLiteral("close"));
        Q_EMIT closed();
    }

    CallId call(const QString &number) // somebody calls that number
    {
        const CallId id(QStringLiteral("call-%1").arg(++m_calls));
        Q_EMIT arrived({.call = id,
                        .provider = QStringLiteral("scripted"),
                        .providerCall = PrivateText(QStringLiteral("theirs-%1").arg(m_calls)),
                        .from = PrivateText(QStringLiteral("+4930123456")),
                        .called = {PrivateText(QStringLiteral("unheard of")), PrivateText(number)}});
        return id;
    }
    void acknowledge(const CallId &call) { Q_EMIT acknowledged(call, MediaPath{}); }
    void hangsUp(const CallId &call) { Q_EMIT ended(call, EndCause::CallerHungUp); }
    void dies(const CallId &call) { Q_EMIT ended(call, EndCause::LineLost); }

    Result<> opening;
    QStringList orders;
    QList<Refusal> refusals;

private:
    void note(const char *order, const CallId &call)
    {
        orders.append(QStringLiteral("%1 %2").arg(QLatin1String(order), call.text()));
    }

    int m_calls = 0;
};

} // namespace nightbell::scripted
