#include "store/memory_store.h"

#include "store/call_projection.h"
#include "store/schema.h"
#include "store/session_projection.h"
#include "store/sqlite_database.h"

namespace nightbell {
namespace {

const QString nowhere = QStringLiteral(":/nowhere/journal.spill"); // a database in memory is never away

class MemorySecrets : public SecretStore
{
public:
    Result<QByteArray> read(const QString &name) override
    {
        const auto found = m_kept.constFind(name);
        if (found == m_kept.cend())
            return Problem{Problem::Kind::NotFound, name};
        return QByteArray(found->constData(), found->size()); // its own copy: readers wipe what they got
    }
    Result<> write(const QString &name, const QByteArray &secret) override
    {
        m_kept.insert(name, QByteArray(secret.constData(), secret.size()));
        return {};
    }
    Result<> remove(const QString &name) override
    {
        m_kept.remove(name);
        return {};
    }

private:
    QHash<QString, QByteArray> m_kept;
};

} // namespace

MemoryStore::MemoryStore() : m_secrets(std::make_unique<MemorySecrets>()) { }

MemoryStore::~MemoryStore() = default;

Result<std::unique_ptr<MemoryStore>> MemoryStore::open(const ClinicId &clinic, Instant now)
{
    auto database = openSqlite(QStringLiteral(":memory:"));
    if (!database)
        return database.problem();
    if (const Result<> migrated = migrate(*database.value()); !migrated)
        return migrated.problem();
    std::unique_ptr<MemoryStore> memory(new MemoryStore);
    JournalStore store{std::move(database).value(), {}, {}, {}};
    store.keys = std::make_unique<KeyRing>(*store.database, *memory->m_secrets);
    if (const auto made = store.keys->openOrCreate(clinic); !made)
        return made.problem();
    store.projections.push_back(std::make_unique<CallProjection>(*store.database, *store.keys));
    store.projections.push_back(std::make_unique<SessionProjection>(*store.database, *store.keys));
    auto writer = JournalWriter::open(EngineId(QStringLiteral("memory")), std::move(store), nowhere, {}, now);
    if (!writer)
        return writer.problem();
    memory->m_writer = std::move(writer).value();
    return memory;
}

} // namespace nightbell
