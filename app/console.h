// The composition root: the one place that builds every real object and knows who holds whom.
#pragma once

#include "app/data_folder.h"
#include "app/log.h"
#include "app/stop_signals.h"
#include "settings/settings.h"

namespace nightbell {

class Console
{
public:
    Console(Settings settings, DataFolder folder);

    // Until the person, or a signal, ends it.
    int run();

private:
    Settings m_settings;
    DataFolder m_folder;
    Log m_log;
    StopSignals m_stop;
};

} // namespace nightbell
