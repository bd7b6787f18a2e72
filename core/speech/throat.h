// What makes sound of words, one phrase after the other: a library of speech behind one face. Used by one thread at a
// time; two of a kind in a process take turns by themselves.
#pragma once

#include "result.h"
#include "speech/word_times.h"

#include <cstdint>
#include <functional>
#include <span>

namespace nightbell {

class Throat
{
public:
    using Hear = std::function<bool(std::span<const std::int16_t>)>; // false: nothing more is wanted

    virtual ~Throat() = default;

    virtual QString name() const = 0;
    virtual int rate() const = 0;                           // of its sound
    virtual bool speaks(const QString &language) const = 0; // from any thread
    // The words are in their spoken form. What is answered counts their characters and is empty where the library does
    // not tell; a problem may come after part of the sound.
    virtual Result<WordTimes> speak(const QString &words, const QString &language, const Hear &hear) = 0;
};

} // namespace nightbell
