// The composition root: the one place that builds every real object and knows who holds whom.
#pragma once

#include "app/data_folder.h"
#include "app/log.h"
#include "app/recovery_key_file.h"
#include "app/stop_signals.h"
#include "desk/vitals.h"
#include "settings/settings.h"

namespace nightbell {

class DemoDay;
class Switchboard;

class Console
{
public:
    enum class Face { Windows, Lines }; // Lines: without a desktop, live calls are lines on standard output

    struct Start
    {
        Settings settings;
        QString settingsFile; // where choices made in the window are kept
        DataFolder folder;
        Face face = Face::Lines;
        bool demo = false;
    };

    explicit Console(Start start);

    Result<> run(); // until the person, or a signal, ends it

private:
    Result<> serve();
    QList<RecoveryKeyFile> keysToHandOver() const;
    std::unique_ptr<DemoDay> beginDemo(Switchboard &switchboard) const; // nothing where none is asked for
    void showLines(Vitals &vitals, const VitalSigns &first) const;      // until it is ended

    Start m_start;
    Log m_log;
    StopSignals m_stop;
};

} // namespace nightbell
