#include "ui/alarm_bell.h"

#include "desk/alarm_tune.h"
#include "desk/switchboard.h"

namespace nightbell {

AlarmBell::AlarmBell(const Switchboard &switchboard, Headset &headset, StaffId me)
    : m_headset(headset)
    , m_me(std::move(me))
{
    connect(&switchboard, &Switchboard::happened, this, &AlarmBell::hear);
}

void AlarmBell::show(const QList<CallSummary> &waiting, Instant now)
{
    m_waiting = waiting;
    passTime(now);
}

void AlarmBell::beQuiet(Instant now)
{
    m_quietUntil = now + quietFor;
    passTime(now);
}

void AlarmBell::endQuiet(Instant now)
{
    m_quietUntil = {};
    passTime(now);
}

std::optional<Instant> AlarmBell::quietUntil(Instant now) const
{
    return now < m_quietUntil ? std::optional(m_quietUntil) : std::nullopt;
}

void AlarmBell::passTime(Instant now)
{
    const std::optional<AlarmTune> tune = tuneOf(m_waiting, now, m_quietUntil);
    if (tune != m_tune)
        m_headset.ring(m_tune = tune);
}

void AlarmBell::hear(const CallEvent &event)
{
    if (const auto *claimed = std::get_if<Claimed>(&event.what))
        m_headset.play(HeadsetPart::AlarmSpeaker, claimed->staff == m_me ? Earcon::Yours : Earcon::Someones);
    else if (const auto *back = std::get_if<HandedBack>(&event.what);
             back && back->staff == m_me && back->cause == HandBackCause::ConsoleLost)
        m_headset.play(HeadsetPart::AlarmSpeaker, Earcon::Lost);
}

} // namespace nightbell
