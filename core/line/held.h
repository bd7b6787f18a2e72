// One reference to an object of libre, given back when the holder goes. Only on the thread that the object belongs to.
#pragma once

#include <memory>

namespace nightbell {

struct GiveBack
{
    void operator()(void *object) const;
};

template<class Object> using Held = std::unique_ptr<Object, GiveBack>;

} // namespace nightbell
