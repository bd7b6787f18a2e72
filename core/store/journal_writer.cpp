#include "store/journal_writer.h"

#include "store/spill_record.h"

#include <algorithm>

namespace nightbell {

JournalWriter::JournalWriter(EngineId engine, JournalStore store, const JournalLimits &limits)
    : m_engine(std::move(engine))
    , m_store(std::move(store))
    , m_limits(limits)
    , m_backOff(limits.firstRetry, limits.longestRetry)
{ }

Result<std::unique_ptr<JournalWriter>> JournalWriter::open(const EngineId &engine, JournalStore store,
                                                           const QString &spillPath, const JournalLimits &limits,
                                                           Instant now)
{
    std::unique_ptr<JournalWriter> writer(new JournalWriter(engine, std::move(store), limits));
    auto spill = SpillFile::open(spillPath, limits.spillBytesAtMost);
    if (!spill)
        return spill.problem();
    auto aside = SpillFile::open(spillPath + QStringLiteral(".aside"), limits.spillBytesAtMost);
    if (!aside)
        return aside.problem();
    writer->m_spill = std::move(spill).value();
    writer->m_aside = std::move(aside).value();
    if (const Result<> found = writer->findLastPosition(); !found)
        return found.problem();
    if (writer->isBehind())
        writer->fallBehind(now, QStringLiteral("left by an earlier run"));
    return writer;
}

Result<> JournalWriter::findLastPosition()
{
    const Result<qint64> stored = nightbell::lastPosition(*m_store.database, m_engine);
    if (!stored)
        return stored.problem();
    m_lastPosition = stored.value();
    for (const SpillFile *file : {m_spill.get(), m_aside.get()}) {
        if (file->last().isEmpty())
            continue;
        const Result<qint64> spilled = positionInSpill(file->last());
        if (!spilled)
            return spilled.problem();
        m_lastPosition = std::max(m_lastPosition, spilled.value());
    }
    m_positionAtOpen = m_lastPosition;
    return {};
}

// ---- new events ----

JournalWriter::Fates JournalWriter::write(const QList<Draft> &drafts, Instant now, Receipt::Where where)
{
    if (drafts.isEmpty())
        return {};
    if (where == Receipt::Where::Spill || isBehind() || !m_backOff.mayTry(now))
        return spill(drafts, std::nullopt, now);
    const QList<JournalEntry> entries = numbered(drafts);
    const std::optional<Setback> setback = writeTogether(m_store, entries);
    if (!setback) {
        m_backOff.worked();
        return accepted(entries, Receipt::Where::Store);
    }
    if (setback->at == Setback::At::Entry)
        return drafts.size() > 1 ? oneByOne(drafts, now, where) : refused(1, setback->problem);
    m_backOff.failed(now);
    return spill(drafts, setback, now);
}

// One of them is at fault and must not take the others with it.
JournalWriter::Fates JournalWriter::oneByOne(const QList<Draft> &drafts, Instant now, Receipt::Where where)
{
    Fates fates;
    for (const Draft &draft : drafts)
        fates << write({draft}, now, where);
    return fates;
}

Result<qsizetype> JournalWriter::writeSeen(const Look &look)
{
    if (isBehind())
        return Problem{Problem::Kind::Unreachable, QStringLiteral("the journal is behind")};
    QList<JournalEntry> entries;
    const auto setback = writeTogether(m_store, [&](Database &database) -> Result<QList<JournalEntry>> {
        const Result<QList<Draft>> drafts = look(database);
        if (!drafts)
            return drafts.problem();
        return entries = numbered(drafts.value());
    });
    if (setback && setback->at != Setback::At::Commit)
        return setback->problem;
    m_lastPosition += entries.size();
    return setback ? Result<qsizetype>(setback->problem) : entries.size();
}

JournalWriter::Fates JournalWriter::spill(const QList<Draft> &drafts, const std::optional<Setback> &setback,
                                          Instant now)
{
    const QList<JournalEntry> entries = numbered(drafts);
    QList<QByteArray> records;
    for (const JournalEntry &entry : m_inDoubt + entries) {
        const Result<QByteArray> record = toSpill(*m_store.keys, entry);
        if (!record && drafts.size() > 1)
            return oneByOne(drafts, now, Receipt::Where::Spill);
        if (!record)
            return refused(1, record.problem());
        records << record.value();
    }
    if (const Result<> spilled = m_spill->append(records); !spilled) {
        if (!setback || setback->at != Setback::At::Commit)
            return refused(drafts.size(), spilled.problem());
        m_inDoubt = entries;
        fallBehind(now, setback->problem.detail);
        m_lastPosition = entries.last().position;
        return refused(drafts.size(), {Problem::Kind::InDoubt, setback->problem.detail});
    }
    m_inDoubt.clear();
    fallBehind(now, setback ? setback->problem.detail : QStringLiteral("it does not keep up"));
    return accepted(entries, Receipt::Where::Spill);
}

void JournalWriter::fallBehind(Instant now, const QString &why)
{
    if (m_behindSince)
        return;
    m_behindSince = now;
    m_why = why;
}

QList<JournalEntry> JournalWriter::numbered(const QList<Draft> &drafts) const
{
    QList<JournalEntry> entries;
    entries.reserve(drafts.size());
    for (const Draft &draft : drafts)
        entries << JournalEntry{m_engine, m_lastPosition + entries.size() + 1, draft.clinic, draft.event};
    return entries;
}

JournalWriter::Fates JournalWriter::accepted(const QList<JournalEntry> &entries, Receipt::Where where)
{
    Fates fates;
    fates.reserve(entries.size());
    for (const JournalEntry &entry : entries)
        fates << Receipt{entry.position, where};
    m_lastPosition = entries.last().position;
    return fates;
}

JournalWriter::Fates JournalWriter::refused(qsizetype count, const Problem &problem)
{
    m_refused += count;
    return Fates(count, problem);
}

// ---- what waits ----

bool JournalWriter::catchUp(Instant now)
{
    if (!isBehind() || !m_backOff.mayTry(now))
        return false;
    qsizetype settled = 0;
    if (!m_inDoubt.isEmpty()) {
        settled = settle(m_inDoubt, now).count; // of those refused now, the doubt was told already
        m_inDoubt.remove(0, settled);
    } else if (const Result<QList<QByteArray>> records = m_spill->front(m_limits.batchAtMost); records) {
        settled = settleRecords(records.value(), now).count;
        (void)m_spill->removeFront(records.value().first(settled)); // if the file stays, its records are harmless
    } else {
        m_backOff.failed(now);
    }
    if (!isBehind()) {
        m_behindSince.reset();
        m_why.clear();
    }
    return settled > 0 && isBehind();
}

// Writes them to the store, those that it will never take to the aside file.
JournalWriter::Settled JournalWriter::settleRecords(const QList<QByteArray> &records, Instant now)
{
    QList<JournalEntry> entries;
    Settled settled;
    for (const QByteArray &record : records) {
        Result<JournalEntry> entry = fromSpill(*m_store.keys, m_engine, record);
        if (entry) {
            entries << std::move(entry).value();
            continue;
        }
        const bool never = whoIsToBlame(entry.problem().kind) == Setback::At::Entry;
        if (entries.isEmpty() && never)
            settled = {1, {0}};
        else if (entries.isEmpty())
            m_backOff.failed(now); // the clinic's keys may open later
        break;
    }
    if (!entries.isEmpty())
        settled = settle(entries, now);
    for (const qsizetype each : settled.refused)
        if (!m_aside->append({records[each]})) {
            m_backOff.failed(now);
            return {each, {}};
        }
    return settled;
}

JournalWriter::Settled JournalWriter::settle(const QList<JournalEntry> &entries, Instant now)
{
    const std::optional<Setback> setback = writeTogether(m_store, entries);
    if (!setback) {
        m_backOff.worked();
        return {entries.size(), {}};
    }
    if (setback->at != Setback::At::Entry) {
        m_backOff.failed(now);
        return {};
    }
    if (entries.size() == 1)
        return {1, {0}};
    Settled all;
    for (const JournalEntry &entry : entries) {
        const Settled one = settle({entry}, now);
        if (one.count == 0)
            break;
        if (!one.refused.isEmpty())
            all.refused << all.count;
        ++all.count;
    }
    return all;
}

Behind JournalWriter::behind() const
{
    return {.inSpill = m_spill->count(),
            .spillBytes = m_spill->bytes(),
            .since = m_behindSince,
            .setAside = m_aside->count(),
            .refused = m_refused,
            .why = m_why};
}

} // namespace nightbell
