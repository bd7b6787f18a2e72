// How long it takes to find the session of a caller who calls back, at 100,000 open sessions: SQLite and PostgreSQL
// asked directly, Redis in front of SQLite. Every tenth caller is a stranger.
#include "bench/figures.h"
#include "bench/must.h"
#include "scripted/real_postgres.h"
#include "scripted/real_redis.h"
#include "scripted/scripted_secrets.h"
#include "store/cached_sessions.h"
#include "store/postgres_database.h"
#include "store/redis_session_cache.h"
#include "store/schema.h"
#include "store/sqlite_database.h"

#include <QCoreApplication>
#include <QRandomGenerator>

using namespace nightbell;
using bench::must;

namespace {

constexpr int callers = 100'000;
constexpr int lookUps = 20'000;
constexpr quint32 seed = 20'260;
constexpr Instant now = instantFromMs(1'760'000'000'000);
const ClinicId clinic(QStringLiteral("oak"));

CallerMark markOfCaller(int i)
{
    return *markOf(Initiated{.from = PrivateText(QStringLiteral("+4930%1").arg(10'000'000 + i))});
}

struct Store
{
    std::unique_ptr<Database> database;
    ScriptedSecrets secrets;
    KeyRing keys;
    SessionBook book;

    explicit Store(std::unique_ptr<Database> opened)
        : database(std::move(opened))
        , keys(*database, secrets)
        , book(*database)
    {
        must(migrate(*database));
        must(keys.openOrCreate(clinic));
        must(inTransaction(*database, [&]() -> Result<> { return fill(); }));
        must(database->run(QStringLiteral("ANALYZE")));
    }

    Result<> fill()
    {
        const QByteArray sealed(1'500, 's'); // of a call of some ten sentences
        for (int i = 0; i < callers; ++i) {
            const KnownCaller caller = must(knownCaller(keys, clinic, markOfCaller(i)));
            const auto written = database->run(
                QStringLiteral("INSERT INTO session (call, clinic, state, caller, verified, dropped_ms, expires_ms, "
                               "sealed) VALUES (?, ?, 'open', ?, 0, ?, ?, ?)"),
                {QStringLiteral("call-%1").arg(i), clinic.text(), caller.hash, toMs(now) - 1'000, toMs(now) + 3'600'000,
                 sealed});
            if (!written)
                return written.problem();
        }
        return {};
    }
};

template<class LookUp> void measure(const char *where, LookUp lookUp)
{
    QRandomGenerator random(seed);
    bench::Figures figures(QByteArray("session look-up among 100,000: ") + where);
    for (int i = 0; i < lookUps; ++i) {
        const bool stranger = i % 10 == 0;
        const CallerMark mark = markOfCaller(random.bounded(callers) + (stranger ? callers : 0));
        bool found = false;
        figures.time([&] { found = lookUp(mark); });
        if (found == stranger)
            qFatal("%s: the wrong caller was found", where);
    }
    figures.print();
}

void measureBook(const char *where, Store &store)
{
    measure(where, [&](const CallerMark &mark) {
        return must(store.book.find(must(knownCaller(store.keys, clinic, mark)), now)).has_value();
    });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QTemporaryDir folder;
    Store sqlite(must(openSqlite(folder.filePath(QStringLiteral("bench.sqlite")))));
    measureBook("SQLite", sqlite);

    RealRedis redis;
    if (!redis.start())
        qFatal("%s", qPrintable(redis.failure()));
    const auto cache = must(openRedisSessions(redis.url(), sqlite.secrets));
    CachedSessions sessions(sqlite.book, sqlite.keys, cache.get());
    bench::Figures filling("session cache: filled with 100,000");
    filling.time([&] {
        while (must(sessions.fillSome(now))) { }
    });
    filling.print();
    measure("Redis before SQLite",
            [&](const CallerMark &mark) { return must(sessions.find(clinic, mark, now)).has_value(); });
    redis.kill();
    measure("Redis gone, SQLite",
            [&](const CallerMark &mark) { return must(sessions.find(clinic, mark, now)).has_value(); });

    RealPostgres postgres(RealPostgres::Sync::On);
    if (!postgres.start())
        qFatal("%s", qPrintable(postgres.failure()));
    Store remote(must(openPostgres({postgres.url(postgres.createDatabase()), {}, {clinic}})));
    measureBook("PostgreSQL on loopback", remote);
    return 0;
}
