#include "app/admin.h"

namespace nightbell {

namespace {

struct Care
{
    const AdminPlace &place;

    Result<> operator()(const CheckStore &) const { return checkStore(place); }
    Result<> operator()(const BackUp &task) const { return backUpStore(task, place); }
    Result<> operator()(const Restore &task) const { return restoreStore(task, place); }
    Result<> operator()(const ExportCall &task) const { return exportOneCall(task, place); }
    Result<> operator()(const Rebuild &) const { return rebuildStore(place); }
};

} // namespace

Result<> careFor(const AdminTask &task, const AdminPlace &place) { return std::visit(Care{place}, task); }

} // namespace nightbell
