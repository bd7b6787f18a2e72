#include "store/store_plan.h"

#include "store/open_store_database.h"
#include "store/schema.h"

namespace nightbell {

QList<ClinicId> clinicsOf(const ClinicBook &book)
{
    QList<ClinicId> clinics;
    for (const Organisation &organisation : book.organisations)
        clinics << organisation.id;
    return clinics;
}

Result<StoreConnection> connectStore(const StorePlan &plan, Span patience)
{
    const QList<ClinicId> clinics = clinicsOf(plan.book);
    auto database = openStoreDatabase(plan.url, plan.dataFolder, plan.secrets, clinics);
    if (!database)
        return database.problem();
    if (const Result<> migrated = migrate(*database.value()); !migrated)
        return migrated.problem();
    auto keys = std::make_unique<KeyRing>(*database.value(), plan.secrets);
    for (const ClinicId &clinic : clinics)
        if (const auto opened = keys->open(clinic); !opened)
            return opened.problem();
    database.value()->answerWithin(patience); // not before: to migrate may take its time
    auto index = std::make_unique<SearchIndex>(*database.value(), *keys);
    return StoreConnection{std::move(database).value(), std::move(keys), std::move(index)};
}

} // namespace nightbell
