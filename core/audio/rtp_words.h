// Numbers in packets: big-endian, at any place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace nightbell {

inline std::uint16_t wordAt(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

inline std::uint32_t longWordAt(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return std::uint32_t{wordAt(bytes, at)} << 16 | wordAt(bytes, at + 2);
}

inline void putWord(std::span<std::uint8_t> bytes, std::size_t at, std::uint16_t value)
{
    bytes[at] = static_cast<std::uint8_t>(value >> 8);
    bytes[at + 1] = static_cast<std::uint8_t>(value);
}

inline void putLongWord(std::span<std::uint8_t> bytes, std::size_t at, std::uint32_t value)
{
    putWord(bytes, at, static_cast<std::uint16_t>(value >> 16));
    putWord(bytes, at + 2, static_cast<std::uint16_t>(value));
}

} // namespace nightbell
