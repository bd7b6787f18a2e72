#include "app/admin_store.h"

#include "app/clinic_file_on_disk.h"
#include "app/store_words.h"
#include "store/open_store_database.h"
#include "store/schema.h"
#include "store/sqlite_database.h"
#include "store/store_plan.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace nightbell {

namespace {

// A check may find a change of keys that was cut short, which opening the keys would finish.
class OnlyReadSecrets : public SecretStore
{
public:
    explicit OnlyReadSecrets(std::unique_ptr<SecretStore> secrets) : m_secrets(std::move(secrets)) { }

    Result<QByteArray> read(const QString &name) override { return m_secrets->read(name); }
    Result<> write(const QString &, const QByteArray &) override { return refused(); }
    Result<> remove(const QString &) override { return refused(); }

private:
    static Problem refused()
    {
        return {Problem::Kind::Refused,
                say(QT_TRANSLATE_NOOP("Admin", "a change of it was cut short; the program finishes it when it runs"))};
    }

    std::unique_ptr<SecretStore> m_secrets;
};

Problem noStore(const QString &where)
{
    return {Problem::Kind::NotFound,
            say(QT_TRANSLATE_NOOP("Admin", "There is no store in %1 yet. Check --data and the setting store.url."))
                .arg(where)};
}

Result<std::unique_ptr<Database>> openDatabase(const QString &url, const QString &folder, StoreUse use,
                                               SecretStore &secrets, const QList<ClinicId> &clinics)
{
    const QString file = storeFile(url, folder);
    if (use == StoreUse::ReadOnly && !file.isEmpty())
        return openSqlite(file, SqliteUse::ReadOnly);
    auto opened = openStoreDatabase(url, folder, secrets, clinics);
    if (opened && use == StoreUse::ReadOnly)
        if (const auto set = opened.value()->run(QStringLiteral("SET default_transaction_read_only = on")); !set)
            return set.problem();
    return opened;
}

Result<> withSchema(Database &database, const QString &where)
{
    const Result<> same = ofThisSchema(database);
    if (same)
        return {};
    switch (same.problem().kind) {
    case Problem::Kind::Invalid: // the question itself: there are no tables
        return noStore(where);
    case Problem::Kind::Refused:
        return Problem{Problem::Kind::Refused,
                       say(QT_TRANSLATE_NOOP("Admin",
                                             "An older version wrote the store (%1). Start nightbell once, which "
                                             "brings it up to date."))
                           .arg(same.problem().detail)};
    default:
        return storeTrouble(same.problem());
    }
}

} // namespace

std::unique_ptr<SecretStore> secretsOf(const AdminPlace &place)
{
    return openSecrets(place.settings, place.desktop, place.folder, QProcessEnvironment::systemEnvironment());
}

Result<AdminStore> openForAdmin(const AdminPlace &place, StoreUse use, StoreMust must)
{
    const auto book = readClinicFile(clinicFilePath(place.folder));
    if (!book)
        return book.problem();
    const QString url = place.settings.text("store.url");
    const QString file = storeFile(url, place.folder);
    if (must == StoreMust::Exist && !file.isEmpty() && !QFileInfo::exists(file)) // opening would make it
        return noStore(file);
    AdminStore store;
    store.secrets = secretsOf(place);
    if (use == StoreUse::ReadOnly)
        store.secrets = std::make_unique<OnlyReadSecrets>(std::move(store.secrets));
    auto opened = openDatabase(url, place.folder, use, *store.secrets, clinicsOf(book.value()));
    if (!opened)
        return storeTrouble(opened.problem());
    store.database = std::move(opened).value();
    if (must == StoreMust::MayBeMade) {
        if (const Result<> migrated = migrate(*store.database); !migrated)
            return storeTrouble(migrated.problem());
    } else if (const Result<> known = withSchema(*store.database, file.isEmpty() ? url : file); !known) {
        return known.problem();
    }
    return store;
}

Result<> nobodyElseAtWork(Database &database)
{
    if (database.dialect() == Database::Dialect::Sqlite)
        return {};
    const auto busy =
        database.run(QStringLiteral("SELECT id FROM engine WHERE lease_until_ms > "
                                    "(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::BIGINT ORDER BY id LIMIT 1"));
    if (!busy)
        return storeTrouble(busy.problem());
    if (busy.value().rows.isEmpty())
        return {};
    return Problem{Problem::Kind::Locked,
                   say(QT_TRANSLATE_NOOP("Admin",
                                         "Engine %1 works on this store. End it first; one that crashed is forgotten "
                                         "when its lease has run out."))
                       .arg(busy.value().rows[0][0].toString())};
}

Result<QList<ClinicId>> clinicsOf(Database &database)
{
    const auto found = database.run(QStringLiteral("SELECT clinic FROM clinic_key ORDER BY clinic"));
    if (!found)
        return storeTrouble(found.problem());
    QList<ClinicId> clinics;
    for (const SqlValues &row : found.value().rows)
        clinics << ClinicId(row[0].toString());
    return clinics;
}

Result<> openKeys(KeyRing &keys, const QList<ClinicId> &clinics)
{
    for (const ClinicId &clinic : clinics)
        if (const auto opened = keys.open(clinic); !opened)
            return keyTrouble(opened.problem(), clinic);
    return {};
}

void print(std::FILE *stream, const QString &line)
{
    std::fputs(qPrintable(line + u'\n'), stream);
    std::fflush(stream);
}

QString say(const char *words) { return QCoreApplication::translate("Admin", words); }

} // namespace nightbell
