// Time is always passed in. An Instant is a moment in UTC; a Span is a length.
#pragma once

#include <QtGlobal>

#include <chrono>

namespace nightbell {

using Span = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Span>;

constexpr qint64 toMs(Instant at) { return at.time_since_epoch().count(); }
constexpr Instant instantFromMs(qint64 ms) { return Instant{Span{ms}}; }

} // namespace nightbell
