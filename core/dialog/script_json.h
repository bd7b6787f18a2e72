// A script as its file: {"version": 1, "name": …, "nodes": […], "texts": {"en": {"hello": ["Hello.", …]}}}.
// Strict: an unknown key or a wrong type is a problem with its path.
#pragma once

#include "dialog/script.h"
#include "result.h"

#include <QByteArray>

namespace nightbell {

inline constexpr int scriptFileVersion = 1;
inline constexpr qsizetype scriptFileBytes = 1 << 20; // at most

QByteArray toJson(const Script &script);
Result<Script> scriptFromJson(const QByteArray &json); // well formed; check() tells whether it makes sense

} // namespace nightbell
