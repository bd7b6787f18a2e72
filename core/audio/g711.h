// The two voice codings of the telephone network (ITU-T G.711): one byte a sample, 8,000 samples a second.
#pragma once

#include <cstdint>
#include <span>

namespace nightbell {

enum class Coding { MuLaw, ALaw, Opus }; // in RTP: PCMU, PCMA, opus

std::uint8_t toMuLaw(std::int16_t sample);
std::uint8_t toALaw(std::int16_t sample);
std::int16_t fromMuLaw(std::uint8_t code);
std::int16_t fromALaw(std::uint8_t code);

// Both spans have the same length.
void encode(Coding coding, std::span<const std::int16_t> samples, std::span<std::uint8_t> codes);
void decode(Coding coding, std::span<const std::uint8_t> codes, std::span<std::int16_t> samples);

} // namespace nightbell
