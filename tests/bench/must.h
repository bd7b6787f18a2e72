// A bench that cannot go on says why and ends: half a figure is none.
#pragma once

#include "result.h"

#include <QString>

namespace nightbell::bench {

template<class T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.problem().detail));
    return std::move(result).value();
}

inline void must(const Result<> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.problem().detail));
}

} // namespace nightbell::bench
