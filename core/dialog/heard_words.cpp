#include "dialog/heard_words.h"

#include "clinic/opening.h"
#include "dialog/asides.h"
#include "dialog/errands.h"
#include "dialog/faq_answers.h"
#include "dialog/said_answer.h"
#include "dialog/said_service.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int missesAtMost = 3;  // in a row, then a person
constexpr float alsoFrom = 0.2F; // of a second errand in one breath

} // namespace

HeardWords::HeardWords(const Surroundings &here, const WalkFacts &facts, DialogState &state, DialogSteps &steps,
                       ScriptWalk &walk)
    : m_here(here)
    , m_facts(facts)
    , m_state(state)
    , m_steps(steps)
    , m_walk(walk)
    , m_learned(state, steps)
    , m_moment(momentOf(here))
{ }

void HeardWords::answer(const CallerSaid &said)
{
    m_state.heard = PrivateText(said.words);
    m_unheard = said.unheard;
    const HeardOnce heard = hear(said.words);
    if (const ScriptNode *node = m_walk.node();
        node && node->kind == NodeKind::Wait && m_state.receipts.contains(ActProof::Person))
        return; // the words are for whoever was connected
    if (heard.words.isEmpty())
        return miss(heard);
    const bool beside = isQuestionAside(heard.words);
    if (servedFirst(heard) || answersTheNode(heard) || (beside && servedAside(heard)) || servedErrand(heard)
        || servedAside(heard) || servedQuestion(heard)) {
        m_state.misses = 0;
        return;
    }
    miss(heard);
}

// Whoever asks for a person gets one, whatever else was said; who did not hear hears it again; who wants nothing any
// more is not kept.
bool HeardWords::servedFirst(const HeardOnce &heard)
{
    const ScriptNode *node = m_walk.node();
    const bool open = node && node->kind == NodeKind::Ask && takesAnything(node->slot);
    const bool leaving = heard.meaning.first().intent == Intent::Goodbye;
    const float from = open || leaving ? surelyFrom : Meaning::sureFrom;
    const bool slotAnswered =
        node && node->kind == NodeKind::Ask && !open && std::ranges::any_of(heard.read, [&](const ReadSlot &each) {
            return keyOf(each.slot) == node->slot && each.fault == ReadSlot::Fault::None;
        });
    const Meant &first = heard.meaning.first();
    if (slotAnswered || first.confidence < from)
        return false;
    switch (first.intent) {
    case Intent::Human:
        if (inDanger() || isQuestionAside(heard.words))
            return false;
        startErrand(Intent::Human, heard);
        return true;
    case Intent::Repeat:
        sayAgain();
        return true;
    case Intent::Goodbye:
        if (inDanger() || !isErrand(Intent::Goodbye) || agreesToIt(heard))
            return false;
        startErrand(Intent::Goodbye, heard);
        return true;
    default:
        return abandoned(heard);
    }
}

// "That is right, thank you" ends the question, not the call.
bool HeardWords::agreesToIt(const HeardOnce &heard) const
{
    const ScriptNode *node = m_walk.node();
    return node && node->kind == NodeKind::Choose && node->what == "confirm"_L1
        && saidAnswer(heard.words, wordsOf(m_state.asked.words)).sort == SaidAnswer::Sort::Yes;
}

// Of a question's last words at least the greater part was lost.
bool HeardWords::questionWasCut() const
{
    const QString &asked = m_state.asked.words;
    if (asked.isEmpty() || m_unheard.isEmpty())
        return false;
    return m_unheard.endsWith(asked) || (asked.endsWith(m_unheard) && 2 * m_unheard.size() >= asked.size());
}

// "Never mind", "forget it": the errand is left as if it had not been begun.
bool HeardWords::abandoned(const HeardOnce &heard)
{
    if (atHub() || inDanger() || m_state.errand.isEmpty() || !saysNeverMind(heard.words)
        || std::ranges::any_of(heard.read, [](const ReadSlot &each) { return changesTheSearch(each.slot); }))
        return false;
    m_learned.forgetErrand();
    m_steps.append(TellStep{u"abandoned"_s, m_state.errand});
    m_walk.toMore(u"left_it"_s);
    return true;
}

void HeardWords::sayAgain()
{
    m_steps.append(TellStep{u"repeated"_s, {}});
    QString spoken = m_state.lastWords;
    if (!m_state.asked.words.isEmpty() && spoken.endsWith(m_state.asked.words))
        spoken.chop(m_state.asked.words.size());
    if (!spoken.trimmed().isEmpty())
        m_steps.append(SayStep{spoken.trimmed()});
    m_walk.repeat();
}

HeardOnce HeardWords::hear(const QString &words) const
{
    HeardOnce heard{.words = wordsOf(words), .meaning = {}, .read = {}};
    heard.meaning = understand(heard.words, wordsOf(m_state.asked.words), Danger::RuledOut);
    heard.read = readSlots(heard.words, m_state, readingPlace());
    return heard;
}

// The caller has turned to something else. A telephone number is no wish to be called.
bool HeardWords::wantsAnother(const HeardOnce &heard) const
{
    return !inDanger() && std::ranges::any_of(heard.meaning.meant, [&](const Meant &meant) {
        const bool another = nameOf(meant.intent) != m_state.errand
            && !(m_state.errand == nameOf(Intent::Book)
                 && meant.intent == Intent::Reschedule); // what is not booked yet
        const bool plainly = meant.intent == Intent::Cancel && speaksOfCancelling(heard.words);
        return meant.confidence >= (plainly ? Meaning::sureFrom : surelyFrom) && isErrand(meant.intent) && another
            && meant.intent != Intent::Goodbye
            && ((meant.intent != Intent::Callback && meant.intent != Intent::Results)
                || m_state.asked.key != "phone"_L1);
    });
}

bool HeardWords::endsTheCall(Intent intent)
{
    return intent == Intent::Goodbye || intent == Intent::WrongNumber || intent == Intent::Spam;
}

// An errand that is not the one being served, or any when nothing is.
bool HeardWords::servedErrand(const HeardOnce &heard)
{
    if (inDanger())
        return false;
    QList<Intent> wanted;
    for (const Meant &meant : heard.meaning.meant)
        if (meant.confidence >= (wanted.isEmpty() ? Meaning::sureFrom : alsoFrom) && isErrand(meant.intent)
            && (atHub() || nameOf(meant.intent) != m_state.errand)
            && (!endsTheCall(meant.intent) || meant.confidence >= surelyFrom))
            wanted << meant.intent;
    if (atHub())
        wanted = weighed(wanted, heard, [this](Intent each) { return isErrand(each); });
    if (wanted.isEmpty())
        return false;
    const Intent first = wanted.takeFirst();
    for (const Intent each : wanted)
        if (m_state.errandsWaiting.size() < errandsWaitingAtMost && waits(each, first))
            m_state.errandsWaiting << WaitingErrand{nameOf(each), PrivateText(clauseOf(each, heard))};
    if (m_state.errandsWaiting.isEmpty()) {
        startErrand(first, heard);
        return true;
    }
    HeardOnce part = heard; // what belongs to the second errand is no wish of the first
    if (const QString own = clauseOf(first, heard); !own.isEmpty())
        part = hear(own);
    startErrand(first, part);
    return true;
}

bool HeardWords::servedQuestion(const HeardOnce &heard)
{
    QList<Meant> meantAll = heard.meaning.meant;
    if (const auto before = intentNamed(m_state.question); before && asksOn(heard.words))
        meantAll.prepend({*before, 1, {}});
    for (const Meant &meant : std::as_const(meantAll)) {
        if (!isQuestion(meant.intent) || meant.confidence < Meaning::sureFrom)
            continue;
        const auto answer = answerTo(meant.intent, heard.words, m_here, m_moment);
        m_state.question = nameOf(meant.intent);
        m_steps.append(TellStep{answer ? u"answered"_s : u"unanswered"_s, nameOf(meant.intent)});
        if (answer)
            m_steps.append(SayStep{*answer});
        else
            m_walk.sayManner(u"unanswered"_s);
        afterAnswer();
        return true;
    }
    return false;
}

bool HeardWords::servedAside(const HeardOnce &heard)
{
    if (const auto aside = asideIn(heard.words)) {
        m_steps.append(TellStep{u"aside"_s, wordingOf(*aside)});
        m_walk.sayManner(wordingOf(*aside));
        m_walk.repeat();
        return true;
    }
    if (const auto known = heard.says(Intent::OutOfScope) ? m_here.knowledge.find(heard.words) : std::nullopt) {
        m_steps.append(TellStep{u"answered"_s, known->topic});
        m_steps.append(SayStep{known->answer});
        afterAnswer();
        return true;
    }
    if (heard.says(Intent::OutOfScope) && heard.meaning.first().intent == Intent::OutOfScope && !inDanger()) {
        m_steps.append(TellStep{u"out_of_scope"_s, {}});
        m_walk.sayManner(u"out_of_scope"_s);
        m_walk.repeat();
        return true;
    }
    return false;
}

void HeardWords::afterAnswer()
{
    if (atHub())
        m_walk.toMore({});
    else
        m_walk.repeat();
}

// The errand's script from its beginning: what is known is not asked again.
void HeardWords::backToErrand()
{
    const Script *script = m_facts.scripts.script(m_state.places.last().script);
    m_state.places.last() = {script->name, script->begin};
    m_walk.go();
}

bool HeardWords::atHub() const
{
    const ScriptNode *node = m_walk.node();
    return node && node->kind == NodeKind::Choose && node->what.isEmpty();
}

// The opening script's open question knows the way of every errand.
bool HeardWords::isErrand(Intent intent) const
{
    const bool strange = intent == Intent::WrongNumber || intent == Intent::Spam;
    if (strange && !atHub()) // nobody books for a while and then means somebody else
        return false;
    return m_walk.hubFor(nameOf(intent)) != nullptr;
}

ReadingPlace HeardWords::readingPlace() const
{
    return {m_here.organisation, m_here.branch, m_moment, m_here.callerNumber};
}

void HeardWords::serve(Intent intent)
{
    m_state.errand = nameOf(intent);
    const Script *opening = m_facts.scripts.script(m_state.opening);
    const ScriptNode *hub = m_walk.hubFor(m_state.errand);
    if (!opening || !hub)
        return m_walk.askAgain();
    m_state.places = {{opening->name, hub->id, 0, true}};
    m_walk.results(NodeResult::Found);
}

void HeardWords::goOnWith(const WaitingErrand &waiting)
{
    const auto intent = intentNamed(waiting.intent);
    if (!intent)
        return;
    m_walk.sayManner(u"next_errand"_s);
    startErrand(*intent, hear(waiting.words.reveal()));
}

void HeardWords::startErrand(Intent intent, const HeardOnce &heard)
{
    const bool begun = !m_state.errand.isEmpty();
    if (begun && intent != Intent::Human && intent != Intent::Goodbye)
        m_learned.forgetErrand();
    if (intent == Intent::Goodbye)
        m_learned.letGo();
    if (begun && speaksForAnother(heard.words)) { // the next one is for somebody else
        m_state.known.remove(keyOf(Slot::Name));
        m_state.known.remove(keyOf(Slot::Birth));
        m_state.identity = Identity::None;
    }
    m_state.errand = nameOf(intent);
    QList<ReadSlot> read =
        intent == Intent::Reschedule ? wishAndHint(heard.words, heard.read, readingPlace()) : heard.read;
    if (speaksForAnother(heard.words)) // the name that is told is the caller's own
        read.removeIf([](const ReadSlot &each) { return each.slot == Slot::Name; });
    m_learned.all(read);
    if (const QString words = messageIn(heard.words, intent); !words.isEmpty())
        m_state.known.insert(keyOf(Slot::Message), {PrivateText(words), PrivateText(words)});
    serve(intent);
}

void HeardWords::miss(const HeardOnce &heard)
{
    if (questionWasCut()) // nobody can answer what they did not hear
        return m_walk.repeat();
    ++m_state.misses;
    const ScriptNode *node = m_walk.node();
    if (node && node->slot == "service"_L1 && saidService(heard.words)) {
        m_walk.sayManner(u"not_offered"_s);
        return m_walk.repeat();
    }
    if (node && node->slot == "phone"_L1 && !m_here.callerNumber.isEmpty()) { // the number of the call will do
        m_learned.one({Slot::Phone, {m_here.callerNumber, m_here.callerNumber}, ReadSlot::Fault::None});
        return m_walk.results(NodeResult::Done);
    }
    if (m_state.misses >= missesAtMost && !inDanger() && isErrand(Intent::Human))
        return serve(Intent::Human);
    m_walk.askAgain();
}

} // namespace nightbell
