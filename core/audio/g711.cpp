#include "audio/g711.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <bit>

namespace nightbell {

namespace {

constexpr int muLawBias = 132;   // moves the first segment to a power of two, in 16-bit units
constexpr int muLawMost = 32635; // above it the code is the last one

constexpr std::int16_t decodeMuLaw(std::uint8_t code)
{
    const int bits = ~code & 0xff;
    const int size = ((((bits & 0x0f) << 3) + muLawBias) << ((bits & 0x70) >> 4)) - muLawBias;
    return static_cast<std::int16_t>(bits & 0x80 ? -size : size);
}

constexpr std::int16_t decodeALaw(std::uint8_t code)
{
    const int bits = code ^ 0x55;
    const int segment = (bits & 0x70) >> 4;
    const int step = ((bits & 0x0f) << 4) + 8;
    const int size = segment == 0 ? step : (step + 0x100) << (segment - 1);
    return static_cast<std::int16_t>(bits & 0x80 ? size : -size);
}

template<auto decodeOne> constexpr auto tableOf()
{
    std::array<std::int16_t, 256> table{};
    for (std::size_t code = 0; code < table.size(); ++code)
        table[code] = decodeOne(static_cast<std::uint8_t>(code));
    return table;
}

constexpr auto muLawTable = tableOf<decodeMuLaw>();
constexpr auto aLawTable = tableOf<decodeALaw>();

} // namespace

std::uint8_t toMuLaw(std::int16_t sample)
{
    const int sign = sample < 0 ? 0x80 : 0;
    const unsigned size = static_cast<unsigned>(std::min(std::abs(int(sample)), muLawMost) + muLawBias);
    const int segment = std::bit_width(size) - 8;
    return static_cast<std::uint8_t>(~(sign | segment << 4 | int(size >> (segment + 3) & 0x0f)));
}

std::uint8_t toALaw(std::int16_t sample)
{
    const int sign = sample >= 0 ? 0x80 : 0;
    const unsigned size =
        static_cast<unsigned>(sample >= 0 ? sample : -1 - sample); // one's complement, as the ITU has it
    const int segment = std::max(int(std::bit_width(size)) - 8, 0);
    const unsigned step = size >> (segment == 0 ? 4 : segment + 3) & 0x0f;
    return static_cast<std::uint8_t>((sign | segment << 4 | int(step)) ^ 0x55);
}

std::int16_t fromMuLaw(std::uint8_t code) { return muLawTable[code]; }

std::int16_t fromALaw(std::uint8_t code) { return aLawTable[code]; }

void encode(Coding coding, std::span<const std::int16_t> samples, std::span<std::uint8_t> codes)
{
    Q_ASSERT(samples.size() == codes.size());
    std::transform(samples.begin(), samples.end(), codes.begin(), coding == Coding::MuLaw ? toMuLaw : toALaw);
}

void decode(Coding coding, std::span<const std::uint8_t> codes, std::span<std::int16_t> samples)
{
    Q_ASSERT(samples.size() == codes.size());
    std::transform(codes.begin(), codes.end(), samples.begin(), coding == Coding::MuLaw ? fromMuLaw : fromALaw);
}

} // namespace nightbell
