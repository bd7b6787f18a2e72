// The windows of the program: style, language, the first window, and the recovery key that is handed to its owner.
#pragma once

#include "app/recovery_key_file.h"
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
    QList<RecoveryKeyFile> keysToHandOver;
};

void showWindows(const DesktopPanes &panes); // until the last one is closed, or a signal ends the program

} // namespace nightbell
