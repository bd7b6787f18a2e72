#include "app/prepare_store.h"

#include "app/recovery_key_file.h"
#include "app/store_words.h"
#include "store/open_store_database.h"
#include "store/schema.h"

namespace nightbell {

Result<> prepareStore(const StorePlan &plan)
{
    const QList<ClinicId> clinics = clinicsOf(plan.book);
    const auto database = openStoreDatabase(plan.url, plan.dataFolder, plan.secrets, clinics);
    if (!database)
        return storeTrouble(database.problem());
    if (const Result<> migrated = migrate(*database.value()); !migrated)
        return storeTrouble(migrated.problem());
    KeyRing keys(*database.value(), plan.secrets);
    for (const ClinicId &clinic : clinics) {
        Result<> kept;
        const auto opened = keys.openOrCreate(clinic, [&](const PrivateText &words) {
            return kept = keepUntilSafe(plan.dataFolder, {clinic, words});
        });
        if (!kept)
            return recoveryKeyTrouble(kept.problem(), clinic);
        if (!opened)
            return keyTrouble(opened.problem(), clinic);
    }
    return {};
}

} // namespace nightbell
