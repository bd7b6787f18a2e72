#include "app/rerun_answers.h"

#include "clinic/opening.h"
#include "desk/diary_entry.h"

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

class Answers
{
public:
    Answers(const DialogState &state, const RecordedCall &call, qsizetype turn, const Surroundings &here)
        : m_state(state)
        , m_turn(call.turns[turn])
        , m_zone(Opening(here.organisation, here.branch).timeZone())
    {
        for (qsizetype i = turn; i < call.turns.size(); ++i) {
            for (const Booked &booked : call.turns[i].booked)
                m_made << Made{{}, booked.appointment, booked.service, timeOf(booked.provider, booked.startsMs)};
            for (const Rescheduled &moved : call.turns[i].moved)
                m_made << Made{timeOf(moved.fromProvider, moved.fromMs), moved.appointment, moved.service,
                               timeOf(moved.provider, moved.startsMs)};
        }
    }

    using Wanted = std::optional<UnwrittenAnswer>;

    template<class Other> Wanted to(const Other &) const { return std::nullopt; }

    // What was booked later was free, and for a caller who wanted just that it was the answer.
    Wanted to(const FindTimesStep &step) const
    {
        QList<DialogInput> maybe;
        for (const Made &made : m_made)
            if (fits(step, made))
                maybe << TimesFound{{made.time}, step.exactly == made.time.time, WhyNot::None};
        maybe << TimesFound{};
        return UnwrittenAnswer{u"openings"_s, maybe, false};
    }
    Wanted to(const HoldStep &step) const
    {
        for (const Made &made : m_made)
            if (made.time == step.time)
                return UnwrittenAnswer{u"opening"_s, {TimeHeld{HoldId(u"recorded"_s), step.time}}, false};
        return UnwrittenAnswer{u"opening"_s, {TimeTaken{}}, false};
    }
    Wanted to(const BookStep &step) const
    {
        for (const Made &made : m_made)
            if (!made.before && made.service == step.service && m_state.chosen == made.time)
                return UnwrittenAnswer{u"booking"_s, {ActDone{made.as(step.patient, made.time)}}, true};
        return failed(u"booking"_s);
    }
    Wanted to(const MoveStep &step) const
    {
        for (const Made &made : m_made)
            if (made.before && made.id == step.appointment && m_state.chosen == made.time)
                return UnwrittenAnswer{u"move"_s, {ActDone{made.as(patient(), made.time)}}, true};
        return failed(u"move"_s);
    }
    Wanted to(const CancelStep &) const { return failed(u"cancelling"_s); }
    Wanted to(const ConfirmStep &) const { return failed(u"confirming"_s); }
    Wanted to(const FindAppointmentsStep &step) const
    {
        QList<DialogInput> maybe;
        for (const Made &made : m_made)
            if (made.before)
                maybe << AppointmentsFound{{made.as({step.name, step.born, {}}, *made.before)}};
        maybe << AppointmentsFound{};
        return UnwrittenAnswer{u"appointments"_s, maybe, false};
    }
    Wanted to(const VerifyStep &) const
    {
        SameCaller same{.errand = m_turn.errand, .known = {}};
        for (auto each = m_turn.known.begin(); each != m_turn.known.end(); ++each)
            same.known.insert(each.key(), {each.value(), each.value()});
        return UnwrittenAnswer{u"the call before"_s, {same, AnotherCaller{}}, false};
    }
    Wanted to(const MessageStep &) const
    {
        return UnwrittenAnswer{u"message"_s, {MessageStored{u"recorded"_s}, ActFailed{}}, true};
    }
    Wanted to(const HandOverStep &) const
    {
        if (m_turn.personCame)
            return UnwrittenAnswer{u"person"_s, {HandedOver{*m_turn.personCame}}, true};
        return UnwrittenAnswer{u"person"_s, {HandedOver{false}, HandedOver{true}}, true};
    }
    Wanted to(const ConsultStep &) const { return UnwrittenAnswer{u"answerer"_s, {Consulted{}}, false}; }

private:
    struct Made // in the diary, from this turn on
    {
        std::optional<OfferedTime> before; // it was moved
        AppointmentId id;
        ServiceId service;
        OfferedTime time;
        Appointment as(const Patient &patient, const OfferedTime &at) const
        {
            return {id, patient, service, at.provider, at.date, at.time};
        }
    };

    static Wanted failed(const QString &of) { return UnwrittenAnswer{of, {ActFailed{true}, ActFailed{false}}, false}; }

    Patient patient() const { return m_state.found.isEmpty() ? Patient() : m_state.found.first().patient; }
    OfferedTime timeOf(const ProviderId &provider, qint64 startsMs) const
    {
        return spokenTime(Visit{.provider = provider, .starts = instantFromMs(startsMs)}, m_zone);
    }
    static bool fits(const FindTimesStep &step, const Made &made)
    {
        const OfferedTime &time = made.time;
        return step.service == made.service && (step.provider.isEmpty() || step.provider == time.provider)
            && step.from <= time.date && time.date <= step.to && (!step.exactly || step.from == step.to)
            && (step.exactly ? *step.exactly == time.time : step.earliest <= time.time && time.time <= step.latest);
    }

    const DialogState &m_state;
    const RecordedTurn &m_turn;
    const QTimeZone m_zone;
    QList<Made> m_made;
};

} // namespace

UnwrittenAnswer callBefore(const RecordedCall &call)
{
    QList<DialogInput> maybe{CallBegan{.callerNumber = call.from},
                             CallBegan{.callerNumber = call.from, .dropped = true}};
    for (const Gravity danger : {Gravity::Emergency, Gravity::Crisis})
        maybe << CallBegan{.callerNumber = call.from, .dropped = true, .danger = danger};
    return {u"the call before"_s, maybe, true};
}

std::optional<UnwrittenAnswer> answerTo(const DialogStep &step, const DialogState &state, const RecordedCall &call,
                                        qsizetype turn, const Surroundings &here)
{
    const Answers answers(state, call, turn, here);
    return std::visit([&](const auto &each) { return answers.to(each); }, step);
}

} // namespace nightbell
