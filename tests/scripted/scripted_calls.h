// Calls for tests of the store: events in the order they happen, and a store as the program builds it.
#pragma once

#include "store/call_projection.h"
#include "store/journal_writer.h"
#include "store/session_projection.h"

namespace nightbell::scripted {

inline const ClinicId rosewood(QStringLiteral("rosewood"));
inline constexpr Instant morning = instantFromMs(1'760'000'000'000);

inline CallId call(int number) { return CallId(QStringLiteral("call-%1").arg(number)); }

inline CallEvent eventOf(int number, Happening what, Span later = {})
{
    return {call(number), morning + Span(number) + later, std::move(what), {}};
}

inline CallEvent begun(int number, const QString &from = QStringLiteral("+4930123456"))
{
    return eventOf(number,
                   Initiated{.clinic = rosewood,
                             .branch = BranchId(QStringLiteral("main")),
                             .provider = QStringLiteral("sip"),
                             .providerCall = PrivateText(QStringLiteral("line-%1").arg(number)),
                             .from = PrivateText(from),
                             .to = PrivateText(QStringLiteral("+4930999999"))});
}

inline CallEvent heard(int number, const QString &words, int turn = 1)
{
    return eventOf(number, Heard{.turn = turn, .words = PrivateText(words)}, Span(100 * turn));
}

inline QList<Draft> drafts(const QList<CallEvent> &events)
{
    QList<Draft> all;
    for (const CallEvent &each : events)
        all << Draft{rosewood, each};
    return all;
}

inline JournalStore storeOver(std::unique_ptr<Database> database, SecretStore &secrets)
{
    JournalStore store{.database = std::move(database)};
    store.keys = std::make_unique<KeyRing>(*store.database, secrets);
    if (const auto opened = store.keys->openOrCreate(rosewood); !opened)
        qFatal("%s", qPrintable(opened.problem().detail));
    store.projections.push_back(std::make_unique<CallProjection>(*store.database, *store.keys));
    store.projections.push_back(std::make_unique<SessionProjection>(*store.database, *store.keys));
    return store;
}

} // namespace nightbell::scripted
