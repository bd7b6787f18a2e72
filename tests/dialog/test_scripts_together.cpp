// What no published script may do to a caller, whoever wrote it: each of these would have been a way to be left alone.
#include "dialog/script_check.h"
#include "scripted/changed_scripts.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

using Spoil = void (*)(ScriptSet &);

struct Fault
{
    const char *name;
    Spoil spoil;
    const char *told; // a part of it
};

void speak(ScriptSet &set, const char *language) // all of it
{
    for (Script &script : set.scripts)
        script.texts.insert(QString::fromLatin1(language), script.texts[u"en"_s]);
}

const Fault faults[] = {
    {"a language without advice",
     [](ScriptSet &set) {
         speak(set, "es");
         named(set, "emergency").texts.remove(u"es"_s);
     },
     "emergency.texts: has no wordings in es"},
    {"advice without its number in one language",
     [](ScriptSet &set) {
         speak(set, "es");
         named(set, "emergency").texts[u"es"_s][u"advice"_s] = {u"Llame a emergencias."_s};
     },
     "emergency.texts.es.advice: does not name the emergency number"},
    {"advice without its number in one variant",
     [](ScriptSet &set) { named(set, "emergency").texts[u"en"_s][u"advice"_s] << u"Stay calm."_s; },
     "emergency.texts.en.advice: does not name the emergency number"},
    {"a crisis without a number",
     [](ScriptSet &set) { named(set, "crisis").texts[u"en"_s][u"advice"_s] = {u"I am glad you told me."_s}; },
     "does not name the emergency number"},
    {"advice that hangs on a name",
     [](ScriptSet &set) {
         named(set, "emergency").texts[u"en"_s][u"advice"_s] = {u"Hang up, {name}, and call {emergency}."_s};
     },
     "emergency.texts.en.advice: cannot be said in every call"},
    {"advice that is held back at the gate",
     [](ScriptSet &set) {
         named(set, "emergency").texts[u"en"_s][u"advice"_s] = {
             u"You are booked for tomorrow. Call {emergency} now."_s};
     },
     "held back"},
    {"an emergency that asks before it calls anybody",
     [](ScriptSet &set) {
         Script &script = named(set, "emergency");
         node(script, "advice").next = u"stay"_s;
         node(script, "stay").next = u"reach"_s;
         node(script, "nobody").next = u"wait"_s;
     },
     "emergency.nodes.stay: comes before a person is asked for"},
    {"an emergency that may end without a person",
     [](ScriptSet &set) {
         Script &script = named(set, "urgent");
         ScriptEdge closed;
         closed.when.open = false;
         closed.to = u"back"_s;
         node(script, "advice").edges = {closed};
     },
     "urgent.nodes.back: ends before a person is asked for"},
    {"an emergency that is handed over as a wish",
     [](ScriptSet &set) { node(named(set, "emergency"), "reach").what = u"asks"_s; },
     "emergency.nodes.reach.what: is less than what it is"},
    {"a reason to hand over that nobody knows",
     [](ScriptSet &set) { node(named(set, "person"), "reach").what = u"wish"_s; }, "no reason to hand over"},
    {"an emergency that goes back by itself",
     [](ScriptSet &set) {
         for (ScriptEdge &edge : node(named(set, "emergency"), "stay").edges)
             if (edge.when.tries)
                 edge.to = u"fine"_s;
     },
     "emergency.nodes.back: leaves"},
    {"an emergency that hangs up unasked",
     [](ScriptSet &set) { node(named(set, "emergency"), "nobody").next = u"fine"_s; },
     "emergency.nodes.back: leaves a caller who has not said that it is over"},
    {"a crisis that another script ends",
     [](ScriptSet &set) {
         ScriptNode run = made(NodeKind::Run, "bye", "wait");
         run.script = u"silence"_s;
         named(set, "crisis").nodes << run;
         node(named(set, "crisis"), "good").next = u"bye"_s;
     },
     "crisis.nodes.bye: leaves"},
    {"an emergency that leaves the words to others",
     [](ScriptSet &set) {
         ScriptNode &wait = node(named(set, "emergency"), "wait");
         wait.kind = NodeKind::Converse;
         wait.seconds = 0;
         wait.goal = u"calm the caller"_s;
         wait.acts = {u"say"_s};
     },
     "leaves the words to an answerer"},
    {"a person who is not there for who asks",
     [](ScriptSet &set) {
         for (const char *hub : {"help", "help_now", "more"})
             for (ScriptEdge &edge : node(named(set, "reception"), hub).edges)
                 if (edge.when.intent.contains(u"human"_s))
                     edge.to = u"farewell"_s;
     },
     "does not lead to a person who asks for one"},
    {"a person only while it is open",
     [](ScriptSet &set) {
         for (ScriptEdge &edge : node(named(set, "reception"), "help").edges)
             if (edge.when.intent.contains(u"human"_s))
                 edge.when.open = true;
         node(named(set, "reception"), "help").next = u"bye"_s;
     },
     "does not lead to a person who asks for one"},
    {"no open question",
     [](ScriptSet &set) {
         node(named(set, "reception"), "help").what = node(named(set, "reception"), "help_now").what = u"date"_s;
     },
     "reception: has no open question"},
    {"nothing for a caller who is silent",
     [](ScriptSet &set) { set.scripts.removeIf([](const Script &each) { return each.name == "silence"_L1; }); },
     "silence: is missing"},
    {"a greeting that hangs on a name",
     [](ScriptSet &set) { named(set, "manners").texts[u"en"_s][u"greeting"_s] = {u"Hello {name}."_s}; },
     "manners.texts.en.greeting: cannot be said in every call"},
    {"a question that turns once it is answered",
     [](ScriptSet &set) {
         Script &script = named(set, "note");
         const QString first = script.begin;
         script.begin = u"again"_s;
         ScriptNode ask = made(NodeKind::Ask, "again", "twice");
         ask.slot = u"reason"_s;
         ask.text = script.texts[u"en"_s].firstKey();
         ScriptNode twice = made(NodeKind::Say, "twice", "again");
         twice.text = ask.text;
         ScriptEdge out;
         out.when.open = true;
         out.to = first;
         twice.edges = {out};
         script.nodes << ask << twice;
     },
     "comes round to itself without a question"},
    {"more than a turn can hold",
     [](ScriptSet &set) {
         Script &script = named(set, "farewell");
         const QString first = script.begin, text = script.texts[u"en"_s].firstKey();
         for (int i = 0; i < 70; ++i) {
             ScriptNode say = made(NodeKind::Say, "");
             say.id = u"long%1"_s.arg(i);
             say.text = text;
             say.next = i == 69 ? first : u"long%1"_s.arg(i + 1);
             script.nodes << say;
         }
         script.begin = u"long0"_s;
     },
     "without a pause"},
    {"a language nobody speaks", [](ScriptSet &set) { speak(set, "english"); }, "is no language of two letters"},
    {"a search for what nobody has", [](ScriptSet &set) { node(named(set, "booking"), "look").what = u"gold"_s; },
     "gold cannot be looked up"},
    {"a result of saying something",
     [](ScriptSet &set) { node(named(set, "person"), "nobody").edges = {onResult("done", "back")}; },
     "means nothing here"},
    {"too many ways",
     [](ScriptSet &set) {
         ScriptNode &hub = node(named(set, "reception"), "help");
         hub.edges.fill(hub.edges.first(), edgesAtMost + 1);
     },
     "has 61 entries, the limit is 60"},
};

} // namespace

class TestScriptsTogether : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsShippedIsWellInEveryLanguage();
    void aFaultIsFoundAndNamed_data();
    void aFaultIsFoundAndNamed();
    void scriptsThatRunOneAnotherManyTimesAreLookedAtOnce();
    void aHugeScriptIsRefusedAtOnce();
};

void TestScriptsTogether::whatIsShippedIsWellInEveryLanguage()
{
    ScriptSet set = shippedScripts();
    speak(set, "es");
    const Result<> fine = check(set);
    QVERIFY2(fine, fine ? "" : qPrintable(fine.problem().detail));
}

void TestScriptsTogether::aFaultIsFoundAndNamed_data()
{
    QTest::addColumn<int>("row");
    for (std::size_t row = 0; row < std::size(faults); ++row)
        QTest::newRow(faults[row].name) << int(row);
}

void TestScriptsTogether::aFaultIsFoundAndNamed()
{
    QFETCH(int, row);
    ScriptSet set = shippedScripts();
    faults[row].spoil(set);
    const Result<> fine = check(set);
    QVERIFY(!fine);
    QVERIFY2(fine.problem().detail.contains(QString::fromLatin1(faults[row].told)), qPrintable(fine.problem().detail));
}

// Six storeys of twelve, each running all of the next: three million ways through them.
void TestScriptsTogether::scriptsThatRunOneAnotherManyTimesAreLookedAtOnce()
{
    ScriptSet set = shippedScripts();
    for (int storey = 0; storey < 6; ++storey)
        for (int door = 0; door < 12; ++door) {
            Script script;
            script.name = u"s%1_%2"_s.arg(storey).arg(door);
            script.begin = u"pick"_s;
            ScriptNode pick = made(NodeKind::Choose, "pick", "out");
            pick.text = u"which"_s;
            if (storey < 5)
                for (int next = 0; next < 12; ++next) {
                    ScriptNode run = made(NodeKind::Run, "", "out");
                    run.id = u"run%1"_s.arg(next);
                    run.script = u"s%1_%2"_s.arg(storey + 1).arg(next);
                    ScriptEdge edge;
                    edge.when.tries = next + 1;
                    edge.to = run.id;
                    pick.edges << edge;
                    script.nodes << run;
                }
            script.nodes << pick << made(NodeKind::Return, "out");
            script.texts[u"en"_s][u"which"_s] = {u"Which?"_s};
            set.scripts << script;
        }
    ScriptNode run = made(NodeKind::Run, "tower", "bye");
    run.script = u"s0_0"_s;
    Script &reception = named(set, "reception");
    node(reception, "farewell").next = u"tower"_s;
    reception.nodes << run;
    QElapsedTimer timer;
    timer.start();
    const Result<> fine = check(set);
    QVERIFY2(fine, fine ? "" : qPrintable(fine.problem().detail));
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
}

void TestScriptsTogether::aHugeScriptIsRefusedAtOnce()
{
    ScriptSet set = shippedScripts();
    Script &script = named(set, "booking");
    for (int i = 0; i < 50'000; ++i) {
        ScriptNode say = made(NodeKind::Say, "x", "y");
        say.id = u"n%1"_s.arg(i);
        script.nodes << say;
    }
    QVERIFY(check(set).problem().detail.startsWith("booking.nodes: has 500"_L1));
}

QTEST_APPLESS_MAIN(TestScriptsTogether)
#include "test_scripts_together.moc"
