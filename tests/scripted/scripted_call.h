// A call with the engine's part played: what the call records is given back to it, its clock is wound by hand.
#pragma once

#include "call/call.h"

#include <QString>

#include <algorithm>
#include <functional>
#include <variant>

namespace nightbell {

class ScriptedCall
{
public:
    explicit ScriptedCall(CallRules rules = {});

    CallOrders play(Happening what); // its orders and those of everything recorded on the way, in order
    CallOrders passes(Span time);    // wakes the call whenever it wanted

    CallOrders rings();
    CallOrders isAnswered(); // greeted to the end where there is a greeting
    CallOrders callerSays(const char *words);
    CallOrders assistantSays(const char *words); // in the current turn
    CallOrders playedWhole(int sentence);

    const CallSummary &summary() const { return call.summary(); }
    const EscalationSummary &escalation() const { return summary().escalations.constLast(); }

    Call call;
    Instant now = instantFromMs(1'760'000'000'000);
    std::optional<Instant> wakeAt;
    QList<CallEvent> journal;
    std::function<void(const Happening &)> whenHappens; // watchers, told before the call is
    std::function<void(const CallOrder &)> whenOrdered; // and before an order is carried out

private:
    void happens(Happening what, CallOrders &done);
    void carryOut(const CallOrders &orders, CallOrders &done);
};

template<class Order> int count(const CallOrders &orders)
{
    return int(
        std::ranges::count_if(orders, [](const CallOrder &each) { return std::holds_alternative<Order>(each); }));
}

template<class Order> const Order *first(const CallOrders &orders)
{
    for (const CallOrder &each : orders)
        if (const auto *found = std::get_if<Order>(&each))
            return found;
    return nullptr;
}

template<class What> const What *recorded(const CallOrders &orders)
{
    for (const CallOrder &each : orders)
        if (const auto *record = std::get_if<Record>(&each))
            if (const auto *found = std::get_if<What>(&record->what))
                return found;
    return nullptr;
}

bool has(const CallOrders &orders, const CallOrder &wanted);
bool inThisOrder(const CallOrders &orders, const CallOrders &expected); // others may stand between
QString kindsOf(const CallOrders &orders);

} // namespace nightbell
