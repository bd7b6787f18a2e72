#include "engine/reception.h"

#include "ask.h"
#include "dialog/faq_answers.h"
#include "dialog/place_words.h"
#include "dialog/turn_happenings.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr int inputsOfATurnAtMost = 40;

template<class... Kinds> bool isOneOf(const std::optional<DialogInput> &input)
{
    return input && (std::holds_alternative<Kinds>(*input) || ...);
}

} // namespace

Reception::Reception(const Call &call, const CallRules &rules, FrontDesk &desk,
                     std::shared_ptr<const ReceptionPlace> place, std::optional<Gravity> red)
    : m_call(call)
    , m_rules(rules)
    , m_desk(desk)
    , m_place(std::move(place))
    , m_wire(desk.wireOf(m_place->organisation))
    , m_red(red)
    , m_watch(std::make_unique<DangerWatch>(*m_wire))
{ }

Reception::~Reception() = default;

// Found before the caller has been greeted, as a rule; the greeting never waits for it.
void Reception::lookForDroppedCall()
{
    const DroppedCalls &dropped = m_desk.parts().dropped;
    if (!dropped.find || !m_place->mark)
        return;
    m_lookUpBy = now() + m_desk.parts().rules.lookUpLimit;
    whenDone(dropped.find(m_place->organisation.id, *m_place->mark), &m_desk,
             [weak = weak_from_this()](const Result<std::optional<WaitingSession>> &found) {
                 const auto self = weak.lock();
                 if (!self || self->m_over)
                     return;
                 if (found && !self->m_begun)
                     self->m_session = found.value();
                 self->m_lookUpBy.reset();
                 self->goOn();
                 self->done();
             });
}

void Reception::think()
{
    const auto self = shared_from_this();
    m_thinks = true;
    goOn();
    done();
}

// Takes the next input as soon as nothing is missing for it.
void Reception::goOn(bool waited)
{
    if (!m_thinks || m_running || m_over || !assistantHas())
        return;
    const auto isOfEarlierTurn = [this](const UnplayedSentence &each) { return each.turn < m_call.summary().turn; };
    const bool reported = std::ranges::none_of(m_call.state().unplayed, isOfEarlierTurn);
    if (!reported && !waited && !isOneOf<InDanger>(m_input)) { // how much was heard of the words that were cut
        if (!m_reportsBy)
            m_reportsBy = now() + m_desk.parts().rules.reportLimit;
        return;
    }
    m_reportsBy.reset();
    if (!m_begun && m_lookUpBy && now() < *m_lookUpBy)
        return;
    if (m_interrupted && !m_input) // the caller has the floor
        return;
    m_thinks = false;
    if (isOneOf<InDanger>(m_input))
        m_state.ended = false; // nobody hangs up on it
    if (m_state.ended)
        take(EndAsked{});
    else
        thinkNow();
}

void Reception::thinkNow()
{
    measured(m_times.turned(m_call.summary().turn, now()));
    const QString unheard = std::exchange(m_unheard, {}).join(u' ');
    m_said.clear();
    for (const QString &words : std::exchange(m_unsaid, {}))
        say(words);
    if (isDeaf() && !isOneOf<InDanger>(m_input))
        return m_input.reset(), offerKeys();
    if (!m_begun)
        begin(!m_input || m_red);
    else if (!m_input && personAwaited())
        m_input = escalationOpen() ? std::optional<DialogInput>() : HandedOver{false};
    else if (!m_input && !m_ordered)
        m_input = TalkGoesOn{};
    if (!m_input)
        return;
    DialogInput input = *std::exchange(m_input, std::nullopt);
    if (m_ordered && m_ordered->act && !std::holds_alternative<InDanger>(input)) {
        if (const auto *pressed = std::get_if<CallerPressed>(&input); pressed && pressed->keys == u"0")
            lookForPerson(Gravity::Asks);
        else
            m_afterAct = input;
        return say(m_desk.parts().words.oneMoment);
    }
    if (auto *said = std::get_if<CallerSaid>(&input))
        said->unheard = unheard;
    if (std::holds_alternative<HandedOver>(input) && m_handOver)
        m_handOver->callerWaitsNoMore();
    if (!doubts(input))
        run(input);
}

// Words that came into the greeting are the answer to what would have been asked after it.
void Reception::begin(bool aloud)
{
    m_begun = true;
    m_muted = !aloud;
    run(CallBegan{.callerNumber = m_place->callerNumber,
                  .dropped = m_session.has_value(),
                  .danger = m_red,
                  .errand = {},
                  .patient = {},
                  .greeted = !m_rules.greeting.isEmpty()});
    m_muted = false;
    if (aloud && m_desk.parts().rules.cautious && !m_red)
        say(m_desk.parts().words.menu);
}

// What nobody said, and yet has to be answered.
void Reception::turnWith(const DialogInput &input)
{
    m_input = input;
    m_thinks = true;
    take(TurnMoved{m_call.summary().turn + 1});
    goOn();
}

void Reception::run(const DialogInput &input)
{
    m_running = true;
    m_doubted.reset(); // whatever is talked of now, it is not that any more
    const bool wasInDanger = m_state.raised.has_value();
    const DialogState began = m_state;
    const int saidBefore = m_call.nextSentence();
    const bool waited = m_ordered || personAwaited();
    m_waits = {};
    m_answers = {input};
    for (int taken = 0; !m_answers.isEmpty() && taken < inputsOfATurnAtMost && !m_over; ++taken) {
        const DialogState before = m_state;
        Turned turned = step(here(), m_state, m_answers.takeFirst());
        m_state = std::move(turned.state);
        for (const Happening &each : happeningsOf(
                 before, m_state, {m_call.summary().turn, m_place->scripts.version, std::exchange(m_source, {})}))
            take(each);
        for (const DialogStep &each : turned.steps)
            carryOut(each);
    }
    m_answers.clear();
    m_running = false;
    if (m_over)
        return;
    if (m_ordered && !awaits(m_ordered->number))
        m_ordered.reset(); // the talk went another way
    if (personAwaited() && !isAt(m_personPlace))
        m_handOver->callerWaitsNoMore();
    const bool waits = m_ordered || personAwaited();
    if (waited && waits && std::holds_alternative<CallerSaid>(input) && m_call.nextSentence() == saidBefore && !m_muted)
        say(m_ordered ? m_desk.parts().words.oneMoment : m_desk.parts().words.stillAsking);
    guided(began);
    listen(wasInDanger);
    if (std::holds_alternative<InDanger>(input))
        m_advises = assistantHas() && !m_call.state().unplayed.isEmpty();
    goOn();
}

// To the caller; while staff have the call, to staff; while nobody can hear it, later.
void Reception::say(const QString &words)
{
    if (words.isEmpty() || m_muted || m_over)
        return;
    switch (holderOf(m_call.summary())) {
    case CallHolder::Staff:
        return m_desk.door().wouldSay(id(), PrivateText(words));
    case CallHolder::Nobody:
        m_unsaid << words;
        return;
    case CallHolder::Assistant:
        break;
    }
    const int sentence = m_call.nextSentence();
    m_said.insert(sentence, words);
    measured(m_times.worded(sentence, now()));
    take(Said{.turn = m_call.summary().turn,
              .sentence = sentence,
              .by = SpokenBy::Assistant,
              .staff = {},
              .words = PrivateText(words)});
}

void Reception::measured(const QList<Measured> &all)
{
    for (const Measured &each : all)
        take(each);
}

void Reception::pieceCame(int sentence) { measured(m_times.sounded(sentence, now())); }

void Reception::packetLeft(int sentence) { measured(m_times.sent(sentence, now())); }

// What was offered, as one would say it.
QStringList Reception::choices() const
{
    QStringList all;
    if (m_state.asked.key == keyOf(Slot::Offer))
        for (const OfferedTime &each : m_state.offered)
            all << spokenOffer(here(), each);
    return all;
}

void Reception::listen(bool wasInDanger)
{
    if (wasInDanger && !m_state.raised) // it was none; the next one is heard as the first
        m_watch = std::make_unique<DangerWatch>(*m_wire);
    m_desk.door().asked(id(),
                        {.key = m_state.asked.key,
                         .choices = choices(),
                         .region = m_place->organisation.country,
                         .moment = momentOf(here())});
}

// From the last word that was played until the caller does something.
void Reception::planSilence()
{
    const bool thinks = m_thinks && !m_interrupted;
    const bool waits = (m_begun || m_offered) && assistantHas() && !m_ordered && !personAwaited() && !thinks
        && !m_state.ended && !m_callerSpeaks && !m_noted && m_keys.isEmpty() && m_call.state().unplayed.isEmpty()
        && !m_call.state().endAsked;
    if (!waits)
        m_silenceAt.reset();
    else if (!m_silenceAt)
        m_silenceAt = now() + (m_waits.count() > 0 ? m_waits : m_desk.parts().rules.silenceLimit);
}

void Reception::done()
{
    if (m_over)
        return;
    planSilence();
    m_desk.door().plan(id());
}

void Reception::happened(const Happening &what)
{
    const auto self = shared_from_this();
    std::visit([this](const auto &each) { on(each); }, what);
    if (!m_running)
        done();
}

void Reception::wake()
{
    const auto self = shared_from_this();
    if (m_over)
        return;
    const auto due = [this](std::optional<Instant> &at) {
        const bool is = at && *at <= now();
        if (is)
            at.reset();
        return is;
    };
    if (due(m_keysBy))
        enterKeys();
    if (due(m_lookUpBy))
        goOn();
    if (due(m_reportsBy))
        goOn(true);
    if (due(m_silenceAt))
        silent();
    if (due(m_listenAt))
        m_desk.door().listen(id());
    if (!m_over)
        wakeOrder();
    if (!m_over)
        climb();
    done();
}

std::optional<Instant> Reception::nextWake() const
{
    std::optional<Instant> next;
    const auto also = [&next](const std::optional<Instant> &at) {
        if (at && (!next || *at < *next))
            next = at;
    };
    if (m_over)
        return next;
    for (const auto &at : {m_lookUpBy, m_reportsBy, m_silenceAt, m_keysBy, m_listenAt})
        also(at);
    const ReceptionRules &rules = m_desk.parts().rules;
    if (m_ordered)
        also(m_ordered->since + (m_ordered->told ? rules.diaryLimit : rules.fillerAfter));
    if (m_handOver)
        also(m_handOver->nextWake());
    return next;
}

} // namespace nightbell
