#include "booking/local_diary.h"

namespace nightbell {
namespace {

using Kind = Problem::Kind;

constexpr int attemptsAtMost = 3;

// Whatever else the store says, it is not the diary's own word (faultOf).
Problem away(const Problem &problem)
{
    return {problem.kind == Kind::InDoubt ? Kind::InDoubt : Kind::Unreachable, problem.detail};
}

// Two writers got into each other's way, or nobody knows whether it was written: the same step may be asked again.
bool mayPass(const Problem &problem) { return problem.kind == Kind::Locked || problem.kind == Kind::InDoubt; }

} // namespace

template<class Work> auto LocalDiary::inTurn(const ClinicId &clinic, const DiaryActor &actor, Instant now, Work work)
    -> std::invoke_result_t<Work, DiaryTurn &>
{
    using Answer = std::invoke_result_t<Work, DiaryTurn &>;
    for (int attempt = 1;; ++attempt) {
        std::optional<Answer> answer;
        std::optional<Problem> verdict;
        const auto written = m_writer.writeSeen([&](Database &) -> Result<QList<Draft>> {
            DiaryTurn turn(m_writer, clinic, actor, now);
            answer = work(turn);
            verdict = turn.verdict();
            return *answer ? Result<QList<Draft>>(turn.drafts()) : Result<QList<Draft>>(answer->problem());
        });
        if (written)
            return *answer;
        if (verdict)
            return *verdict;
        if (attempt == attemptsAtMost || !mayPass(written.problem()))
            return away(written.problem());
    }
}

Result<DiaryHold> LocalDiary::hold(const ClinicId &clinic, const DiaryActor &actor, const Visit &visit, Instant now,
                                   const AppointmentId &moves, Span term)
{
    return inTurn(clinic, actor, now, [&](DiaryTurn &turn) { return turn.hold(visit, moves, term); });
}

Result<> LocalDiary::release(const ClinicId &clinic, const DiaryActor &actor, const HoldId &hold, Instant now)
{
    return inTurn(clinic, actor, now, [&](DiaryTurn &turn) { return turn.release(hold); });
}

Result<DiaryDone> LocalDiary::perform(const ClinicId &clinic, const DiaryActor &actor, const DiaryAct &act, Instant now)
{
    const Result<DiaryDeed> deed = inTurn(clinic, actor, now, [&](DiaryTurn &turn) { return turn.perform(act); });
    if (!deed)
        return deed.problem();
    const auto back = orAway(rows(clinic).find(deed.value().appointment));
    if (!back)
        return back.problem();
    if (!back.value())
        return Problem{Kind::NotFound, QStringLiteral("diary: the appointment's keeping has ended")};
    const auto *book = std::get_if<diary::Book>(&act);
    if (book && back.value()->patient != book->patient)
        return Problem{Kind::Damaged, QStringLiteral("diary: another patient was read back")};
    return DiaryDone{*back.value(), deed.value().event};
}

DiaryRows LocalDiary::rows(const ClinicId &clinic)
{
    return {*m_writer.store().database, *m_writer.store().keys, clinic};
}

Result<> LocalDiary::write(const std::function<Result<>(Database &)> &work)
{
    const auto written = m_writer.writeSeen([&](Database &database) -> Result<QList<Draft>> {
        const Result<> done = work(database);
        return done ? Result<QList<Draft>>(QList<Draft>()) : Result<QList<Draft>>(done.problem());
    });
    return written ? Result<>() : Result<>(away(written.problem()));
}

Result<int> LocalDiary::import(const ClinicId &clinic, const QList<DiaryEntry> &entries)
{
    if (entries.size() > entriesAtMost)
        return Problem{Kind::Full, QStringLiteral("diary: too many appointments at once")};
    for (const DiaryEntry &entry : entries)
        if (entry.id.isEmpty() || !isWhole(entry.visit))
            return Problem{Kind::Invalid, QStringLiteral("diary: an appointment needs an id, a provider and minutes")};
    int came = 0;
    const Result<> written = write([&](Database &database) -> Result<> {
        DiaryRows rows(database, *m_writer.store().keys, clinic);
        DiaryMinutes minutes(database, clinic);
        came = 0;
        for (const DiaryEntry &entry : entries) {
            const Result<bool> inserted = rows.insert(entry);
            if (!inserted)
                return inserted.problem();
            if (!inserted.value())
                continue;
            ++came;
            if (entry.live())
                if (const Result<> taken = minutes.takeWhatIsFree(entry.visit, entry.id.text()); !taken)
                    return taken;
        }
        return {};
    });
    return written ? Result<int>(came) : Result<int>(written.problem());
}

Result<> LocalDiary::block(const ClinicId &clinic, const QString &id, const Occupied &busy)
{
    return write(
        [&](Database &database) { return DiaryRows(database, *m_writer.store().keys, clinic).block(id, busy); });
}

Result<> LocalDiary::unblock(const ClinicId &clinic, const QString &id)
{
    return write([&](Database &database) { return DiaryRows(database, *m_writer.store().keys, clinic).unblock(id); });
}

} // namespace nightbell
