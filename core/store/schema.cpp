#include "store/schema.h"

#include "store/row_security.h"

#include <array>

namespace nightbell {
namespace {

struct Step
{
    int number;
    const char *statements; // separated by ';'
};

// Every row carries its clinic. Sealed columns are BYTEA; what is left in the clear is named in SECURITY.md.
constexpr std::array steps{
    Step{1, R"(
CREATE TABLE engine (
    id TEXT PRIMARY KEY, epoch BIGINT NOT NULL, lease_until_ms BIGINT NOT NULL, adopted_by TEXT);
CREATE TABLE clinic_key (
    clinic TEXT PRIMARY KEY, generation BIGINT NOT NULL, index_key BYTEA NOT NULL,
    recovery_public BYTEA NOT NULL, for_recovery BYTEA NOT NULL);
CREATE TABLE call_key (
    call TEXT PRIMARY KEY, clinic TEXT NOT NULL, generation BIGINT NOT NULL, wrapped BYTEA NOT NULL);
CREATE TABLE journal (
    engine TEXT NOT NULL, position BIGINT NOT NULL, clinic TEXT NOT NULL, call TEXT NOT NULL, kind TEXT NOT NULL,
    at_ms BIGINT NOT NULL, body BYTEA NOT NULL, PRIMARY KEY (engine, position));
CREATE INDEX journal_call ON journal (call, at_ms);
CREATE TABLE reader_cursor (
    reader TEXT NOT NULL, engine TEXT NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (reader, engine));
CREATE TABLE call (
    id TEXT PRIMARY KEY, clinic TEXT NOT NULL, branch TEXT NOT NULL, engine TEXT NOT NULL, direction TEXT NOT NULL,
    status TEXT NOT NULL, phase TEXT NOT NULL, provider TEXT NOT NULL, provider_call BYTEA, caller BYTEA,
    created_ms BIGINT NOT NULL, updated_ms BIGINT NOT NULL, ended_ms BIGINT, summary BYTEA NOT NULL);
CREATE INDEX call_created ON call (clinic, created_ms);
CREATE INDEX call_provider ON call (provider, provider_call);
CREATE INDEX call_live ON call (engine, ended_ms);
CREATE TABLE escalation (
    id TEXT PRIMARY KEY, call TEXT NOT NULL, clinic TEXT NOT NULL, gravity TEXT NOT NULL, state TEXT NOT NULL,
    staff TEXT, raised_ms BIGINT NOT NULL, claimed_ms BIGINT, closed_ms BIGINT);
CREATE INDEX escalation_open ON escalation (clinic, state);
CREATE TABLE session (
    call TEXT PRIMARY KEY, clinic TEXT NOT NULL, state TEXT NOT NULL, caller BYTEA, verified BIGINT NOT NULL,
    dropped_ms BIGINT NOT NULL, expires_ms BIGINT NOT NULL, resumed_by TEXT, sealed BYTEA NOT NULL);
CREATE INDEX session_caller ON session (clinic, caller, expires_ms);
CREATE INDEX session_open ON session (expires_ms) WHERE state = 'open';
CREATE TABLE posting (
    clinic TEXT NOT NULL, term BYTEA NOT NULL, engine TEXT NOT NULL, first_position BIGINT NOT NULL,
    sealed BYTEA NOT NULL, PRIMARY KEY (clinic, term, engine, first_position));
CREATE TABLE lexicon (
    clinic TEXT NOT NULL, term BYTEA NOT NULL, sealed BYTEA NOT NULL, engine TEXT NOT NULL, position BIGINT NOT NULL,
    PRIMARY KEY (clinic, term));
CREATE INDEX lexicon_seen ON lexicon (clinic, engine, position)
)"},
    // The diary. A minute of a provider belongs to one appointment or hold: that key is what no two writers can share.
    Step{2, R"(
CREATE TABLE appointment (
    clinic TEXT NOT NULL, id TEXT NOT NULL, branch TEXT NOT NULL, provider TEXT NOT NULL, service TEXT NOT NULL,
    starts_ms BIGINT NOT NULL, minutes BIGINT NOT NULL, state TEXT NOT NULL, acts BIGINT NOT NULL, call TEXT,
    patient BYTEA NOT NULL, phone BYTEA, made_ms BIGINT NOT NULL, sealed BYTEA NOT NULL, PRIMARY KEY (clinic, id));
CREATE INDEX appointment_starts ON appointment (clinic, starts_ms);
CREATE INDEX appointment_patient ON appointment (clinic, patient, starts_ms);
CREATE INDEX appointment_phone ON appointment (clinic, phone, starts_ms);
CREATE TABLE diary_hold (
    clinic TEXT NOT NULL, id TEXT NOT NULL, branch TEXT NOT NULL, provider TEXT NOT NULL, service TEXT NOT NULL,
    starts_ms BIGINT NOT NULL, minutes BIGINT NOT NULL, moves TEXT, holder TEXT NOT NULL,
    state TEXT NOT NULL, expires_ms BIGINT NOT NULL, PRIMARY KEY (clinic, id));
CREATE INDEX diary_hold_expires ON diary_hold (clinic, expires_ms);
CREATE TABLE diary_minute (
    clinic TEXT NOT NULL, provider TEXT NOT NULL, at_minute BIGINT NOT NULL, owner TEXT NOT NULL,
    PRIMARY KEY (clinic, provider, at_minute));
CREATE INDEX diary_minute_owner ON diary_minute (clinic, owner);
CREATE TABLE diary_block (
    clinic TEXT NOT NULL, id TEXT NOT NULL, provider TEXT NOT NULL, starts_ms BIGINT NOT NULL,
    ends_ms BIGINT NOT NULL, PRIMARY KEY (clinic, id));
CREATE INDEX diary_block_ends ON diary_block (clinic, ends_ms);
CREATE TABLE diary_act (
    clinic TEXT NOT NULL, id TEXT NOT NULL, appointment TEXT NOT NULL, number BIGINT NOT NULL, kind TEXT NOT NULL,
    asked TEXT NOT NULL, call TEXT, staff TEXT, at_ms BIGINT NOT NULL, was TEXT, event TEXT, undone BIGINT NOT NULL,
    PRIMARY KEY (clinic, id));
CREATE UNIQUE INDEX diary_act_number ON diary_act (clinic, appointment, number);
CREATE INDEX diary_act_call ON diary_act (call)
)"},
};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (steps[i].number != int(i) + 1)
            return false;
    return true;
}
static_assert(inOrder(), "migrations are numbered 1, 2, 3, ... without gaps");

Result<> runAll(Database &database, const char *statements)
{
    for (const QString &statement : QString::fromLatin1(statements).split(QLatin1Char(';'), Qt::SkipEmptyParts))
        if (!statement.trimmed().isEmpty())
            if (const Result<SqlRows> done = database.run(statement.trimmed()); !done)
                return done.problem();
    return {};
}

// Two engines that start at once on PostgreSQL migrate one after the other; SQLite's BEGIN IMMEDIATE does the same.
Result<> takeTurn(Database &database)
{
    if (database.dialect() != Database::Dialect::Postgres)
        return {};
    return runAll(database, "SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock(5641893)");
}

} // namespace

int schemaVersion() { return steps.back().number; }

Result<int> schemaVersionOf(Database &database)
{
    if (const auto made =
            database.run(QStringLiteral("CREATE TABLE IF NOT EXISTS schema_step (number BIGINT PRIMARY KEY)"));
        !made)
        return made.problem();
    const auto found = database.run(QStringLiteral("SELECT COALESCE(MAX(number), 0) FROM schema_step"));
    if (!found)
        return found.problem();
    return found.value().rows.at(0).at(0).toInt();
}

Result<> ofThisSchema(Database &database)
{
    const auto found = database.run(QStringLiteral("SELECT COALESCE(MAX(number), 0) FROM schema_step"));
    if (!found)
        return found.problem();
    const int schema = found.value().rows.at(0).at(0).toInt();
    if (schema == schemaVersion())
        return {};
    return Problem{schema > schemaVersion() ? Problem::Kind::Newer : Problem::Kind::Refused,
                   QStringLiteral("the store has schema %1, this program knows %2").arg(schema).arg(schemaVersion())};
}

Result<> migrate(Database &database)
{
    return inTransaction(database, [&]() -> Result<> {
        if (const Result<> turn = takeTurn(database); !turn)
            return turn;
        const Result<int> version = schemaVersionOf(database);
        if (!version)
            return version.problem();
        if (version.value() > schemaVersion())
            return Problem{Problem::Kind::Newer,
                           QStringLiteral("the store has schema %1, this program knows %2")
                               .arg(version.value())
                               .arg(schemaVersion())};
        for (const Step &step : steps) {
            if (step.number <= version.value())
                continue;
            if (const Result<> done = runAll(database, step.statements); !done)
                return done;
            if (const auto noted =
                    database.run(QStringLiteral("INSERT INTO schema_step (number) VALUES (?)"), {qint64(step.number)});
                !noted)
                return noted.problem();
        }
        return protectRowsOfClinics(database);
    });
}

} // namespace nightbell
