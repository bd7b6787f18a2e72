#include "store/journal.h"

#include "ask.h"
#include "store/store_rounds.h"

namespace nightbell {

Journal::Journal(const JournalPlan &plan)
    : m_engine(plan.engine)
    , m_queue(std::make_unique<JournalQueue>(plan.limits.queueAtMost))
    , m_rounds(std::make_unique<StoreRounds>(plan, *m_queue))
{
    m_thread.setObjectName(QStringLiteral("store"));
    m_rounds->moveToThread(&m_thread);
    m_thread.start();
}

Result<std::unique_ptr<Journal>> Journal::open(const JournalPlan &plan)
{
    std::unique_ptr<Journal> journal(new Journal(plan));
    StoreRounds *rounds = journal->m_rounds.get();
    if (const Result<> opened = ask(rounds, [rounds] { return rounds->open(); }).result(); !opened)
        return opened.problem();
    return journal;
}

Journal::~Journal() { close(); }

QFuture<Result<Receipt>> Journal::append(const ClinicId &clinic, const CallEvent &event)
{
    Waiting waiting{{clinic, event}, {}};
    QFuture<Result<Receipt>> fate = waiting.promise.future();
    waiting.promise.start();
    switch (m_queue->push(waiting)) {
    case JournalQueue::Pushed::First:
        QMetaObject::invokeMethod(m_rounds.get(), &StoreRounds::round, Qt::QueuedConnection);
        break;
    case JournalQueue::Pushed::Later:
        break;
    case JournalQueue::Pushed::Full:
        waiting.resolve(Problem{Problem::Kind::Full, QStringLiteral("the journal's queue is full")});
        break;
    case JournalQueue::Pushed::Closed:
        waiting.resolve(Problem{Problem::Kind::Refused, QStringLiteral("the journal is closed")});
        break;
    }
    return fate;
}

Behind Journal::behind() const { return m_queue->behind(); }

QFuture<Result<>> Journal::perform(std::function<Result<>(JournalStore &)> work)
{
    Q_ASSERT(m_thread.isRunning());
    return ask(m_rounds.get(), [rounds = m_rounds.get(), work = std::move(work)] { return rounds->perform(work); });
}

QFuture<Result<>> Journal::write(std::function<Result<>(JournalWriter &)> work)
{
    Q_ASSERT(m_thread.isRunning());
    return ask(m_rounds.get(), [rounds = m_rounds.get(), work = std::move(work)] { return rounds->write(work); });
}

QFuture<Result<int>> Journal::recover(const Recovery &recovery)
{
    Q_ASSERT(m_thread.isRunning());
    return ask(m_rounds.get(), [rounds = m_rounds.get(), recovery] { return rounds->recover(recovery); });
}

void Journal::close()
{
    Q_ASSERT(QThread::currentThread() != &m_thread);
    m_queue->close();
    if (!m_thread.isRunning())
        return;
    ask(m_rounds.get(), [rounds = m_rounds.get()] { rounds->close(); }).waitForFinished();
    m_thread.quit();
    m_thread.wait();
}

} // namespace nightbell
