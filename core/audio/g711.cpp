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

// The code of a size without its sign; sizes come in steps that no code tells apart.
constexpr int muLawStep = 3, aLawStep = 4; // bits

constexpr std::uint8_t muLawOfSize(unsigned size) // biased
{
    const int segment = std::bit_width(size) - 8;
    return static_cast<std::uint8_t>(0xff ^ (segment << 4 | int(size >> (segment + 3) & 0x0f)));
}

constexpr std::uint8_t aLawOfSize(unsigned size)
{
    const int segment = std::max(int(std::bit_width(size)) - 8, 0);
    return static_cast<std::uint8_t>(0xd5 ^ (segment << 4 | int(size >> (segment == 0 ? 4 : segment + 3) & 0x0f)));
}

template<auto codeOf, int step, unsigned least> constexpr auto codesBySize()
{
    std::array<std::uint8_t, (0x8000 >> step)> table{};
    for (unsigned size = least >> step; size < table.size(); ++size)
        table[size] = codeOf(size << step);
    return table;
}

constexpr auto muLawCodes = codesBySize<muLawOfSize, muLawStep, muLawBias>();
constexpr auto aLawCodes = codesBySize<aLawOfSize, aLawStep, 0>();

} // namespace

std::uint8_t toMuLaw(std::int16_t sample)
{
    const int size = std::min(std::abs(int(sample)), muLawMost) + muLawBias;
    return static_cast<std::uint8_t>(muLawCodes[unsigned(size) >> muLawStep] ^ (sample < 0 ? 0x80 : 0));
}

std::uint8_t toALaw(std::int16_t sample)
{
    const int size = sample >= 0 ? sample : -1 - sample; // one's complement, as the ITU has it
    return static_cast<std::uint8_t>(aLawCodes[unsigned(size) >> aLawStep] ^ (sample < 0 ? 0x80 : 0));
}

std::int16_t fromMuLaw(std::uint8_t code) { return muLawTable[code]; }

std::int16_t fromALaw(std::uint8_t code) { return aLawTable[code]; }

// One loop a coding: a call for each sample would cost more than the sample.
void encode(Coding coding, std::span<const std::int16_t> samples, std::span<std::uint8_t> codes)
{
    Q_ASSERT(samples.size() == codes.size());
    if (coding == Coding::MuLaw)
        std::transform(samples.begin(), samples.end(), codes.begin(), [](auto sample) { return toMuLaw(sample); });
    else
        std::transform(samples.begin(), samples.end(), codes.begin(), [](auto sample) { return toALaw(sample); });
}

void decode(Coding coding, std::span<const std::uint8_t> codes, std::span<std::int16_t> samples)
{
    Q_ASSERT(samples.size() == codes.size());
    const auto &table = coding == Coding::MuLaw ? muLawTable : aLawTable;
    std::transform(codes.begin(), codes.end(), samples.begin(), [&](std::uint8_t code) { return table[code]; });
}

} // namespace nightbell
