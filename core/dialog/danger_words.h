// What the console shows of a danger: its level, its kind, and in a short sentence why. Translatable.
#pragma once

#include "dialog/danger.h"

namespace nightbell {

QString levelId(DangerLevel level); // "none", "urgent", "crisis", "emergency": for files, never translated
QString levelName(DangerLevel level);
QString categoryName(const QString &category);

// "Chest pain or heart: “tightness in my chest” (rule cardiac.chest_pain)". Holds the caller's words: never log it.
QString whyOf(const DangerFinding &finding, const Words &said);

} // namespace nightbell
