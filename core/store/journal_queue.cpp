#include "store/journal_queue.h"

#include <QMutexLocker>

#include <utility>

namespace nightbell {

JournalQueue::Pushed JournalQueue::push(Waiting &waiting)
{
    const QMutexLocker lock(&m_mutex);
    if (m_closed || m_waiting.size() >= m_atMost) {
        ++m_refused;
        return m_closed ? Pushed::Closed : Pushed::Full;
    }
    m_waiting.push_back(std::move(waiting));
    return m_waiting.size() == 1 ? Pushed::First : Pushed::Later;
}

std::vector<Waiting> JournalQueue::takeAll()
{
    const QMutexLocker lock(&m_mutex);
    m_taken += m_waiting.size();
    return std::exchange(m_waiting, {});
}

void JournalQueue::close()
{
    const QMutexLocker lock(&m_mutex);
    m_closed = true;
}

void JournalQueue::report(const Behind &behind, std::size_t noLongerInMemory)
{
    const QMutexLocker lock(&m_mutex);
    m_reported = behind;
    m_taken -= noLongerInMemory;
}

Behind JournalQueue::behind() const
{
    const QMutexLocker lock(&m_mutex);
    Behind behind = m_reported;
    behind.inMemory = qint64(m_taken) + qint64(m_waiting.size());
    behind.refused += m_refused;
    return behind;
}

} // namespace nightbell
