#include "app/crowding_log.h"

#include <QLoggingCategory>

namespace nightbell {

namespace {

Q_LOGGING_CATEGORY(appLog, "nightbell.app")

constexpr Span quietBetween = std::chrono::minutes{1};

} // namespace

void CrowdingLog::look(qint64 refusedInAll, Instant now)
{
    if (refusedInAll == m_told || (m_toldAt && now >= *m_toldAt && now < *m_toldAt + quietBetween))
        return;
    qCWarning(appLog).noquote() << "all lines are taken; calls refused since this was last said:"
                                << refusedInAll - m_told << "(the setting calls.at_most is the limit)";
    m_told = refusedInAll;
    m_toldAt = now;
}

} // namespace nightbell
