#include "store/store_tables.h"

namespace nightbell {
namespace {

StoreTable table(const char *name, int keyColumns, const char *columns)
{
    return {QString::fromLatin1(name), QString::fromLatin1(columns).split(u' '), keyColumns};
}

} // namespace

const QList<StoreTable> &storeTables()
{
    static const QList<StoreTable> tables{
        table("engine", 1, "id epoch lease_until_ms adopted_by"),
        table("clinic_key", 1, "clinic generation index_key recovery_public for_recovery"),
        table("call_key", 1, "call clinic generation wrapped"),
        table("journal", 2, "engine position clinic call kind at_ms body"),
        table("reader_cursor", 2, "reader engine position"),
        table("call", 1,
              "id clinic branch engine direction status phase provider provider_call caller created_ms updated_ms "
              "ended_ms summary"),
        table("escalation", 1, "id call clinic gravity state staff raised_ms claimed_ms closed_ms"),
        table("session", 1, "call clinic state caller verified dropped_ms expires_ms resumed_by sealed"),
        table("posting", 4, "clinic term engine first_position sealed"),
        table("lexicon", 2, "clinic term sealed engine position"),
        table("appointment", 2,
              "clinic id branch provider service starts_ms minutes state acts call patient phone made_ms sealed"),
        table("diary_hold", 2, "clinic id branch provider service starts_ms minutes moves holder state expires_ms"),
        table("diary_minute", 3, "clinic provider at_minute owner"),
        table("diary_block", 2, "clinic id provider starts_ms ends_ms"),
        table("diary_act", 2, "clinic id appointment number kind asked call staff at_ms was event undone"),
    };
    return tables;
}

} // namespace nightbell
