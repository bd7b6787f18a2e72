// The sound thread's reports, kept; and a ring that is full for as long as the test wants.
#pragma once

#include "audio/sound_reports.h"

#include <vector>

namespace nightbell::scripted {

class ScriptedReports : public ReportSink
{
public:
    bool report(const SoundReport &report) override
    {
        if (full)
            return false;
        seen.push_back(report);
        return true;
    }
    void show(const SoundReport &each) override { report(each); }

    template<class What> std::vector<What> all() const
    {
        std::vector<What> found;
        for (const SoundReport &each : seen)
            if (const auto *what = std::get_if<What>(&each.what))
                found.push_back(*what);
        return found;
    }

    bool full = false;
    std::vector<SoundReport> seen;
};

} // namespace nightbell::scripted
