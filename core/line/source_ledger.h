// How much each sender may still ask for: a bucket of tokens per source, as large as what a second fills.
#pragma once

#include "line/source_table.h"

#include <chrono>

namespace nightbell {

using DoorTime = std::chrono::steady_clock::time_point;

class SourceLedger
{
public:
    SourceLedger(int perSecond, std::size_t sourcesAtMost) : m_perSecond(perSecond), m_buckets(sourcesAtMost) { }

    bool spend(const SourceKey &source, DoorTime now); // false: nothing is left

    std::size_t sources() const { return m_buckets.size(); }

private:
    struct Bucket
    {
        double spent = 0; // tokens
        DoorTime at;
    };

    int m_perSecond;
    SourceTable<Bucket> m_buckets;
};

} // namespace nightbell
