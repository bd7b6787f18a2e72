// Words into sound: the throat that speaks their language makes it, another stands in where that one fails, so that a
// caller is never left in silence. For one thread.
#pragma once

#include "speech/cupboard.h"
#include "speech/throat.h"

#include <memory>
#include <vector>

namespace nightbell {

using Throats = std::vector<std::unique_ptr<Throat>>; // in order of preference

class PhraseMaker
{
public:
    using Give = std::function<bool(const Pcm &)>; // as soon as there is some; false: enough

    explicit PhraseMaker(Throats throats) : m_throats(std::move(throats)) { }

    struct Made
    {
        PhraseSound sound; // all that was given
        bool stoodIn = false;
        bool whole = true;
    };
    Result<Made> make(const PhraseKey &phrase, const Give &give) const;

private:
    QList<Throat *> throatsFor(const QString &language) const;

    Throats m_throats;
};

} // namespace nightbell
