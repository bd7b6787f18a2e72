#include "dialog/script_check.h"
#include "dialog/script_json.h"
#include "dialog/script_texts.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

ScriptSet shipped()
{
    ScriptSet set;
    const QDir folder(QStringLiteral(NIGHTBELL_SOURCE_DIR "/resources/scripts/en"));
    for (const QString &name : folder.entryList({u"*.json"_s})) {
        QFile file(folder.filePath(name));
        file.open(QIODevice::ReadOnly);
        const auto script = scriptFromJson(file.readAll());
        if (!script)
            qFatal("%s: %s", qPrintable(name), qPrintable(script.problem().detail));
        set.scripts << script.value();
    }
    return set;
}

Script &named(ScriptSet &set, const char *name)
{
    const auto found = std::ranges::find(set.scripts, QString::fromLatin1(name), &Script::name);
    return *found;
}

ScriptNode &node(Script &script, const char *id)
{
    return *std::ranges::find(script.nodes, QString::fromLatin1(id), &ScriptNode::id);
}

using Spoil = void (*)(ScriptSet &);

struct Fault
{
    const char *name;
    Spoil spoil;
    const char *told; // a part of it
};

const Fault faults[] = {
    {"a way to nowhere", [](ScriptSet &set) { node(named(set, "booking"), "service").next = u"nowhere"_s; },
     "nowhere is no node"},
    {"a missing wording", [](ScriptSet &set) { named(set, "booking").texts[u"en"_s].remove(u"day"_s); },
     "has no wording day in en"},
    {"a wording of no use", [](ScriptSet &set) { named(set, "booking").texts[u"en"_s][u"idle"_s] = {u"Hm."_s}; },
     "is used by no node"},
    {"an unknown place", [](ScriptSet &set) { named(set, "booking").texts[u"en"_s][u"day"_s] = {u"{weather}?"_s}; },
     "weather is no place"},
    {"a place without end", [](ScriptSet &set) { named(set, "booking").texts[u"en"_s][u"day"_s] = {u"{name"_s}; },
     "does not close a place"},
    {"a node nobody comes to",
     [](ScriptSet &set) {
         named(set, "farewell").nodes << ScriptNode{.id = u"lost"_s,
                                                    .kind = NodeKind::End,
                                                    .text = {},
                                                    .again = {},
                                                    .slot = {},
                                                    .confirm = {},
                                                    .what = {},
                                                    .script = {},
                                                    .goal = {},
                                                    .acts = {},
                                                    .edges = {},
                                                    .next = {}};
     },
     "cannot be reached"},
    {"a round without a question",
     [](ScriptSet &set) {
         Script &script = named(set, "person");
         node(script, "note").kind = NodeKind::Say;
         node(script, "note").script.clear();
         node(script, "note").text = u"nobody"_s;
         node(script, "note").next = u"nobody"_s;
         node(script, "note").edges = {{.when = {.intent = {},
                                                 .filled = {},
                                                 .empty = {},
                                                 .slot = {},
                                                 .is = {},
                                                 .result = {},
                                                 .open = true,
                                                 .reachable = {},
                                                 .known = {},
                                                 .verified = {},
                                                 .tries = {}},
                                        .to = u"back"_s}};
     },
     "comes round to itself"},
    {"no way out",
     [](ScriptSet &set) {
         Script &script = named(set, "farewell");
         node(script, "back").kind = NodeKind::Say;
         node(script, "back").text = u"bye"_s;
         node(script, "back").next = u"bye"_s;
     },
     "no way out"},
    {"a slot of no name", [](ScriptSet &set) { node(named(set, "booking"), "service").slot = u"mood"_s; },
     "mood is no slot"},
    {"a field that means nothing", [](ScriptSet &set) { node(named(set, "booking"), "service").seconds = 3; },
     "means nothing here"},
    {"an intent of no name",
     [](ScriptSet &set) { node(named(set, "reception"), "help").edges[0].when.intent = {u"dance"_s}; },
     "dance is no intent"},
    {"a script that runs itself", [](ScriptSet &set) { node(named(set, "person"), "note").script = u"person"_s; },
     "runs itself"},
    {"no script for an emergency",
     [](ScriptSet &set) { set.scripts.removeIf([](const Script &each) { return each.name == u"emergency"; }); },
     "emergency: is missing"},
    {"an emergency without its number",
     [](ScriptSet &set) { named(set, "emergency").texts[u"en"_s][u"advice"_s] = {u"Stay calm."_s}; },
     "does not name the emergency number"},
    {"an emergency that begins with a question",
     [](ScriptSet &set) {
         ScriptNode &advice = node(named(set, "emergency"), "advice");
         advice.kind = NodeKind::Choose;
     },
     "does not begin with advice"},
    {"an emergency that books",
     [](ScriptSet &set) {
         ScriptNode &wait = node(named(set, "emergency"), "wait");
         wait.kind = NodeKind::Run;
         wait.seconds = 0;
         wait.script = u"booking"_s;
     },
     "leads to the diary"},
};

} // namespace

class TestScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsShippedIsWell();
    void aScriptComesBackFromItsFile();
    void aFileIsReadStrictly_data();
    void aFileIsReadStrictly();
    void aFaultIsFoundAndNamed_data();
    void aFaultIsFoundAndNamed();
    void placesAreFilled();
    void aSentenceWithAnUnknownPlaceIsNotSpoken();
};

void TestScript::whatIsShippedIsWell()
{
    const ScriptSet set = shipped();
    QVERIFY(set.scripts.size() >= 15);
    const Result<> fine = check(set);
    QVERIFY2(fine, fine ? "" : qPrintable(fine.problem().detail));
}

void TestScript::aScriptComesBackFromItsFile()
{
    for (const Script &script : shipped().scripts) {
        const auto again = scriptFromJson(toJson(script));
        QVERIFY2(again, again ? "" : qPrintable(again.problem().detail));
        QCOMPARE(again.value(), script);
    }
}

void TestScript::aFileIsReadStrictly_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("told");
    QTest::newRow("no JSON") << QByteArray("{") << u"no JSON object"_s;
    QTest::newRow("no version") << QByteArray(R"({"name": "x"})") << u"version"_s;
    QTest::newRow("a later version") << QByteArray(R"({"version": 9})") << u"version 9"_s;
    QTest::newRow("an unknown key") << QByteArray(R"({"version": 1, "nods": []})") << u"nods: is not known here"_s;
    QTest::newRow("an unknown kind") << QByteArray(R"({"version": 1, "nodes": [{"id": "a", "kind": "sing"}]})")
                                     << u"nodes[0].kind: sing is not known here"_s;
    QTest::newRow("a wrong type") << QByteArray(R"({"version": 1, "nodes": [{"id": 7}]})")
                                  << u"nodes[0].id: is not text"_s;
    QTest::newRow("too long") << QByteArray(scriptFileBytes + 1, ' ') << u"longer than"_s;
}

void TestScript::aFileIsReadStrictly()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, told);
    const auto script = scriptFromJson(json);
    QVERIFY(!script);
    QVERIFY2(script.problem().detail.contains(told), qPrintable(script.problem().detail));
}

void TestScript::aFaultIsFoundAndNamed_data()
{
    QTest::addColumn<int>("row");
    for (std::size_t row = 0; row < std::size(faults); ++row)
        QTest::newRow(faults[row].name) << int(row);
}

void TestScript::aFaultIsFoundAndNamed()
{
    QFETCH(int, row);
    ScriptSet set = shipped();
    faults[row].spoil(set);
    const Result<> fine = check(set);
    QVERIFY(!fine);
    QVERIFY2(fine.problem().detail.contains(QString::fromLatin1(faults[row].told)), qPrintable(fine.problem().detail));
}

void TestScript::placesAreFilled()
{
    const PlaceWords words{{u"name"_s, u"Laura"_s}, {u"count"_s, u"2"_s}};
    QCOMPARE(filled(u"Hello {name}, {count|one opening|# openings}."_s, words).value(), u"Hello Laura, 2 openings."_s);
    QCOMPARE(filled(u"{count|one|#}"_s, {{u"count"_s, u"1"_s}}).value(), u"one"_s);
}

void TestScript::aSentenceWithAnUnknownPlaceIsNotSpoken()
{
    QVERIFY(!filled(u"Hello {name}."_s, {}));
    QVERIFY(!filled(u"Hello {name}."_s, {{u"name"_s, QString()}}));
}

QTEST_APPLESS_MAIN(TestScript)
#include "test_script.moc"
