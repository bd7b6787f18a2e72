// Counts what the current thread takes from the heap, by new or by any library's malloc: what runs on the sound thread
// takes nothing.
#pragma once

#include <cstddef>

namespace nightbell::scripted {

class AllocationWatch
{
public:
    AllocationWatch();
    std::size_t count() const; // since this object was made

private:
    std::size_t m_before;
};

} // namespace nightbell::scripted
