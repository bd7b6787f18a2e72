#include "audio/hearing.h"

#include <algorithm>

namespace nightbell {

namespace {

bool speaksToCaller(const std::optional<StaffMode> &mode)
{
    return mode == StaffMode::BargeIn || mode == StaffMode::TakeOver;
}

} // namespace

HearingMatrix hearingOf(const StaffSeats &staff, bool held)
{
    HearingMatrix matrix;
    SoundMask loud = 0; // staff who are heard by more than the assistant
    for (int seat = 0; seat < staffAtMost; ++seat)
        if (speaksToCaller(staff[std::size_t(seat)]))
            loud |= maskOf(FirstStaffSound + seat);
    const bool takenOver = std::ranges::find(staff, StaffMode::TakeOver) != staff.end();
    const SoundMask assistant = takenOver ? SoundMask(0) : maskOf(AssistantSound);

    matrix.hears[CallerSound] = held ? maskOf(MusicSound) : SoundMask(loud | assistant);
    for (int seat = 0; seat < staffAtMost; ++seat) {
        if (!staff[std::size_t(seat)])
            continue;
        const SoundMask others = loud & SoundMask(~maskOf(FirstStaffSound + seat));
        const SoundMask caller = held ? SoundMask(0) : SoundMask(maskOf(CallerSound) | assistant);
        matrix.hears[std::size_t(FirstStaffSound) + std::size_t(seat)] = others | caller;
    }
    return matrix;
}

void letStaffHear(int party, const StaffSeats &staff, HearingMatrix &matrix)
{
    for (int seat = 0; seat < staffAtMost; ++seat)
        if (staff[std::size_t(seat)] && FirstStaffSound + seat != party)
            matrix.hears[std::size_t(FirstStaffSound) + std::size_t(seat)] |= maskOf(party);
}

HearingMatrix hearingOf(Extension extension)
{
    HearingMatrix matrix;
    switch (extension) {
    case Extension::Echo:
        matrix.hears[CallerSound] = maskOf(CallerSound);
        break;
    case Extension::Conference:
        matrix.hears[CallerSound] = maskOf(ConferenceSound);
        break;
    }
    return matrix;
}

} // namespace nightbell
