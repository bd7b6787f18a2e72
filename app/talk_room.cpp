#include "app/talk_room.h"

#include "dialog/shipped_scripts.h"

#include <QRegularExpression>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr int inputsOfATurnAtMost = 40;

const ScriptSet &scripts()
{
    static const ScriptSet set = shippedScripts();
    return set;
}

const Tripwire &tripwire()
{
    static const Tripwire wire = Tripwire::builtIn();
    return wire;
}

std::optional<Gravity> gravityOf(DangerLevel level)
{
    switch (level) {
    case DangerLevel::Emergency:
        return Gravity::Emergency;
    case DangerLevel::Crisis:
        return Gravity::Crisis;
    case DangerLevel::Urgent:
        return Gravity::Urgent;
    case DangerLevel::None:
        break;
    }
    return std::nullopt;
}

// Withheld numbers are nobody's.
bool isNumber(const PrivateText &from)
{
    static const QRegularExpression e164(u"^\\+[0-9]{7,15}$"_s);
    return e164.match(from.reveal()).hasMatch();
}

QJsonObject did(const QString &what) { return {{u"did"_s, what}}; }

} // namespace

TalkRoom::TalkRoom(LabClinic clinic, Instant now)
    : m_clinic(std::move(clinic))
    , m_diary(m_clinic)
    , m_knowledge(m_clinic.organisation.answers)
    , m_now(now)
{ }

Surroundings TalkRoom::here() const
{
    return {
        m_clinic.organisation, m_clinic.branch(), scripts(), m_knowledge, m_now, m_clinic.staffAnswerAt(m_now), m_from};
}

std::optional<TalkRoom::Dropped> TalkRoom::droppedOf(const PrivateText &from)
{
    const auto found = std::ranges::find(m_dropped, from, &Dropped::from);
    if (!isNumber(from) || found == m_dropped.end())
        return std::nullopt;
    const Dropped dropped = *found;
    m_dropped.erase(found);
    const bool grave = dropped.state.raised && *dropped.state.raised >= Gravity::Emergency;
    return grave || m_now - dropped.at <= m_clinic.resumable ? std::optional(dropped) : std::nullopt;
}

SpokenTurn TalkRoom::call(const PrivateText &from)
{
    m_calling = true;
    m_from = from;
    m_state = {};
    m_turns = 0;
    m_watch = std::make_unique<DangerWatch>(tripwire());
    CallBegan began{.callerNumber = from, .dropped = {}};
    if (const auto dropped = droppedOf(from)) {
        began.dropped = dropped->state;
        began.droppedInDanger = dropped->state.raised && *dropped->state.raised >= Gravity::Emergency;
    }
    return turn(began);
}

SpokenTurn TalkRoom::hear(const QString &words, const QString &unheard)
{
    m_watch->asked(m_state.asked.words);
    const auto news = m_watch->hearFinal(words, ++m_turns);
    if (news && news->kind == DangerNews::Kind::Raised)
        if (const auto gravity = gravityOf(news->finding.level))
            return turn(InDanger{*gravity, news->finding.category, words});
    return turn(CallerSaid{words, unheard});
}

SpokenTurn TalkRoom::press(const QString &keys) { return turn(CallerPressed{keys}); }

SpokenTurn TalkRoom::stay(int silentSeconds)
{
    m_now += std::chrono::seconds{silentSeconds};
    return turn(CallerSilent{silentSeconds});
}

void TalkRoom::hangUp()
{
    if (!m_calling)
        return;
    m_calling = false;
    if (!m_state.hold.isEmpty())
        m_diary.take(ReleaseStep{m_state.hold});
    if (unfinished(m_state) && isNumber(m_from)) {
        m_dropped.removeIf([&](const Dropped &each) { return each.from == m_from; });
        m_dropped.append({m_from, keptForResumption(m_state), m_now});
    }
}

SpokenTurn TalkRoom::turn(const DialogInput &input)
{
    SpokenTurn spoken;
    const bool wasInDanger = m_state.raised.has_value();
    QList<DialogInput> inputs{input};
    for (int taken = 0; !inputs.isEmpty() && taken < inputsOfATurnAtMost; ++taken) {
        Turned turned = step(here(), m_state, inputs.takeFirst());
        m_state = std::move(turned.state);
        for (const DialogStep &each : turned.steps)
            carryOut(each, spoken, inputs);
    }
    if (wasInDanger && !m_state.raised) // it was none; the next one is heard as the first
        m_watch = std::make_unique<DangerWatch>(tripwire());
    if (spoken.ended)
        m_calling = false;
    return spoken;
}

void TalkRoom::carryOut(const DialogStep &step, SpokenTurn &turn, QList<DialogInput> &answers)
{
    const auto act = [&](const QString &what, const DialogInput &answer) {
        QJsonObject done = did(what);
        if (const auto *kept = std::get_if<ActDone>(&answer))
            done.insert(u"appointment"_s, kept->appointment.id.text());
        else if (std::holds_alternative<ActFailed>(answer))
            done = did(u"failed"_s);
        turn.steps.append(done);
        answers.append(answer);
    };
    std::visit(
        [&]<class Step>(const Step &each) {
            if constexpr (std::is_same_v<Step, SayStep>) {
                turn.sentences.append(each.words);
            } else if constexpr (std::is_same_v<Step, AskStep>) {
                turn.sentences.append(each.words);
                turn.asks = each.key;
            } else if constexpr (std::is_same_v<Step, FindTimesStep>) {
                turn.steps.append(did(u"looked_up"_s));
                answers.append(m_diary.take(each, m_now));
            } else if constexpr (std::is_same_v<Step, FindAppointmentsStep>) {
                turn.steps.append(did(u"looked_up"_s));
                answers.append(m_diary.take(each, m_now));
            } else if constexpr (std::is_same_v<Step, HoldStep>) {
                const DialogInput answer = m_diary.take(each, m_now);
                QJsonObject done = did(u"held"_s);
                if (const auto *held = std::get_if<TimeHeld>(&answer))
                    done.insert(u"hold"_s, held->hold.text());
                else
                    done = did(u"refused"_s);
                turn.steps.append(done);
                answers.append(answer);
            } else if constexpr (std::is_same_v<Step, ReleaseStep>) {
                m_diary.take(each);
            } else if constexpr (std::is_same_v<Step, BookStep>) {
                act(u"booked"_s, m_diary.take(each, m_now));
            } else if constexpr (std::is_same_v<Step, MoveStep>) {
                act(u"rescheduled"_s, m_diary.take(each, m_now));
            } else if constexpr (std::is_same_v<Step, CancelStep>) {
                act(u"cancelled"_s, m_diary.take(each));
            } else if constexpr (std::is_same_v<Step, ConfirmStep>) {
                act(u"confirmed"_s, m_diary.take(each));
            } else if constexpr (std::is_same_v<Step, MessageStep>) {
                m_messages.append({u"m%1"_s.arg(m_messages.size() + 1), each});
                QJsonObject done = did(u"message"_s);
                done.insert(u"message"_s, m_messages.last().id);
                turn.steps.append(done);
                answers.append(MessageStored{m_messages.last().id});
            } else if constexpr (std::is_same_v<Step, HandOverStep>) {
                turn.handedOver = each;
                turn.connected = m_clinic.staffAnswerAt(m_now);
                QJsonObject done = did(u"handed_over"_s);
                done.insert(u"connected"_s, turn.connected);
                turn.steps.append(done);
                answers.append(HandedOver{turn.connected});
            } else if constexpr (std::is_same_v<Step, TellStep>) {
                QJsonObject done = did(each.what);
                if (!each.topic.isEmpty())
                    done.insert(u"topic"_s, each.topic);
                turn.steps.append(done);
            } else if constexpr (std::is_same_v<Step, HangUpStep>) {
                turn.ended = true;
            } else if constexpr (std::is_same_v<Step, ConsultStep>) {
                answers.append(Consulted{});
            }
        },
        step);
}

} // namespace nightbell
