#include "engine/live_sounds.h"

#include "engine/live_call.h"

namespace nightbell {

LiveSounds::LiveSounds(const Sound &sound, const Clock &clock, StaffOf staffOf)
    : m_clock(clock)
    , m_staffOf(std::move(staffOf))
{
    connect(&sound, &Sound::levels, this, &LiveSounds::levels);
    connect(&sound, &Sound::callerSpeech, this, &LiveSounds::callerSpeech);
    connect(&sound, &Sound::quality, this, [this](const CallId &call, const LegId &leg, const LineQuality &quality) {
        if (leg == callersLeg(call))
            m_now[call].line = quality;
    });
    connect(&sound, &Sound::closed, this, [this](const CallId &call) { m_now.remove(call); });
}

void LiveSounds::callerSpeech(const CallId &call, bool speaks, std::chrono::steady_clock::time_point since)
{
    const auto ago = std::chrono::duration_cast<Span>(std::chrono::steady_clock::now() - since);
    LiveSound &sound = m_now[call];
    sound.callerSpeaks = speaks;
    sound.callerSince = m_clock.now() - ago;
}

void LiveSounds::levels(const QList<CallLevels> &calls)
{
    QList<LiveSound> told;
    for (const CallLevels &each : calls) {
        LiveSound &sound = m_now[each.call];
        sound.call = each.call;
        sound.caller = each.caller;
        sound.assistant = each.assistant;
        sound.staff.clear();
        for (const LegLevel &leg : each.staff)
            if (const StaffId staff = m_staffOf(each.call, leg.leg); !staff.isEmpty())
                sound.staff.append({staff, leg.level});
        told.append(sound);
    }
    Q_EMIT heard(told);
}

} // namespace nightbell
