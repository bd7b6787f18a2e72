// A line whose callers are the test.
#pragma once

#include "line/line.h"

#include <QStringList>

#include <array>

namespace nightbell::scripted {

class ScriptedLine : public Line
{
public:
    Result<> open() override
    {
        orders.append(QStringLiteral("open"));
        return opening;
    }
    void order(const LegId &leg, const LineOrder &order) override
    {
        if (const auto *refuse = std::get_if<RefuseLeg>(&order))
            refusals.append(refuse->why);
        static constexpr std::array names{"ring", "answer", "refuse", "hang up",      "dial",
                                          "hold", "refer",  "join",   "tell transfer"};
        orders.append(QStringLiteral("%1 %2").arg(QLatin1String(names.at(order.index())), leg.text()));
    }
    void close() override
    {
        orders.append(QStringLiteral("close"));
        Q_EMIT closed();
    }

    CallId call(const QString &number) // somebody calls that number
    {
        const CallId id(QStringLiteral("call-%1").arg(++m_calls));
        Q_EMIT arrived({.leg = LegId(id.text()),
                        .provider = QStringLiteral("scripted"),
                        .providerCall = PrivateText(QStringLiteral("theirs-%1").arg(m_calls)),
                        .from = from,
                        .called = {PrivateText(QStringLiteral("unheard of")), PrivateText(number)}});
        return id;
    }
    void acknowledge(const CallId &call) { Q_EMIT connected(LegId(call.text()), MediaPath{}); }
    void hangsUp(const CallId &call) { Q_EMIT ended(LegId(call.text()), EndCause::CallerHungUp); }
    void dies(const CallId &call) { Q_EMIT ended(LegId(call.text()), EndCause::LineLost); }

    PrivateText from = PrivateText(QStringLiteral("+4930123456")); // of the calls that come
    Result<> opening;
    QStringList orders;
    QList<Refusal> refusals;

private:
    int m_calls = 0;
};

} // namespace nightbell::scripted
