// The bounded queue between the threads that append and the store thread: the only lock of the journal.
#pragma once

#include "store/journal_writer.h"

#include <QMutex>
#include <QPromise>

#include <vector>

namespace nightbell {

struct Waiting
{
    Draft draft;
    QPromise<Result<Receipt>> promise;

    void resolve(const Result<Receipt> &fate)
    {
        promise.addResult(fate);
        promise.finish();
    }
};

class JournalQueue
{
public:
    explicit JournalQueue(int atMost) : m_atMost(atMost) { }

    enum class Pushed { First, Later, Full, Closed }; // First: the store thread sleeps and must be woken
    Pushed push(Waiting &waiting);                    // moved from only when taken in
    std::vector<Waiting> takeAll();
    void close();

    // By the store thread, before it resolves them; what is in memory the queue adds itself.
    void report(const Behind &behind, std::size_t noLongerInMemory);
    Behind behind() const;

private:
    const std::size_t m_atMost;
    mutable QMutex m_mutex;
    std::vector<Waiting> m_waiting;
    std::size_t m_taken = 0; // by the store thread, not durable yet
    qint64 m_refused = 0;
    bool m_closed = false;
    Behind m_reported;
};

} // namespace nightbell
