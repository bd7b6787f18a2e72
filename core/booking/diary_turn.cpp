#include "booking/diary_turn.h"

#include <QUuid>

namespace nightbell {
namespace {

using Kind = Problem::Kind;

constexpr int stepCharactersAtMost = 200, nameCharactersAtMost = 200, reasonCharactersAtMost = 2'000;
const QUuid diaryNames(0x6d1c2f0b, 0x5a1e, 0x4c37, 0x9f, 0x42, 0x21, 0x0d, 0x77, 0xe3, 0x90, 0x5c);

QString askedFor(const DiaryAct &act)
{
    struct Words
    {
        QString operator()(const diary::Book &book) const { return QStringLiteral("book ") + book.hold.text(); }
        QString operator()(const diary::Move &move) const
        {
            return QStringLiteral("move %1 %2").arg(move.appointment.text(), move.hold.text());
        }
        QString operator()(const diary::Cancel &each) const
        {
            return QStringLiteral("cancel ") + each.appointment.text();
        }
        QString operator()(const diary::Confirm &each) const
        {
            return QStringLiteral("confirm ") + each.appointment.text();
        }
        QString operator()(const diary::Undo &each) const { return QStringLiteral("undo ") + each.appointment.text(); }
    };
    return std::visit(Words{}, act);
}

bool fits(const Patient &patient, const PrivateText &reason)
{
    return !patient.name.isEmpty() && patient.born.isValid() && patient.name.reveal().size() <= nameCharactersAtMost
        && patient.phone.reveal().size() <= nameCharactersAtMost && reason.reveal().size() <= reasonCharactersAtMost;
}

} // namespace

DiaryTurn::DiaryTurn(JournalWriter &writer, const ClinicId &clinic, const DiaryActor &actor, Instant now)
    : m_database(*writer.store().database)
    , m_engine(writer.engine())
    , m_clinic(clinic)
    , m_actor(actor)
    , m_now(now)
    , m_rows(m_database, *writer.store().keys, clinic)
    , m_holds(m_database, clinic)
    , m_minutes(m_database, clinic)
    , m_log(m_database, clinic)
{
    m_holder = actor.call.isEmpty() ? QStringLiteral("staff/") + actor.staff.text()
                                    : QStringLiteral("call/") + actor.call.text();
    m_step = m_holder + u'/' + actor.step;
}

Problem DiaryTurn::says(Problem::Kind kind, const char *why)
{
    m_says = Problem{kind, QStringLiteral("diary: ") + QString::fromLatin1(why)};
    return *m_says;
}

// The same for the same step: an act that is repeated after a commit in doubt cannot make a second row.
QString DiaryTurn::newId(const char *what) const
{
    return QUuid::createUuidV5(diaryNames,
                               QStringLiteral("%1/%2/%3").arg(QString::fromLatin1(what), m_clinic.text(), m_step))
        .toString(QUuid::WithoutBraces);
}

Result<> DiaryTurn::checkActor()
{
    if (m_actor.call.isEmpty() == m_actor.staff.isEmpty())
        return says(Kind::Invalid, "either a call or staff acts");
    if (m_actor.step.isEmpty() || m_actor.step.size() > stepCharactersAtMost)
        return says(Kind::Invalid, "the step has no name, or too long a one");
    return {};
}

// ---- holds ----

Result<> DiaryTurn::check(const Visit &visit)
{
    if (!isWhole(visit))
        return says(Kind::Invalid, "a visit needs a provider, whole minutes and a length");
    if (!m_actor.call.isEmpty() && visit.starts < m_now)
        return says(Kind::Stale, "the time is past");
    return {};
}

Result<DiaryHold> DiaryTurn::hold(const Visit &visit, const AppointmentId &moves, Span term)
{
    if (const Result<> fine = checkActor(); !fine)
        return fine.problem();
    const HoldId id(newId("hold"));
    const auto before = m_holds.find(id);
    if (!before)
        return before.problem();
    if (before.value()) {
        const HoldRow &row = *before.value();
        if (row.hold.visit != visit || row.hold.moves != moves)
            return says(Kind::Invalid, "another time was asked for with this step");
        if (!row.standsAt(m_now) && row.state != HoldState::Used)
            return says(Kind::Stale, "the hold has lapsed");
        return row.hold;
    }
    if (const Result<> fine = check(visit); !fine)
        return fine.problem();
    const Result<int> others = m_holds.standing(m_holder, m_now);
    if (!others)
        return others.problem();
    if (others.value() >= holdsAtMost)
        return says(Kind::Full, "too many holds at once");
    const HoldRow row{{id, visit, moves, m_now + term}, m_holder};
    if (const Result<> inserted = m_holds.insert(row); !inserted)
        return inserted.problem();
    const Result<bool> taken = m_minutes.take(visit, id.text(), moves, m_now);
    if (!taken)
        return taken.problem();
    if (!taken.value())
        return says(Kind::Refused, "the time is taken");
    return row.hold;
}

Result<> DiaryTurn::release(const HoldId &hold)
{
    if (const Result<> fine = checkActor(); !fine)
        return fine;
    const auto row = m_holds.find(hold);
    if (!row)
        return row.problem();
    if (!row.value() || row.value()->holder != m_holder)
        return {};
    const Result<bool> closed = m_holds.close(hold, HoldState::Released);
    if (!closed)
        return closed.problem();
    return closed.value() ? m_minutes.giveUp(hold.text()) : Result<>();
}

Result<Visit> DiaryTurn::use(const HoldId &hold)
{
    const auto row = m_holds.find(hold);
    if (!row)
        return row.problem();
    if (!row.value() || row.value()->holder != m_holder)
        return says(Kind::NotFound, "nobody here holds this");
    if (!row.value()->standsAt(m_now))
        return says(Kind::Stale, "the hold has lapsed");
    const Result<bool> closed = m_holds.close(hold, HoldState::Used);
    if (!closed)
        return closed.problem();
    if (!closed.value())
        return says(Kind::Stale, "the hold was used");
    return row.value()->hold.visit;
}

// An engine whose clock is ahead may have let the hold give way.
Result<> DiaryTurn::pass(const HoldId &hold, const AppointmentId &to, const Visit &visit)
{
    const Result<bool> passed = m_minutes.pass(hold, to, visit);
    if (!passed)
        return passed.problem();
    return passed.value() ? Result<>() : Result<>(says(Kind::Stale, "the hold gave way"));
}

// ---- acts ----

Result<DiaryDeed> DiaryTurn::perform(const DiaryAct &act)
{
    if (const Result<> fine = checkActor(); !fine)
        return fine.problem();
    const auto before = m_log.find(m_step);
    if (!before)
        return before.problem();
    if (before.value())
        return before.value()->asked == askedFor(act) ? Result<DiaryDeed>(*before.value())
                                                      : says(Kind::Invalid, "another act was asked for with this step");
    const Result<Change> change = std::visit([this](const auto &each) { return carryOut(each); }, act);
    if (!change)
        return change.problem();
    const Change &made = change.value();
    DiaryDeed deed{
        m_step, made.appointment, kindOf(made.what), askedFor(act), m_actor.call, m_actor.staff, m_now, made.was, {}};
    if (!made.call.isEmpty()) {
        deed.event = CallEvent{made.call, m_now, made.what, {}};
        m_drafts << Draft{m_clinic, *deed.event};
    }
    if (const Result<> noted = m_log.append(deed); !noted)
        return noted.problem();
    return deed;
}

Result<DiaryTurn::Change> DiaryTurn::carryOut(const diary::Book &book)
{
    if (!fits(book.patient, book.reason))
        return says(Kind::Invalid, "a patient needs a name and a date of birth, in bounds");
    const Result<Visit> visit = use(book.hold);
    if (!visit)
        return visit.problem();
    const Visit &at = visit.value();
    const DiaryEntry entry{.id = AppointmentId(newId("appointment")),
                           .visit = at,
                           .patient = book.patient,
                           .reason = book.reason,
                           .call = m_actor.call,
                           .made = m_now};
    const Result<bool> inserted = m_rows.insert(entry);
    if (!inserted)
        return inserted.problem();
    if (!inserted.value())
        return says(Kind::Invalid, "this step has booked already");
    if (const Result<> passed = pass(book.hold, entry.id, at); !passed)
        return passed.problem();
    return Change{entry.id,
                  {},
                  Booked{entry.id, m_actor.step, at.service, at.provider, toMs(at.starts), at.minutes},
                  m_actor.call};
}

Result<Standing> DiaryTurn::lockLive(const AppointmentId &appointment)
{
    const auto row = m_rows.lock(appointment);
    if (!row)
        return row.problem();
    if (!row.value())
        return says(Kind::NotFound, "there is no such appointment");
    if (row.value()->state == AppointmentState::Cancelled)
        return says(Kind::Stale, "the appointment is cancelled");
    if (!m_actor.call.isEmpty() && row.value()->visit.starts <= m_now)
        return says(Kind::Stale, "the appointment is past");
    return *row.value();
}

Result<DiaryTurn::Change> DiaryTurn::carryOut(const diary::Move &move)
{
    const Result<Visit> visit = use(move.hold);
    if (!visit)
        return visit.problem();
    const Result<Standing> was = lockLive(move.appointment);
    if (!was)
        return was.problem();
    const Visit &to = visit.value(), &from = was.value().visit;
    if (const Result<> passed = pass(move.hold, move.appointment, to); !passed)
        return passed.problem();
    if (const Result<> changed = m_rows.change(move.appointment, {to, AppointmentState::Booked}); !changed)
        return changed.problem();
    return Change{move.appointment, was.value(),
                  Rescheduled{move.appointment, m_actor.step, to.service, to.provider, toMs(to.starts), to.minutes,
                              from.provider, toMs(from.starts)},
                  m_actor.call};
}

Result<DiaryTurn::Change> DiaryTurn::carryOut(const diary::Cancel &cancel)
{
    const Result<Standing> was = lockLive(cancel.appointment);
    if (!was)
        return was.problem();
    if (const Result<> given = m_minutes.giveUp(cancel.appointment.text()); !given)
        return given.problem();
    const Standing now{was.value().visit, AppointmentState::Cancelled};
    if (const Result<> changed = m_rows.change(cancel.appointment, now); !changed)
        return changed.problem();
    return Change{cancel.appointment, was.value(), Cancelled{cancel.appointment, m_actor.step}, m_actor.call};
}

Result<DiaryTurn::Change> DiaryTurn::carryOut(const diary::Confirm &confirm)
{
    const Result<Standing> was = lockLive(confirm.appointment);
    if (!was)
        return was.problem();
    const Standing now{was.value().visit, AppointmentState::Confirmed};
    if (const Result<> changed = m_rows.change(confirm.appointment, now); !changed)
        return changed.problem();
    return Change{confirm.appointment, was.value(), AppointmentConfirmed{confirm.appointment, m_actor.step},
                  m_actor.call};
}

// ---- undo ----

Result<DiaryTurn::Change> DiaryTurn::carryOut(const diary::Undo &undo)
{
    if (m_actor.staff.isEmpty())
        return says(Kind::Invalid, "only staff undo");
    const auto standing = m_rows.lock(undo.appointment);
    if (!standing)
        return standing.problem();
    if (!standing.value())
        return says(Kind::NotFound, "there is no such appointment");
    const auto last = m_log.lastToUndo(undo.appointment);
    if (!last)
        return last.problem();
    if (!last.value())
        return says(Kind::NotFound, "nothing is left to undo");
    const DiaryDeed &deed = *last.value();
    const Standing again = deed.was.value_or(Standing{standing.value()->visit, AppointmentState::Cancelled});
    if (const Result<> restored = restore(undo.appointment, again); !restored)
        return restored.problem();
    if (const Result<> marked = m_log.markUndone(deed.id); !marked)
        return marked.problem();
    const Result<CallId> call = callToTell(deed.call);
    if (!call)
        return call.problem();
    const Visit &visit = again.visit;
    return Change{undo.appointment, standing.value(),
                  AppointmentUndone{undo.appointment, m_actor.staff, again.state, visit.service, visit.provider,
                                    toMs(visit.starts), visit.minutes},
                  call.value()};
}

Result<> DiaryTurn::restore(const AppointmentId &appointment, const Standing &now)
{
    if (const Result<> given = m_minutes.giveUp(appointment.text()); !given)
        return given;
    if (now.state != AppointmentState::Cancelled) {
        const Result<bool> taken = m_minutes.take(now.visit, appointment.text(), appointment, m_now);
        if (!taken)
            return taken.problem();
        if (!taken.value())
            return says(Kind::Refused, "the time is taken");
    }
    return m_rows.change(appointment, now);
}

// Nobody: staff had acted, the call's keeping has ended, or another engine is having it and alone writes its events.
Result<CallId> DiaryTurn::callToTell(const CallId &call)
{
    const auto found =
        m_database.run(QStringLiteral("SELECT 1 FROM call JOIN call_key ON call_key.call = call.id WHERE "
                                      "id = ? AND (ended_ms IS NOT NULL OR engine = ?)"),
                       {call.text(), m_engine.text()});
    if (!found)
        return found.problem();
    return found.value().rows.isEmpty() ? CallId() : call;
}

} // namespace nightbell
