// The names that enumerations carry in events: written once, read back strictly.
#pragma once

#include <QLatin1StringView>

#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace nightbell {

template<class E> struct EnumNames; // specialised beside each enumeration: static constexpr std::array table{pair…}

template<class E> constexpr QLatin1StringView nameOf(E value)
{
    for (const auto &[each, name] : EnumNames<E>::table)
        if (each == value)
            return QLatin1StringView(name);
    return {};
}

template<class E> std::optional<E> valueOf(QStringView wanted)
{
    for (const auto &[each, name] : EnumNames<E>::table)
        if (wanted == QLatin1StringView(name))
            return each;
    return std::nullopt;
}

} // namespace nightbell

// NIGHTBELL_NAMES(Direction, {Direction::Inbound, "inbound"}, …) stands at file scope, outside the namespace.
#define NIGHTBELL_NAMES(E, ...)                                                                                        \
    template<> struct nightbell::EnumNames<nightbell::E>                                                               \
    {                                                                                                                  \
        using Row = std::pair<nightbell::E, const char *>;                                                             \
        static constexpr auto table = std::to_array<Row>({__VA_ARGS__});                                               \
    }
