#include "dialog/conversation.h"

#include "clinic/opening.h"
#include "dialog/diary_wishes.h"
#include "dialog/heard_words.h"
#include "dialog/place_words.h"
#include "dialog/release_gate.h"
#include "dialog/script_walk.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int silencesAtMost = 3;
constexpr int unknownPatientsAtMost = 2;
constexpr int sameQuestionAtMost = 3; // then a person

class Step
{
public:
    Step(const Surroundings &here, DialogState state)
        : m_here(here)
        , m_state(std::move(state))
        , m_facts{here.scripts}
        , m_walk(m_facts, m_state, m_steps)
    {
        m_facts.language = here.organisation.languages.value(0).left(2);
        m_facts.open = Opening(here.organisation, here.branch).openAt(here.now);
        m_facts.reachable = here.personReachable;
        m_facts.placeWords = [this](const DialogState &now) { return placeWords(m_here, now); };
    }

    Turned turn(const DialogInput &input)
    {
        if (!m_state.ended)
            std::visit([this](const auto &each) { take(each); }, input);
        finish();
        return {std::move(m_state), std::move(m_steps)};
    }

private:
    void take(const CallBegan &began);
    void take(const InDanger &danger);
    void take(const CallerSaid &said);
    void take(const CallerPressed &pressed);
    void take(const CallerSilent &silent);
    void take(const TimesFound &found);
    void take(const TimeHeld &held);
    void take(const TimeTaken &);
    void take(const ActDone &done);
    void take(const ActFailed &failed);
    void take(const AppointmentsFound &found);
    void take(const MessageStored &stored);
    void take(const HandedOver &handed);
    void take(const Consulted &consulted);
    void take(const SameCaller &before);
    void take(const AnotherCaller &);
    void take(const TalkGoesOn &);

    void startScript(const QString &name);
    void serveWaiting();
    void waitsOn();
    void weighSameVisit(const QList<Appointment> &all);
    void stopAskingTheSame();
    void release();
    void finish();

    QString known(Slot slot) const { return m_state.known.value(keyOf(slot)).value.reveal(); }

    const Surroundings &m_here;
    DialogState m_state;
    DialogSteps m_steps;
    WalkFacts m_facts;
    ScriptWalk m_walk;
    qsizetype m_released = 0; // of the steps, those that the gate has seen
};

void Step::startScript(const QString &name)
{
    m_state.places.clear();
    m_walk.run(name);
    m_walk.go();
}

void Step::take(const CallBegan &began)
{
    m_state.opening = m_facts.open ? u"reception"_s : u"after_hours"_s;
    if (!began.errand.isEmpty()) {
        m_state.known.insert(keyOf(Slot::Name), {began.patient, began.patient});
        m_walk.sayManner(u"greeting_out"_s);
        return startScript(began.errand);
    }
    if (!began.greeted)
        m_walk.sayManner(u"greeting"_s);
    if (began.danger)
        return take(InDanger{*began.danger, {}, {}});
    startScript(began.dropped ? u"resumption"_s : m_state.opening);
}

// Advice first and a person at once, whatever was being talked of; nothing but words of danger leads there.
void Step::take(const InDanger &danger)
{
    m_state.silences = 0;
    if (m_state.raised && *m_state.raised >= danger.level) {
        if (!danger.words.isEmpty())
            take(CallerSaid{danger.words, {}});
        return;
    }
    m_state.raised = danger.level;
    m_state.errand.clear();
    m_state.errandsWaiting.clear();
    if (!m_state.hold.isEmpty())
        m_steps.append(ReleaseStep{std::exchange(m_state.hold, {})});
    m_state.offered.clear();
    m_state.chosen.reset();
    if (!danger.words.isEmpty())
        m_state.known.insert(keyOf(Slot::Message), {PrivateText(danger.words), PrivateText(danger.words)});
    startScript(QString(nameOf(danger.level)));
}

void Step::take(const CallerSaid &said)
{
    m_state.silences = 0;
    HeardWords(m_here, m_facts, m_state, m_steps, m_walk).answer(said);
}

// Zero is a person, in every state; digits are the answer to what asks for digits.
void Step::take(const CallerPressed &pressed)
{
    m_state.silences = 0;
    if (m_state.raised && *m_state.raised >= Gravity::Emergency)
        return waitsOn(); // a person is alarmed already; no key leads away from the advice
    if (pressed.keys == u"0"_s)
        return HeardWords(m_here, m_facts, m_state, m_steps, m_walk).serve(Intent::Human);
    QString spoken;
    for (const QChar key : pressed.keys)
        if (key.isDigit())
            spoken += key + u' ';
    take(CallerSaid{spoken.trimmed(), {}});
}

void Step::take(const CallerSilent &)
{
    ++m_state.silences;
    m_steps.append(TellStep{u"reprompted"_s, m_state.asked.key});
    if (m_state.raised && *m_state.raised >= Gravity::Emergency)
        return waitsOn(); // the line is kept open
    if (m_state.silences >= silencesAtMost)
        return startScript(u"silence"_s);
    m_walk.sayManner(u"still_there"_s);
    m_walk.repeat();
}

void Step::waitsOn()
{
    const ScriptNode *node = m_walk.node();
    node && node->kind == NodeKind::Wait ? m_walk.results(NodeResult::Done) : m_walk.repeat();
}

void Step::take(const TimesFound &found)
{
    QList<OfferedTime> times = found.times;
    const Appointment *own = movedOne(m_state);
    times.removeIf([&](const OfferedTime &each) {
        const bool isOwn = own && each == OfferedTime{own->provider, own->date, own->time}; // no move at all
        return isOwn || m_state.declined.contains(each);
    });
    const bool exact = found.exact && times.value(0) == found.times.value(0) && !times.isEmpty();
    if (!m_state.widened)
        m_state.whyNot = exact ? WhyNot::None : found.whyNot;
    if (times.isEmpty() && !m_state.widened) { // what comes after it
        if (m_state.whyNot == WhyNot::None)
            m_state.whyNot = WhyNot::Taken;
        m_state.widened = true;
        m_steps.append(FindTimesStep{});
        return;
    }
    m_state.offered = exact ? times.mid(0, 1) : twoOf(times);
    std::ranges::sort(m_state.offered, {}, [](const OfferedTime &each) { return std::pair(each.date, each.time); });
    m_state.chosen.reset();
    m_state.known.remove(keyOf(Slot::Offer));
    if (exact)
        m_state.chosen = m_state.offered.first();
    const NodeResult result = m_state.offered.isEmpty() ? NodeResult::None
        : m_state.chosen                                ? NodeResult::One
                                                        : NodeResult::Many;
    m_walk.results(result);
    m_state.widened = false;
}

void Step::take(const TimeHeld &held)
{
    m_state.hold = held.hold;
    m_state.chosen = held.time;
    m_walk.results(NodeResult::Done);
}

void Step::take(const TimeTaken &)
{
    if (m_state.chosen)
        m_state.declined = (QList{*m_state.chosen} + m_state.declined).mid(0, declinedAtMost);
    m_state.chosen.reset();
    m_state.offered.clear();
    m_state.known.remove(keyOf(Slot::Offer));
    m_walk.results(NodeResult::Taken);
}

void Step::take(const ActDone &done)
{
    m_state.hold = {};
    m_state.offered.clear();
    m_state.appointment = done.appointment.id;
    m_state.found.removeIf([&](const Appointment &each) { return each.id == done.appointment.id; });
    m_state.found.prepend(done.appointment);
    const ScriptNode *act = m_walk.node();
    m_state.receipts << proofOf(act ? act->kind : NodeKind::Confirm);
    m_walk.results(NodeResult::Done);
}

void Step::take(const ActFailed &failed)
{
    m_state.hold = {};
    m_walk.results(failed.diaryAway ? NodeResult::Failed : NodeResult::Taken);
}

// Nobody gets the same kind of visit twice without having said so.
void Step::weighSameVisit(const QList<Appointment> &all)
{
    m_state.found = ofTheSameKind(m_state, all);
    m_state.identity = all.isEmpty() ? m_state.identity : Identity::Verified;
    m_state.appointment = m_state.found.value(0).id;
    m_walk.results(m_state.found.isEmpty() ? NodeResult::None : NodeResult::One);
}

// Only who named a patient and the right date of birth comes here with any.
void Step::take(const AppointmentsFound &found)
{
    if (const ScriptNode *node = m_walk.node(); node && node->what == sameVisit)
        return weighSameVisit(found.all);
    const QList<Appointment> meant = hinted(m_state, found.all);
    m_state.found = found.all;
    const bool next = !m_state.places.isEmpty() && m_state.places.first().script == u"reminder"_s; // it is called about
    m_state.appointment = meant.size() == 1 || (next && !meant.isEmpty()) ? meant.first().id : AppointmentId();
    if (!m_state.found.isEmpty()) {
        m_state.identity = Identity::Verified;
        m_walk.results(m_state.appointment.isEmpty() ? NodeResult::Many : NodeResult::One);
        return;
    }
    m_state.identity = Identity::Claimed;
    const bool again = ++m_state.unknownPatients < unknownPatientsAtMost;
    if (again) {
        m_state.known.remove(keyOf(Slot::Name));
        m_state.known.remove(keyOf(Slot::Birth));
    }
    m_walk.results(again ? NodeResult::None : NodeResult::GaveUp);
}

void Step::take(const MessageStored &)
{
    m_state.receipts << ActProof::Message;
    m_walk.results(NodeResult::Done);
}

void Step::take(const HandedOver &handed)
{
    if (handed.connected)
        m_state.receipts << ActProof::Person;
    m_walk.results(handed.connected ? NodeResult::Connected : NodeResult::Nobody);
}

void Step::take(const Consulted &consulted)
{
    if (!consulted.words.isEmpty())
        m_steps.append(SayStep{consulted.words});
    m_walk.results(consulted.words.isEmpty() ? NodeResult::None : NodeResult::Found);
}

// A second errand of the same breath, once the first is done.
void Step::serveWaiting()
{
    const ScriptNode *node = m_walk.node();
    if (m_state.errandsWaiting.isEmpty() || !node || node->what != u"anything_else"_s)
        return;
    if (!m_steps.isEmpty() && std::holds_alternative<AskStep>(m_steps.last())) {
        m_steps.removeLast();
        m_released = std::min(m_released, m_steps.size());
    }
    HeardWords(m_here, m_facts, m_state, m_steps, m_walk).goOnWith(m_state.errandsWaiting.takeFirst());
}

// The caller of a dropped call has proved to be the same: it goes on where the line went dead.
void Step::take(const SameCaller &before)
{
    const auto intent = intentNamed(before.errand);
    if (!intent)
        return m_walk.results(NodeResult::No);
    const auto told = [&](Slot slot) { return !before.known.value(keyOf(slot)).value.isEmpty(); };
    for (auto each = before.known.begin(); each != before.known.end(); ++each)
        if (!m_state.known.contains(each.key()))
            m_state.known.insert(each.key(), each.value());
    m_state.identity = told(Slot::Name) && told(Slot::Birth) ? Identity::Verified : Identity::Claimed;
    m_steps.append(TellStep{u"resumed"_s, before.errand});
    m_walk.sayManner(u"going_on"_s);
    HeardWords(m_here, m_facts, m_state, m_steps, m_walk).serve(*intent);
}

// Anybody else begins anew and hears nothing of it.
void Step::take(const AnotherCaller &) { m_walk.results(NodeResult::No); }

// Whoever was waited for has had the caller; everything else is looked at anew.
void Step::take(const TalkGoesOn &)
{
    const ScriptNode *node = m_walk.node();
    if (node && node->kind != NodeKind::Wait)
        m_walk.look();
    else if (node)
        m_state.receipts.contains(ActProof::Person) ? m_walk.results(NodeResult::Done) : m_walk.repeat();
}

// Whoever answers the same question three times was not understood: somebody else has to hear them.
void Step::stopAskingTheSame()
{
    const bool asks = !m_steps.isEmpty() && std::holds_alternative<AskStep>(m_steps.last());
    const bool inDanger = m_state.raised && *m_state.raised >= Gravity::Emergency;
    if (!asks || m_state.asked.times <= sameQuestionAtMost || inDanger || !m_walk.hubFor(u"human"_s))
        return;
    m_steps.removeLast();
    m_state.asked = {};
    HeardWords(m_here, m_facts, m_state, m_steps, m_walk).serve(Intent::Human);
}

// Nothing is spoken that the gate holds back; staff see that it was, and why.
void Step::release()
{
    DialogSteps fine = m_steps.mid(0, m_released);
    for (DialogStep each : m_steps.mid(m_released)) {
        QString *words = nullptr;
        if (auto *say = std::get_if<SayStep>(&each))
            words = &say->words;
        else if (auto *ask = std::get_if<AskStep>(&each))
            words = &ask->words;
        if (words) {
            const Gated gated = released(*words, m_state);
            for (const Withheld why : gated.withheld)
                fine.append(TellStep{u"withheld"_s, QString(nameOf(why))});
            *words = gated.words;
            if (words->isEmpty() && std::holds_alternative<SayStep>(each))
                continue;
        }
        fine.append(each);
    }
    m_steps = fine;
    m_released = m_steps.size();
}

void Step::finish()
{
    if (m_state.places.isEmpty() && !m_state.ended && !m_state.opening.isEmpty()) { // back from what came before it
        const bool wasInDanger = std::exchange(m_state.raised, std::nullopt).has_value();
        wasInDanger ? m_walk.toHub() : startScript(m_state.opening);
    }
    stopAskingTheSame();
    release();
    serveWaiting();
    release();
    QStringList spoken;
    for (DialogStep &each : m_steps) {
        if (auto *times = std::get_if<FindTimesStep>(&each))
            *times = searchFor(m_state, m_here);
        if (auto *hold = std::get_if<HoldStep>(&each); hold && movedOne(m_state)) {
            hold->service = movedOne(m_state)->service;
            hold->moves = movedOne(m_state)->id;
        }
        if (const auto *say = std::get_if<SayStep>(&each))
            spoken << say->words;
        if (const auto *ask = std::get_if<AskStep>(&each))
            spoken << ask->words;
    }
    if (!spoken.isEmpty())
        m_state.lastWords = spoken.join(u' ');
}

} // namespace

Turned step(const Surroundings &here, const DialogState &state, const DialogInput &input)
{
    return Step(here, state).turn(input);
}

bool unfinished(const DialogState &state)
{
    return (state.raised && *state.raised >= Gravity::Emergency)
        || (!state.ended && !state.errand.isEmpty() && state.places.size() > 1);
}

} // namespace nightbell
