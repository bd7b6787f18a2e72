// What the thread "store" does all day: rounds (see the drawing in journal.h). Lives on that thread.
#pragma once

#include "store/journal.h"
#include "store/journal_queue.h"
#include "store/recovery.h"

#include <QObject>
#include <QTimer>

namespace nightbell {

class StoreRounds : public QObject
{
public:
    StoreRounds(JournalPlan plan, JournalQueue &queue);

    Result<> open();
    void round();
    Result<> perform(const std::function<Result<>(JournalStore &)> &work);
    Result<> write(const std::function<Result<>(JournalWriter &)> &work);
    Result<int> recover(const Recovery &recovery);
    void close(); // the last rounds; everything is released here, on the thread that opened it

private:
    void drain();
    void writeQueued();
    void tell(std::size_t noLongerInMemory = 0);

    JournalPlan m_plan;
    JournalQueue &m_queue;
    std::unique_ptr<JournalWriter> m_writer;
    QTimer m_again;
    Behind m_told;
};

} // namespace nightbell
