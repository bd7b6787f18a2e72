#include "scripted/scripted_call.h"

#include <QStringList>

namespace nightbell {

ScriptedCall::ScriptedCall(CallRules rules) : call(CallId(QStringLiteral("c1")), std::move(rules)) { }

CallOrders ScriptedCall::play(Happening what)
{
    CallOrders done;
    happens(std::move(what), done);
    return done;
}

CallOrders ScriptedCall::passes(Span time)
{
    CallOrders done;
    const Instant until = now + time;
    for (int wakes = 0; wakeAt && *wakeAt <= until; ++wakes) {
        Q_ASSERT_X(wakes < 10'000, "ScriptedCall", "a call that is woken must do something about it");
        now = std::max(now, *wakeAt);
        wakeAt.reset();
        carryOut(call.wake(now), done);
    }
    now = until;
    return done;
}

void ScriptedCall::carryOut(const CallOrders &orders, CallOrders &done)
{
    for (const CallOrder &order : orders) {
        done.append(order);
        if (whenOrdered)
            whenOrdered(order);
        if (const auto *wake = std::get_if<WakeAt>(&order))
            wakeAt = wake->at;
        if (const auto *record = std::get_if<Record>(&order))
            happens(record->what, done);
    }
}

void ScriptedCall::happens(Happening what, CallOrders &done)
{
    if (whenHappens)
        whenHappens(what);
    journal.append({call.summary().id, now, std::move(what), {}});
    carryOut(call.handle(journal.constLast(), now), done);
}

CallOrders ScriptedCall::rings()
{
    return play(Initiated{.clinic = ClinicId(QStringLiteral("k")),
                          .provider = QStringLiteral("sip"),
                          .from = PrivateText(QStringLiteral("+15550100"))});
}

CallOrders ScriptedCall::isAnswered()
{
    rings();
    CallOrders orders = play(Answered{});
    if (const int greeting = call.state().lastSentence)
        orders += playedWhole(greeting);
    return orders;
}

CallOrders ScriptedCall::callerSays(const char *words)
{
    return play(Heard{.turn = summary().turn, .words = PrivateText(QString::fromUtf8(words))});
}

CallOrders ScriptedCall::assistantSays(const char *words)
{
    return play(
        Said{.turn = summary().turn, .sentence = call.nextSentence(), .words = PrivateText(QString::fromUtf8(words))});
}

CallOrders ScriptedCall::playedWhole(int sentence)
{
    return play(Played{.turn = summary().turn, .sentence = sentence});
}

bool has(const CallOrders &orders, const CallOrder &wanted) { return orders.contains(wanted); }

bool inThisOrder(const CallOrders &orders, const CallOrders &expected)
{
    auto next = expected.begin();
    for (const CallOrder &each : orders)
        if (next != expected.end() && each == *next)
            ++next;
    return next == expected.end();
}

QString kindsOf(const CallOrders &orders)
{
    static const char *const names[] = {"answer",  "speak",  "stop",     "think",   "connect", "disconnect",
                                        "hold",    "unhold", "transfer", "hang up", "raise",   "clear",
                                        "wake at", "sound",  "record",   "refuse"};
    static_assert(std::size(names) == std::variant_size_v<CallOrder>);
    QStringList kinds;
    for (const CallOrder &each : orders) {
        const auto *record = std::get_if<Record>(&each);
        kinds.append(record ? QStringLiteral("record ") + kindOf(record->what)
                            : QString::fromLatin1(names[each.index()]));
    }
    return kinds.join(QStringLiteral(", "));
}

} // namespace nightbell
