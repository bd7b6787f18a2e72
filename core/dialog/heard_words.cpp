#include "dialog/heard_words.h"

#include "clinic/opening.h"
#include "dialog/asides.h"
#include "dialog/clauses.h"
#include "dialog/errands.h"
#include "dialog/faq_answers.h"
#include "dialog/said_answer.h"
#include "dialog/said_service.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int missesAtMost = 3;    // in a row, then a person
constexpr int wordsOfAWish = 6;    // so few that name a service ask for it
constexpr float alsoFrom = 0.2F;   // of a second errand in one breath
constexpr float surelyFrom = 0.6F; // where anything at all would be an answer

QString keyOf(Slot slot) { return QString(nameOf(slot)); }

bool changesTheSearch(Slot slot)
{
    return slot == Slot::Service || slot == Slot::Provider || slot == Slot::Date || slot == Slot::Time;
}

bool tells(const QList<ReadSlot> &read, Slot slot)
{
    return std::ranges::any_of(
        read, [&](const ReadSlot &each) { return each.slot == slot && each.fault == ReadSlot::Fault::None; });
}

bool takesAnything(const QString &slot) // what is taken down as it was said
{
    return slot == "reason"_L1 || slot == "message"_L1 || slot == "pharmacy"_L1 || slot == "medication"_L1
        || slot == "relation"_L1;
}

Moment momentOf(const Surroundings &here)
{
    const QTimeZone zone = Opening(here.organisation, here.branch).timeZone();
    const QDateTime clock = QDateTime::fromMSecsSinceEpoch(toMs(here.now), zone);
    return {clock.date(), clock.time(), zone};
}

} // namespace

bool HeardWords::Heard::says(Intent intent, float from) const
{
    return std::ranges::any_of(meaning.meant,
                               [&](const Meant &meant) { return meant.intent == intent && meant.confidence >= from; });
}

HeardWords::HeardWords(const Surroundings &here, const WalkFacts &facts, DialogState &state, DialogSteps &steps,
                       ScriptWalk &walk)
    : m_here(here)
    , m_facts(facts)
    , m_state(state)
    , m_steps(steps)
    , m_walk(walk)
    , m_moment(momentOf(here))
{ }

void HeardWords::answer(const CallerSaid &said)
{
    const Heard heard = hear(said.words);
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
bool HeardWords::servedFirst(const Heard &heard)
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
        if (inDanger() || !isErrand(Intent::Goodbye))
            return false;
        startErrand(Intent::Goodbye, heard);
        return true;
    default:
        return abandoned(heard);
    }
}

// "Never mind", "forget it": the errand is left as if it had not been begun.
bool HeardWords::abandoned(const Heard &heard)
{
    if (atHub() || inDanger() || m_state.errand.isEmpty() || !saysNeverMind(heard.words)
        || std::ranges::any_of(heard.read, [](const ReadSlot &each) { return changesTheSearch(each.slot); }))
        return false;
    forgetErrand();
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

bool HeardWords::answersTheNode(const Heard &heard)
{
    const ScriptNode *node = m_walk.node();
    if (!node)
        return false;
    if (node->kind == NodeKind::Ask)
        return answersAsk(*node, heard);
    if (node->kind == NodeKind::Wait) {
        m_walk.results(NodeResult::Done);
        return true;
    }
    return node->kind == NodeKind::Choose && !atHub() && answersChoice(*node, heard);
}

bool HeardWords::answersChoice(const ScriptNode &node, const Heard &heard)
{
    const SaidAnswer answer = saidAnswer(heard.words, wordsOf(m_state.asked.words));
    const Meant &first = heard.meaning.first();
    const bool unclear = answer.sort == SaidAnswer::Sort::None && heard.meaning.sure();
    const bool yes =
        (answer.sort == SaidAnswer::Sort::Yes && !isAsked(heard.words)) || (unclear && first.intent == Intent::Affirm);
    const bool no = answer.sort == SaidAnswer::Sort::No || (unclear && first.intent == Intent::Deny);
    const bool more = node.what == "anything_else"_L1 || node.what == "resume_offer"_L1;
    if (more) // "yes, I'd also like to cancel": the errand itself, when it is named
        for (const Meant &meant : heard.meaning.meant)
            if (meant.confidence >= Meaning::sureFrom && isErrand(meant.intent) && meant.intent != Intent::Goodbye) {
                if (node.what != "resume_offer"_L1 || no || !speaksOfBefore(heard.words))
                    return false;
                m_walk.results(NodeResult::Yes); // "yes, I was booking a flu shot"
                return true;
            }
    if (!more && wantsAnother(heard))
        return false;
    if (inDanger() && deniesDanger(heard.words)) {
        m_walk.results(NodeResult::GaveUp);
        return true;
    }
    if (node.what == "confirm"_L1 && !yes && meansAnotherOne(heard)) {
        m_walk.repeat();
        return true;
    }
    if (m_state.errand == nameOf(Intent::Cancel) && node.what == "confirm"_L1 && !yes && wishesAnotherTime(heard)) {
        startErrand(Intent::Reschedule, heard);
        return true;
    }
    if (!more && !inDanger()) {
        const bool day = node.what == "date"_L1 && std::ranges::any_of(heard.read, [](const ReadSlot &each) {
                             return changesTheSearch(each.slot) && each.fault == ReadSlot::Fault::None;
                         });
        const Change change = std::max(learnAll(heard.read), day ? Change::Search : Change::None);
        if (change == Change::Search || (change == Change::Filled && !yes)) { // "no, make it friday"
            backToErrand();
            return true;
        }
    }
    if (yes || no) {
        m_walk.results(yes ? NodeResult::Yes : NodeResult::No);
        return true;
    }
    if (node.what == "anything_else"_L1 && heard.says(Intent::Goodbye, surelyFrom)) {
        m_walk.results(NodeResult::No);
        return true;
    }
    return false;
}

// "No, the one on thursday": of the patient's appointments, the one that these words fit.
bool HeardWords::meansAnotherOne(const Heard &heard)
{
    if (m_state.errand != nameOf(Intent::Cancel) || m_state.found.size() < 2
        || std::ranges::none_of(heard.read, [](const ReadSlot &each) { return changesTheSearch(each.slot); }))
        return false;
    for (const Appointment &each : std::as_const(m_state.found)) {
        const bool fits = std::ranges::all_of(heard.read, [&](const ReadSlot &read) {
            return !changesTheSearch(read.slot) || read.fault != ReadSlot::Fault::None
                || (read.slot == Slot::Service ? read.value.value.reveal() == each.service.text()
                                               : agrees(read, {each.provider, each.date, each.time}));
        });
        if (fits && each.id != m_state.appointment) {
            m_state.appointment = each.id;
            return true;
        }
    }
    return false;
}

// "Don't cancel, can we do tuesday at one instead": a time that is not the appointment's own.
bool HeardWords::wishesAnotherTime(const Heard &heard) const
{
    const auto own = std::ranges::find(m_state.found, m_state.appointment, &Appointment::id);
    return own != m_state.found.end() && std::ranges::any_of(heard.read, [&](const ReadSlot &each) {
               return (each.slot == Slot::Date || each.slot == Slot::Time) && each.fault == ReadSlot::Fault::None
                   && !agrees(each, {own->provider, own->date, own->time});
           });
}

bool HeardWords::answersAsk(const ScriptNode &node, const Heard &heard)
{
    const auto asked =
        std::ranges::find_if(heard.read, [&](const ReadSlot &each) { return keyOf(each.slot) == node.slot; });
    const bool there = asked != heard.read.end() && asked->fault == ReadSlot::Fault::None;
    if (!there && wantsAnother(heard))
        return false;
    if (there && takesAnything(node.slot) && isQuestionAside(heard.words))
        return false;
    if (node.slot == keyOf(Slot::Offer) && !there && asked == heard.read.end()) {
        if (std::ranges::any_of(heard.read,
                                [](const ReadSlot &each) { return each.fault == ReadSlot::Fault::Invalid; })) {
            m_walk.sayManner(u"no_such_time"_s);
            m_walk.repeat();
            return true;
        }
        const SaidAnswer answer = saidAnswer(heard.words, wordsOf(m_state.asked.words));
        const bool wished = tells(heard.read, Slot::Date) || tells(heard.read, Slot::Time);
        if (wished && !tells(heard.read, Slot::Date)) // of the day that is being talked of
            learn({Slot::Date,
                   {PrivateText(m_state.offered.value(0).date.toString(Qt::ISODate)), {}},
                   ReadSlot::Fault::None});
        Change change = learnAll(heard.read);
        if (wished) {
            letGo();
            change = Change::Search;
        }
        if (change == Change::Search) {
            backToErrand();
            return true;
        }
        if (answer.sort != SaidAnswer::Sort::No)
            return change != Change::None;
        m_state.declined = (m_state.offered + m_state.declined).mid(0, declinedAtMost);
        letGo();
        m_walk.results(NodeResult::No);
        return true;
    }
    const Change change = learnAll(heard.read);
    if (change == Change::Search && !there && m_state.known.contains(u"date"_s)) {
        backToErrand();
        return true;
    }
    if (m_state.known.contains(node.slot)) {
        change == Change::Search ? backToErrand() : m_walk.results(NodeResult::Done);
        return true;
    }
    if (asked != heard.read.end()) {
        if (asked->fault == ReadSlot::Fault::Invalid && changesTheSearch(asked->slot))
            m_walk.sayManner(u"no_such_time"_s);
        m_walk.askAgain();
        return true;
    }
    if (change == Change::None)
        return false;
    if (change == Change::Search)
        backToErrand();
    else
        m_walk.repeat();
    return true;
}

// What the words that opened a call can only mean, where the guess of the whole sentence goes astray.
QList<Intent> HeardWords::weighed(QList<Intent> wanted, const Heard &heard) const
{
    const bool asks = std::ranges::any_of(heard.meaning.meant, [](const Meant &meant) {
        return isQuestion(meant.intent) && meant.confidence >= Meaning::sureFrom;
    });
    const bool service = tells(heard.read, Slot::Service);
    const bool visit =
        service && std::ranges::any_of(heard.read, [](const ReadSlot &each) {
            return each.slot == Slot::Date || each.slot == Slot::Time; // even if it has to be asked again
        });
    const auto turnsInto = [&](Intent from, Intent to) {
        if (!wanted.contains(to))
            wanted.replace(wanted.indexOf(from), to);
        wanted.removeAll(from);
    };
    if (wanted.contains(Intent::Reschedule) && visit && !speaksOfMoving(heard.words))
        turnsInto(Intent::Reschedule, Intent::Book);
    if (wanted.contains(Intent::ConfirmAppointment) && visit && !speaksOfAVisit(heard.words) && !isAsked(heard.words))
        turnsInto(Intent::ConfirmAppointment, Intent::Book);
    if (wanted.contains(Intent::ConfirmAppointment) && service && !speaksOfKnowing(heard.words))
        turnsInto(Intent::ConfirmAppointment, Intent::Book);
    for (const Clause &clause : clausesOf(heard.words)) { // "scrap my check-up, and get me in for …"
        const Intent meant = intentOf(heard.words.mid(clause.first, clause.count));
        if (clause.count < heard.words.size() && isErrand(meant) && !wanted.contains(meant) && !wanted.isEmpty())
            wanted << meant;
    }
    if (wanted.contains(Intent::Complaint) && wanted.size() > 1) // cross, but here for something
        wanted.removeAll(Intent::Complaint);
    if (wanted == QList{Intent::Complaint} && visit && speaksOfWishing(heard.words))
        wanted = {Intent::Book};
    if (wanted.contains(Intent::Cancel) && wanted.indexOf(Intent::Book) == 0) { // what is cancelled makes room
        wanted.removeAll(Intent::Cancel);
        wanted.prepend(Intent::Cancel);
    }
    if (!wanted.isEmpty())
        return wanted;
    if (speaksOfKnowing(heard.words) && speaksOfAVisit(heard.words) && !asks)
        return {Intent::ConfirmAppointment};
    const bool wishes = speaksOfWishing(heard.words) || heard.words.size() <= wordsOfAWish;
    if (visit || (service && !asks && wishes) || heard.says(Intent::Book, 0.2F)) // "a flu shot, monday at eight"
        return {Intent::Book};
    if (tells(heard.read, Slot::Medication) && !asks)
        return {Intent::Refill};
    return {};
}

Intent HeardWords::intentOf(const Words &part) const
{
    const Meaning meaning = understand(part, {}, Danger::RuledOut);
    if (speaksOfCancelling(part) && !speaksOfWishing(part) && meaning.first().intent != Intent::Reschedule)
        return Intent::Cancel;
    return meaning.sure() ? meaning.first().intent : Intent::ProvideInfo;
}

// The part of several in one breath that begins an errand.
QString HeardWords::clauseOf(Intent errand, const Heard &heard) const
{
    for (const Clause &clause : clausesOf(heard.words)) {
        const Words part = heard.words.mid(clause.first, clause.count);
        if (intentOf(part) == errand)
            return joined(part);
    }
    return {};
}

HeardWords::Heard HeardWords::hear(const QString &words) const
{
    Heard heard{.words = wordsOf(words), .meaning = {}, .read = {}};
    heard.meaning = understand(heard.words, wordsOf(m_state.asked.words), Danger::RuledOut);
    heard.read = readSlots(heard.words, m_state, readingPlace());
    return heard;
}

// The caller has turned to something else. A telephone number is no wish to be called.
bool HeardWords::wantsAnother(const Heard &heard) const
{
    return !inDanger() && std::ranges::any_of(heard.meaning.meant, [&](const Meant &meant) {
        const bool another = nameOf(meant.intent) != m_state.errand
            && !(m_state.errand == nameOf(Intent::Book)
                 && meant.intent == Intent::Reschedule); // what is not booked yet
        const bool plainly = meant.intent == Intent::Cancel && speaksOfCancelling(heard.words);
        return meant.confidence >= (plainly ? Meaning::sureFrom : surelyFrom) && isErrand(meant.intent) && another
            && meant.intent != Intent::Goodbye && (meant.intent != Intent::Callback || m_state.asked.key != "phone"_L1);
    });
}

// An errand that is not the one being served, or any when nothing is.
bool HeardWords::servedErrand(const Heard &heard)
{
    if (inDanger())
        return false;
    QList<Intent> wanted;
    for (const Meant &meant : heard.meaning.meant)
        if (meant.confidence >= (wanted.isEmpty() ? Meaning::sureFrom : alsoFrom) && isErrand(meant.intent)
            && (atHub() || nameOf(meant.intent) != m_state.errand)
            && (meant.intent != Intent::Goodbye || meant.confidence >= surelyFrom))
            wanted << meant.intent;
    if (atHub())
        wanted = weighed(wanted, heard);
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
    Heard part = heard; // what belongs to the second errand is no wish of the first
    if (const QString own = clauseOf(first, heard); !own.isEmpty())
        part = hear(own);
    startErrand(first, part);
    return true;
}

bool HeardWords::servedQuestion(const Heard &heard)
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

bool HeardWords::servedAside(const Heard &heard)
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

void HeardWords::learn(const ReadSlot &read)
{
    m_state.known.insert(keyOf(read.slot), read.value);
    m_steps.append(LearnStep{keyOf(read.slot), read.value});
    if (read.slot == Slot::Offer)
        if (const qsizetype at = read.value.value.reveal().toLongLong(); at < m_state.offered.size())
            m_state.chosen = m_state.offered[at];
    if (read.slot == Slot::Appointment)
        if (const qsizetype at = read.value.value.reveal().toLongLong(); at < m_state.found.size())
            m_state.appointment = m_state.found[at].id;
    if (read.slot == Slot::Name && m_state.identity == Identity::None)
        m_state.identity = Identity::Claimed;
}

// A day or a service other than before makes what was offered stale: it is let go of and looked up anew.
HeardWords::Change HeardWords::learnAll(const QList<ReadSlot> &read)
{
    const bool picked = std::ranges::any_of(read, [](const ReadSlot &each) {
        return (each.slot == Slot::Offer || each.slot == Slot::Appointment) && each.fault == ReadSlot::Fault::None;
    });
    Change change = Change::None;
    bool stale = false;
    for (const ReadSlot &each : read) {
        if (each.fault != ReadSlot::Fault::None || (picked && changesTheSearch(each.slot)))
            continue; // the words that named an offer are no new wish
        const auto before = m_state.known.constFind(keyOf(each.slot));
        const bool fits = changesTheSearch(each.slot) && m_state.chosen && agrees(each, *m_state.chosen);
        const bool differs = m_state.chosen && changesTheSearch(each.slot) && !fits && each.slot != Slot::Service;
        if (before != m_state.known.constEnd() && before->value == each.value.value && !differs)
            continue;
        stale = stale || (changesTheSearch(each.slot) && !fits);
        change = std::max(change, changesTheSearch(each.slot) && !fits ? Change::Search : Change::Filled);
        learn(each);
    }
    if (stale)
        letGo();
    return change;
}

void HeardWords::letGo()
{
    m_state.offered.clear();
    m_state.chosen.reset();
    m_state.widened = false;
    m_state.known.remove(keyOf(Slot::Offer));
    if (!m_state.hold.isEmpty())
        m_steps.append(ReleaseStep{std::exchange(m_state.hold, {})});
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

// What belongs to one errand alone; who is calling stays known.
void HeardWords::forgetErrand()
{
    letGo();
    for (const Slot slot : {Slot::Service, Slot::Provider, Slot::Date, Slot::Time, Slot::Reason, Slot::Medication,
                            Slot::Pharmacy, Slot::Appointment, Slot::Message})
        m_state.known.remove(keyOf(slot));
    m_state.receipts.clear();
    m_state.declined.clear();
    m_state.whyNot = WhyNot::None;
    m_state.appointment = {};
}

void HeardWords::startErrand(Intent intent, const Heard &heard)
{
    const bool begun = !m_state.errand.isEmpty();
    if (begun && intent != Intent::Human && intent != Intent::Goodbye)
        forgetErrand();
    if (intent == Intent::Goodbye)
        letGo();
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
    learnAll(read);
    if (const QString words = messageIn(heard.words, intent); !words.isEmpty())
        m_state.known.insert(keyOf(Slot::Message), {PrivateText(words), PrivateText(words)});
    serve(intent);
}

void HeardWords::miss(const Heard &heard)
{
    ++m_state.misses;
    const ScriptNode *node = m_walk.node();
    if (node && node->slot == "service"_L1 && saidService(heard.words)) {
        m_walk.sayManner(u"not_offered"_s);
        return m_walk.repeat();
    }
    if (node && node->slot == "phone"_L1 && !m_here.callerNumber.isEmpty()) { // the number of the call will do
        learn({Slot::Phone, {m_here.callerNumber, m_here.callerNumber}, ReadSlot::Fault::None});
        return m_walk.results(NodeResult::Done);
    }
    if (m_state.misses >= missesAtMost && !inDanger() && isErrand(Intent::Human))
        return serve(Intent::Human);
    m_walk.askAgain();
}

} // namespace nightbell
