// An endless day of calls, several at once, each from its ringing to its end with words in between: what a busy engine
// appends. The same numbers give the same calls.
#pragma once

#include "scripted/full_store.h"

namespace nightbell::bench {

struct SpokenCalls
{
    QString name; // of the run, so that two runs on one store do not meet
    int callsAtOnce = 1;
    int eventsOfACall = 40; // ringing, answer and end among them
    qint64 happened = 0;

    CallEvent next(Instant now)
    {
        const qint64 round = happened / callsAtOnce, line = happened % callsAtOnce;
        const int step = int(round % eventsOfACall);
        const qint64 number = round / eventsOfACall * callsAtOnce + line;
        ++happened;
        return {CallId(QStringLiteral("%1-%2").arg(name).arg(number)), now, what(step, number), {}};
    }

private:
    Happening what(int step, qint64 number) const
    {
        if (step == 0)
            return Initiated{.clinic = storeClinic,
                             .branch = BranchId(QStringLiteral("main")),
                             .provider = QStringLiteral("sip"),
                             .providerCall = PrivateText(QStringLiteral("%1@line").arg(number)),
                             .from = PrivateText(QStringLiteral("+1202%1").arg(1'000'000 + number % 9'000'000)),
                             .to = PrivateText(QStringLiteral("+12025550100"))};
        if (step == eventsOfACall - 1)
            return Ended{};
        if (step == 1)
            return Answered{};
        if (step % 2 == 0)
            return Said{.turn = step / 2,
                        .sentence = step / 2,
                        .words = PrivateText(QStringLiteral("Thank you. Which day would suit you best next week?"))};
        return Heard{.turn = step / 2,
                     .words =
                         PrivateText(QStringLiteral("I could come on Tuesday, not before half past %1").arg(step))};
    }
};

} // namespace nightbell::bench
