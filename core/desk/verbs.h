// The list of verbs as a whole: their names and rights, and each of them once.
#pragma once

#include "desk/verb.h"

namespace nightbell {

inline QString kindOf(const Verb &verb)
{
    return std::visit([](const auto &each) { return QString::fromLatin1(each.kind); }, verb);
}

template<std::size_t index = 0> void forEachVerb(auto &&visit) // visit(verb::Listen{}), visit(verb::Whisper{}), …
{
    if constexpr (index < std::variant_size_v<Verb>) {
        visit(std::variant_alternative_t<index, Verb>{});
        forEachVerb<index + 1>(visit);
    }
}

inline Right rightFor(const Verb &verb)
{
    return std::visit([](const auto &each) { return each.right; }, verb);
}

} // namespace nightbell
