// Who hears whom in one call: the one matrix behind listen, whisper, barge in, take over and hold. A row for each party
// that listens, a bit for each source of sound.
#pragma once

#include "call/call_words.h"

#include <array>
#include <cstdint>
#include <optional>

namespace nightbell {

inline constexpr int staffAtMost = 4;                 // on one call
inline constexpr int partiesAtMost = 1 + staffAtMost; // the caller stands first

// A party is a source under its own number; the others follow.
enum SoundSource : int { CallerSound, FirstStaffSound, AssistantSound = partiesAtMost, MusicSound, ConferenceSound };
inline constexpr int soundSources = ConferenceSound + 1;

using SoundMask = std::uint8_t;
constexpr SoundMask maskOf(int source) { return SoundMask(1u << unsigned(source)); }

struct HearingMatrix
{
    std::array<SoundMask, partiesAtMost> hears{};
    bool operator==(const HearingMatrix &) const = default;
};

using StaffSeats = std::array<std::optional<StaffMode>, staffAtMost>; // empty: nobody sits there

HearingMatrix hearingOf(const StaffSeats &staff, bool held);
void letStaffHear(int party, const StaffSeats &staff, HearingMatrix &matrix); // who is not yet in the call

// Lines for trying out the way of the sound; nobody else is in such a call.
enum class Extension { Echo, Conference };
HearingMatrix hearingOf(Extension extension);

} // namespace nightbell
