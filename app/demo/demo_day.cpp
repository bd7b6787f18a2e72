#include "app/demo/demo_day.h"

#include "ask.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

namespace nightbell {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto untilAPatientAnswers = 500ms;
constexpr auto betweenDays = 5s;

// What a call became: the kinds of its events, of an escalation its gravity.
QString nameFor(const Happening &what)
{
    if (const auto *raised = std::get_if<Escalated>(&what))
        return nameOf(raised->gravity);
    return kindOf(what);
}

} // namespace

DemoDay::DemoDay(Switchboard &switchboard, DemoPlan plan)
    : m_switchboard(switchboard)
    , m_plan(std::move(plan))
    , m_callers({.soundPorts = {28'000, 29'999}, .callersAtMost = 20})
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &DemoDay::beginNext);
    connect(&m_switchboard, &Switchboard::happened, this, &DemoDay::happened);
    connect(&m_callers, &SimulatedCallers::saidAll, this, &DemoDay::saidAll, Qt::QueuedConnection);
    connect(
        &m_callers, &SimulatedCallers::ended, this, [this](const LegId &caller) { ended(caller); },
        Qt::QueuedConnection);
}

DemoDay::~DemoDay() = default;

Result<> DemoDay::begin()
{
    if (const Result<> opened = m_callers.open(); !opened)
        return opened;
    beginDay();
    return {};
}

void DemoDay::beginDay()
{
    for (const PatientStory &story : m_plan.stories)
        if (!story.waits)
            m_waiting << story;
    std::ranges::stable_sort(m_waiting, {}, &PatientStory::afterSeconds);
    m_next.start(0ms);
}

void DemoDay::beginNext()
{
    if (!m_waiting.isEmpty() && int(m_visits.size()) < m_plan.callersAtOnce)
        dial(m_waiting.takeFirst());
    if (!m_waiting.isEmpty() && int(m_visits.size()) < m_plan.callersAtOnce)
        m_next.start(2s);
    if (!m_waiting.isEmpty() || !m_visits.empty())
        return;
    if (m_plan.forEver)
        QTimer::singleShot(betweenDays, this, &DemoDay::beginDay);
    else
        Q_EMIT over();
}

void DemoDay::dial(const PatientStory &story)
{
    auto visit = std::make_unique<Visit>(Visit{.patient = DemoPatient(story)});
    visit->answers = std::make_unique<QTimer>();
    visit->answers->setSingleShot(true);
    visit->answers->setInterval(untilAPatientAnswers);
    connect(visit->answers.get(), &QTimer::timeout, this, [this, at = visit.get()] { answer(*at); });
    visit->caller = m_callers.dial({PrivateText(u"sip:%1@%2"_s.arg(m_plan.number, m_plan.engine)),
                                    PrivateText(story.from), PrivateText(QString())});
    tell(*visit, tr("calls"), story.from.isEmpty() ? tr("number withheld") : story.from);
    m_visits[story.id] = std::move(visit);
}

void DemoDay::happened(const CallEvent &event)
{
    if (const auto *begun = std::get_if<Initiated>(&event.what))
        for (auto &[story, visit] : m_visits)
            if (visit->call.text().isEmpty() && visit->patient.story().from == begun->from.reveal())
                visit->call = event.call;
    if (Visit *visit = visitOf(event.call))
        note(*visit, event.what);
}

void DemoDay::note(Visit &visit, const Happening &what)
{
    const QString became = nameFor(what);
    if (const bool first = !visit.became.contains(became); first) {
        visit.became << became;
        if (visit.patient.story().becomes.contains(became) || std::holds_alternative<Escalated>(what))
            tell(visit, tr("becomes"), became);
    }
    if (const auto *heard = std::get_if<Heard>(&what))
        tell(visit, heard->final ? tr("is heard") : tr("is heard at once"), heard->words.reveal());
    if (const auto *said = std::get_if<Said>(&what)) {
        ++visit.unplayed;
        visit.sentences.insert(said->sentence, said->words.reveal());
        visit.answers->stop();
    }
    if (const auto *played = std::get_if<Played>(&what)) {
        --visit.unplayed;
        const QString words = visit.sentences.take(played->sentence).first(played->heardCharacters);
        if (!words.isEmpty()) {
            visit.heard << words;
            tell(visit, tr("assistant"), played->how == PlayedHow::Cut ? words + u"…"_s : words);
        }
        if (visit.unplayed == 0 && !visit.speaking)
            visit.answers->start();
    }
}

void DemoDay::answer(Visit &visit)
{
    if (visit.heard.isEmpty())
        return;
    const PatientDeed deed = visit.patient.hears(std::exchange(visit.heard, {}).join(u' '));
    const PatientStory &story = visit.patient.story();
    if (!deed.says.isEmpty()) {
        visit.speaking = true;
        tell(visit, tr("says"), deed.says);
        whenDone(m_voices.say(story.voice, story.pitch, deed.says), this,
                 [this, caller = visit.caller](const Pcm &sound) { m_callers.say(caller, sound); });
    }
    if (!deed.keys.isEmpty()) {
        tell(visit, tr("presses"), deed.keys);
        m_callers.press(visit.caller, deed.keys);
    }
    if (deed.vanishes)
        m_callers.vanish(visit.caller);
    else if (deed.hangsUp && deed.says.isEmpty())
        m_callers.hangUp(visit.caller);
}

void DemoDay::saidAll(const LegId &caller)
{
    Visit *visit = visitOf(caller);
    if (!visit)
        return;
    visit->speaking = false;
    if (visit->unplayed == 0 && !visit->heard.isEmpty()) // it was said meanwhile
        visit->answers->start();
}

void DemoDay::ended(const LegId &caller)
{
    Visit *visit = visitOf(caller);
    if (!visit)
        return;
    const QString story = visit->patient.story().id;
    visit->answers->stop();
    QTimer::singleShot(1s, this, [this, story] { finish(story); }); // the engine's last word on it
}

void DemoDay::finish(const QString &id)
{
    const auto found = m_visits.find(id);
    if (found == m_visits.end())
        return;
    const PatientStory story = found->second->patient.story();
    const QSet<QString> &became = found->second->became;
    const bool asItShould = std::ranges::all_of(story.becomes, [&](const QString &each) {
        return each.startsWith(u'-') ? !became.contains(each.sliced(1)) : became.contains(each);
    });
    ++m_count.calls;
    if (asItShould)
        ++m_count.asTheyShould;
    else
        m_count.others << story.title;
    tell(*found->second, tr("ends"), asItShould ? tr("as it should") : tr("not as it should"));
    m_visits.erase(found);
    for (const PatientStory &each : m_plan.stories)
        if (each.id == story.callsBackAs)
            m_waiting.prepend(each);
    m_next.start(1s);
}

QStringList DemoDay::summary() const
{
    QStringList lines{tr("%1 of %2 calls ended as they should.").arg(m_count.asTheyShould).arg(m_count.calls)};
    for (const QString &title : m_count.others)
        lines << tr("Not as it should: %1").arg(title);
    return lines;
}

void DemoDay::tell(const Visit &visit, const QString &who, const QString &words)
{
    Q_EMIT said(u"%1  %2  %3"_s.arg(visit.patient.story().id, -12).arg(who, -16).arg(words));
}

DemoDay::Visit *DemoDay::visitOf(const LegId &caller)
{
    for (auto &[story, visit] : m_visits)
        if (visit->caller == caller)
            return visit.get();
    return nullptr;
}

DemoDay::Visit *DemoDay::visitOf(const CallId &call)
{
    for (auto &[story, visit] : m_visits)
        if (visit->call == call)
            return visit.get();
    return nullptr;
}

} // namespace nightbell
