// The sign that a call is recorded: a red dot, hollow while paused, a triangle while
// the disk takes nothing; with its word.
#pragma once

#include "call/call_summary.h"

#include <QRect>

class QPainter;

namespace nightbell {

struct Tokens;

// Within the line, from its left; where there is no room for the word, the dot alone.
void paintRecordingMark(QPainter &painter, const QRect &line, const CallSummary &call, const Tokens &tokens);

} // namespace nightbell
