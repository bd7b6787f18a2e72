// The windows of the program: style, language, the first window, and the recovery key that is handed to its owner.
#pragma once

#include "desk/clinic_file.h"
#include "desk/headset.h"
#include "desk/switchboard.h"
#include "desk/vitals.h"

namespace nightbell {

struct DesktopPanes
{
    Switchboard &switchboard;
    ClinicFile &clinics;
    Vitals &vitals;
    Headset &headset;
    QString dataFolder;
};

void showWindows(const DesktopPanes &panes); // until the last one is closed, or a signal ends the program

} // namespace nightbell
