#include "app/talk_room.h"

#include "dialog/answerer.h"
#include "dialog/gravity_of.h"
#include "dialog/same_caller.h"
#include "dialog/shipped_scripts.h"

#include <QRegularExpression>

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

// Withheld numbers are nobody's.
bool isNumber(const PrivateText &from)
{
    static const QRegularExpression e164(u"^\\+[0-9]{7,15}$"_s);
    return e164.match(from.reveal()).hasMatch();
}

QJsonObject did(const QString &what) { return {{u"did"_s, what}}; }

} // namespace

Result<std::unique_ptr<TalkRoom>> TalkRoom::open(LabClinic clinic, Instant now)
{
    auto store = MemoryStore::open(clinic.organisation.id, now);
    if (!store)
        return store.problem();
    std::unique_ptr<TalkRoom> room(new TalkRoom(std::move(clinic), std::move(store).value(), now));
    if (const Result<> filled = room->m_diary.fill(); !filled)
        return filled.problem();
    return room;
}

TalkRoom::TalkRoom(LabClinic clinic, std::unique_ptr<MemoryStore> store, Instant now)
    : m_clinic(std::move(clinic))
    , m_store(std::move(store))
    , m_diary(m_clinic, m_store->writer())
    , m_journal(*m_store, m_clinic)
    , m_knowledge(m_clinic.organisation.answers)
    , m_now(now)
{ }

Surroundings TalkRoom::here() const
{
    return {
        m_clinic.organisation, m_clinic.branch(), scripts(), m_knowledge, m_now, m_clinic.staffAnswerAt(m_now), m_from};
}

SpokenTurn TalkRoom::remind(const PrivateText &number, const PrivateText &patient)
{
    return begin({.callerNumber = number, .danger = {}, .errand = u"reminder"_s, .patient = patient});
}

SpokenTurn TalkRoom::call(const PrivateText &from)
{
    return begin({.callerNumber = from, .danger = {}, .errand = {}, .patient = {}});
}

SpokenTurn TalkRoom::begin(CallBegan began)
{
    const PrivateText from = began.callerNumber;
    m_calling = true;
    m_from = isNumber(from) ? from : PrivateText();
    m_state = {};
    m_turns = 0;
    m_watch = std::make_unique<DangerWatch>(tripwire());
    m_journal.begin(from, m_now);
    began.callerNumber = m_from;
    began.dropped = began.errand.isEmpty() && m_journal.waits(m_now);
    if (const auto red = m_red.constFind(m_from.reveal()); red != m_red.cend() && !m_from.isEmpty())
        began.danger = *red;
    return turn(began);
}

SpokenTurn TalkRoom::hear(const QString &words)
{
    m_journal.heard(words, m_now);
    return heard(words);
}

SpokenTurn TalkRoom::breakIn(const QString &words, int heardCharacters)
{
    m_journal.interrupted(heardCharacters, m_now);
    m_journal.heard(words, m_now);
    return heard(words);
}

SpokenTurn TalkRoom::heard(const QString &words)
{
    m_watch->asked(m_state.asked.words);
    const auto news = m_watch->hearFinal(words, ++m_turns);
    if (const auto gravity = raisedBy(news)) {
        m_journal.danger(*gravity, news->finding.category, words, m_now);
        return turn(InDanger{*gravity, news->finding.category, words});
    }
    return turn(CallerSaid{words, {}});
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
        m_diary.take(ReleaseStep{m_state.hold}, m_journal.call(), m_now);
    m_journal.end(unfinished(m_state), m_now);
    if (m_state.raised && *m_state.raised >= Gravity::Emergency && !m_from.isEmpty())
        m_red.insert(m_from.reveal(), *m_state.raised);
}

// Opened only for the one who named the same patient.
DialogInput TalkRoom::verify(const VerifyStep &step)
{
    const auto before = m_journal.verified(m_now);
    if (!before)
        return AnotherCaller{};
    const DialogInput caller = callerWhoReturned(step, before->stood);
    if (std::holds_alternative<SameCaller>(caller))
        m_journal.resumed(*before, m_now);
    return caller;
}

SpokenTurn TalkRoom::turn(const DialogInput &input)
{
    SpokenTurn spoken;
    const bool wasInDanger = m_state.raised.has_value();
    QList<DialogInput> inputs{input};
    for (int taken = 0; !inputs.isEmpty() && taken < inputsOfATurnAtMost; ++taken) {
        Turned turned = step(here(), m_state, inputs.takeFirst());
        m_journal.moved(m_state, turned.state, m_now);
        m_state = std::move(turned.state);
        for (const DialogStep &each : turned.steps)
            carryOut(each, spoken, inputs);
    }
    if (wasInDanger && !m_state.raised) // it was none; the next one is heard as the first
        m_watch = std::make_unique<DangerWatch>(tripwire());
    for (const QString &sentence : std::as_const(spoken.sentences))
        m_journal.said(sentence, m_now);
    if (spoken.ended)
        hangUp();
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
                answers.append(m_diary.take(each, m_from, m_now));
            } else if constexpr (std::is_same_v<Step, HoldStep>) {
                const DialogInput answer = m_diary.take(each, m_journal.call(), m_now);
                QJsonObject done = did(u"held"_s);
                if (const auto *held = std::get_if<TimeHeld>(&answer))
                    done.insert(u"hold"_s, held->hold.text());
                else
                    done = did(u"refused"_s);
                turn.steps.append(done);
                answers.append(answer);
            } else if constexpr (std::is_same_v<Step, ReleaseStep>) {
                m_diary.take(each, m_journal.call(), m_now);
            } else if constexpr (std::is_same_v<Step, BookStep>) {
                act(u"booked"_s, m_diary.take(each, m_journal.call(), m_now));
            } else if constexpr (std::is_same_v<Step, MoveStep>) {
                act(u"rescheduled"_s, m_diary.take(each, m_journal.call(), m_now));
            } else if constexpr (std::is_same_v<Step, CancelStep>) {
                act(u"cancelled"_s, m_diary.take(each, m_journal.call(), m_now));
            } else if constexpr (std::is_same_v<Step, ConfirmStep>) {
                act(u"confirmed"_s, m_diary.take(each, m_journal.call(), m_now));
            } else if constexpr (std::is_same_v<Step, MessageStep>) {
                const auto left = m_journal.leave(each, m_now);
                QJsonObject done = did(left ? u"message"_s : u"failed"_s);
                if (left)
                    done.insert(u"message"_s, left.value().text());
                turn.steps.append(done);
                answers.append(left ? DialogInput(MessageStored{left.value().text()}) : DialogInput(ActFailed{}));
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
                answers.append(answered(each, here()));
            } else if constexpr (std::is_same_v<Step, VerifyStep>) {
                answers.append(verify(each));
            }
        },
        step);
}

} // namespace nightbell
