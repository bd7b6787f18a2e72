// The type scale: sizes in points times the person's text size, so that 100 % at 96 dpi gives the drawn pixels.
#pragma once

#include <QFont>

namespace nightbell {

enum class Type { Caption, Small, Body, Reading, Alarm, Title };

QFont typeFont(Type type, int weight = QFont::Normal);

} // namespace nightbell
