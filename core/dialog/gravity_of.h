// How grave a danger is for those who are alarmed by it.
#pragma once

#include "call/call_words.h"
#include "dialog/danger_watch.h"

#include <optional>

namespace nightbell {

std::optional<Gravity> gravityOf(DangerLevel level);

// Of a danger not known before; nothing for what only confirms or takes back.
std::optional<Gravity> raisedBy(const std::optional<DangerNews> &news);

} // namespace nightbell
