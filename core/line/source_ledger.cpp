#include "line/source_ledger.h"

#include <algorithm>

namespace nightbell {

bool SourceLedger::spend(const SourceKey &source, DoorTime now)
{
    Bucket &bucket = m_buckets.of(source);
    const double refilled = std::chrono::duration<double>(now - bucket.at).count() * m_perSecond;
    bucket.spent = std::max(0.0, bucket.spent - refilled);
    bucket.at = now;
    if (bucket.spent + 1 > m_perSecond)
        return false;
    ++bucket.spent;
    return true;
}

} // namespace nightbell
