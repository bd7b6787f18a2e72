// What --help-settings prints, and what the manual's table is made of.
#pragma once

#include <QString>

namespace nightbell {

QString settingsHelp();

} // namespace nightbell
