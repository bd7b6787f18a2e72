#include "store/store_rounds.h"

#include <algorithm>

namespace nightbell {
namespace {

Problem storeIsAway() { return {Problem::Kind::Unreachable, QStringLiteral("the store is away")}; }

} // namespace

StoreRounds::StoreRounds(JournalPlan plan, JournalQueue &queue) : m_plan(std::move(plan)), m_queue(queue), m_again(this)
{
    m_again.setSingleShot(true);
    m_again.callOnTimeout(this, &StoreRounds::round);
}

Result<> StoreRounds::open()
{
    Result<JournalStore> store = m_plan.open();
    if (!store)
        return store.problem();
    auto writer =
        JournalWriter::open(m_plan.engine, std::move(store).value(), m_plan.spillPath, m_plan.limits, m_plan.now());
    if (!writer)
        return writer.problem();
    m_writer = std::move(writer).value();
    drain();
    if (m_writer->isBehind())
        m_again.start(0);
    return {};
}

void StoreRounds::round()
{
    if (!m_writer)
        return; // woken while closing
    const bool more = m_writer->catchUp(m_plan.now());
    m_writer->waitedUntil(m_plan.now());
    tell();
    writeQueued();
    if (m_writer->isBehind())
        m_again.start(more ? Span(0) : m_plan.limits.firstRetry);
}

// No chore may hold the events up by waiting once more for a store that did not answer a moment ago.
Result<> StoreRounds::perform(const std::function<Result<>(JournalStore &)> &work)
{
    return m_writer->mayAskStore(m_plan.now()) ? work(m_writer->store()) : Result<>(storeIsAway());
}

Result<> StoreRounds::write(const std::function<Result<>(JournalWriter &)> &work)
{
    return m_writer->mayAskStore(m_plan.now()) ? work(*m_writer) : Result<>(storeIsAway());
}

Result<int> StoreRounds::recover(const Recovery &recovery)
{
    return m_writer->mayAskStore(m_plan.now()) ? recoverCalls(*m_writer, recovery) : storeIsAway();
}

void StoreRounds::writeQueued()
{
    std::vector<Waiting> waiting = m_queue.takeAll();
    // The store does not keep up: the spill, which does, keeps the queue from filling.
    const bool tooMany = waiting.size() > std::size_t(m_plan.limits.queueAtMost) / 2;
    const auto where = tooMany ? Receipt::Where::Spill : Receipt::Where::Store;
    const auto batchAtMost = std::size_t(m_plan.limits.batchAtMost);
    for (std::size_t first = 0; first < waiting.size(); first += batchAtMost) {
        const std::size_t end = std::min(first + batchAtMost, waiting.size());
        QList<Draft> drafts;
        drafts.reserve(qsizetype(end - first));
        for (std::size_t i = first; i < end; ++i)
            drafts << std::move(waiting[i].draft);
        const JournalWriter::Fates fates = m_writer->write(drafts, m_plan.now(), where);
        m_writer->waitedUntil(m_plan.now());
        Q_ASSERT(fates.size() == drafts.size());
        tell(end - first); // whoever has a receipt finds it counted
        for (std::size_t i = first; i < end; ++i)
            waiting[i].resolve(fates[qsizetype(i - first)]);
    }
}

void StoreRounds::tell(std::size_t noLongerInMemory)
{
    const Behind behind = m_writer->behind();
    m_queue.report(behind, noLongerInMemory);
    if (behind != m_told && m_plan.onBehindChanged)
        m_plan.onBehindChanged(m_queue.behind());
    m_told = behind;
}

void StoreRounds::close()
{
    m_again.stop();
    if (!m_writer)
        return;
    writeQueued();
    drain();
    m_writer.reset();
}

void StoreRounds::drain()
{
    const Instant until = m_plan.now() + m_plan.limits.drainWithin;
    while (m_writer->catchUp(m_plan.now()) && m_plan.now() < until) { }
    tell();
}

} // namespace nightbell
