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
        for (qsizetype i = turn; i < call.turns.size(); ++i)
            m_booked << call.turns[i].booked;
    }

    using Wanted = std::optional<UnwrittenAnswer>;

    template<class Other> Wanted to(const Other &) const { return std::nullopt; }

    // What was booked later was free, and for a caller who wanted just that it was the answer.
    Wanted to(const FindTimesStep &step) const
    {
        QList<DialogInput> maybe;
        for (const Booked &booked : m_booked)
            if (const OfferedTime time = timeOf(booked); fits(step, booked.service, time))
                maybe << TimesFound{{time}, step.exactly == time.time, WhyNot::None};
        maybe << TimesFound{};
        return UnwrittenAnswer{u"openings"_s, maybe, false};
    }
    Wanted to(const HoldStep &step) const
    {
        for (const Booked &booked : m_booked)
            if (timeOf(booked) == step.time)
                return UnwrittenAnswer{u"opening"_s, {TimeHeld{HoldId(u"recorded"_s), step.time}}, false};
        return UnwrittenAnswer{u"opening"_s, {TimeTaken{}}, false};
    }
    Wanted to(const BookStep &step) const
    {
        for (const Booked &booked : m_booked)
            if (const OfferedTime time = timeOf(booked); booked.service == step.service && m_state.chosen == time)
                return UnwrittenAnswer{
                    u"booking"_s,
                    {ActDone{{booked.appointment, step.patient, booked.service, time.provider, time.date, time.time}}},
                    true};
        return UnwrittenAnswer{u"booking"_s, {ActFailed{true}, ActFailed{false}}, false};
    }
    Wanted to(const FindAppointmentsStep &) const
    {
        return UnwrittenAnswer{u"appointments"_s, {AppointmentsFound{}}, false};
    }
    Wanted to(const MoveStep &) const { return failed(); }
    Wanted to(const CancelStep &) const { return failed(); }
    Wanted to(const ConfirmStep &) const { return failed(); }
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
    static Wanted failed() { return UnwrittenAnswer{u"appointment"_s, {ActFailed{true}, ActFailed{false}}, false}; }

    OfferedTime timeOf(const Booked &booked) const
    {
        return spokenTime(Visit{.provider = booked.provider, .starts = instantFromMs(booked.startsMs)}, m_zone);
    }
    static bool fits(const FindTimesStep &step, const ServiceId &service, const OfferedTime &time)
    {
        return step.service == service && (step.provider.isEmpty() || step.provider == time.provider)
            && step.from <= time.date && time.date <= step.to && (!step.exactly || step.from == step.to)
            && (step.exactly ? *step.exactly == time.time : step.earliest <= time.time && time.time <= step.latest);
    }

    const DialogState &m_state;
    const RecordedTurn &m_turn;
    const QTimeZone m_zone;
    QList<Booked> m_booked; // from this turn on
};

} // namespace

std::optional<UnwrittenAnswer> answerTo(const DialogStep &step, const DialogState &state, const RecordedCall &call,
                                        qsizetype turn, const Surroundings &here)
{
    const Answers answers(state, call, turn, here);
    return std::visit([&](const auto &each) { return answers.to(each); }, step);
}

} // namespace nightbell
