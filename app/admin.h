// Care for the store from the command line. What was found or done goes to standard output, progress to standard
// error; a problem's detail is one sentence for people.
#pragma once

#include "app/arguments.h"
#include "settings/open_secrets.h"

namespace nightbell {

struct AdminPlace
{
    Settings settings;
    QString folder; // of the data; it need not exist
    Desktop desktop = Desktop::Absent;
};

Result<> careFor(const AdminTask &task, const AdminPlace &place);

// Each of them in its file.
Result<> checkStore(const AdminPlace &place);
Result<> backUpStore(const BackUp &task, const AdminPlace &place);
Result<> restoreStore(const Restore &task, const AdminPlace &place);
Result<> exportOneCall(const ExportCall &task, const AdminPlace &place);
Result<> rebuildStore(const AdminPlace &place);

} // namespace nightbell
