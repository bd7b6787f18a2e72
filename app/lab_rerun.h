// Stored calls against a draft of their scripts: one JSON line for each call, newest first, and a line on standard
// error that sums up. The callers' words go to whoever asked, and nowhere else.
#pragma once

#include "app/admin.h"

#include <QJsonObject>

namespace nightbell {

struct Rerun;

Result<> rerunCalls(const RerunCalls &task, const AdminPlace &place);

QJsonObject asLine(const CallId &call, const Rerun &rerun);

} // namespace nightbell
