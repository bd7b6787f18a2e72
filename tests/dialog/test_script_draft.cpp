#include "dialog/script_check.h"
#include "dialog/script_json.h"
#include "scripted/changed_scripts.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestScriptDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDraftChangesAddsAndRemovesWholeScripts();
    void theFaultOfADraftIsNamedByItsPath();
    void aDraftThatRemovesWhatSafetyNeedsIsRefused();
    void aDraftThatContradictsItselfIsRefused();
    void aDraftComesBackFromItsFile();
    void whatIsNotWordedYetIsSaidInTheLanguageItWasWrittenIn();
    void aFileOfOneScriptIsAChangeOfIt();
    void aFileOfASetIsInsteadOfEverything();
    void theSameScriptsHaveTheSameDigest();
};

void TestScriptDraft::aDraftChangesAddsAndRemovesWholeScripts()
{
    const ScriptSet before = shippedScripts();
    Script added = *before.script(u"farewell"_s);
    added.name = u"goodnight"_s;
    const ScriptSet after = drafted(before, {.changed = {otherReception(), added}, .removed = {u"spam"_s}});
    QCOMPARE(after.scripts.size(), before.scripts.size());
    QCOMPARE(*after.script(u"reception"_s), otherReception());
    QVERIFY(after.script(u"goodnight"_s) && !after.script(u"spam"_s));
    QCOMPARE(*after.script(u"booking"_s), *before.script(u"booking"_s));
}

void TestScriptDraft::theFaultOfADraftIsNamedByItsPath()
{
    const ScriptSet before = shippedScripts();
    Script spoiled = otherReception();
    node(spoiled, "help").next = u"nowhere"_s;
    const Result<> fine = check(before, {.changed = {spoiled}});
    QCOMPARE(fine.problem(), (Problem{Problem::Kind::Invalid, u"reception.nodes.help.next: nowhere is no node"_s}));
    QVERIFY(check(before, {.changed = {otherReception()}}));
}

void TestScriptDraft::aDraftThatRemovesWhatSafetyNeedsIsRefused()
{
    for (const char *name : safetyScripts)
        QCOMPARE(check(shippedScripts(), {.removed = {QString::fromLatin1(name)}}).problem().detail,
                 QString::fromLatin1(name) + u": is missing"_s);
}

void TestScriptDraft::aDraftThatContradictsItselfIsRefused()
{
    const ScriptSet before = shippedScripts();
    QVERIFY(!check(before, {.changed = {otherReception()}, .removed = {u"reception"_s}}));
    QVERIFY(!check(before, {.changed = {otherReception(), otherReception("Yes?")}}));
    QVERIFY(check(before, {.removed = {u"no-such"_s}}).problem().detail.startsWith("removed[0]"_L1));
}

void TestScriptDraft::aDraftComesBackFromItsFile()
{
    const ScriptDraft draft{7, 3, {otherReception()}, {u"spam"_s}};
    QCOMPARE(scriptDraftFromJson(toJson(draft)).value(), draft);
    QVERIFY(!scriptDraftFromJson(R"({"version": 1, "based_on": 7, "by": "anna"})"));
    QCOMPARE(scriptDraftFromJson(R"({"version": 2})").problem().kind, Problem::Kind::Newer);
}

void TestScriptDraft::whatIsNotWordedYetIsSaidInTheLanguageItWasWrittenIn()
{
    ScriptSet set = shippedScripts();
    named(set, "reception").texts[u"es"_s] = {{u"help"_s, {u"En que puedo ayudarle?"_s}}};
    QVERIFY(!check(set));
    const ScriptSet worded = wordedEverywhere(set);
    QVERIFY(check(worded));
    const auto &texts = worded.script(u"reception"_s)->texts;
    QCOMPARE(texts[u"es"_s][u"help"_s], QStringList(u"En que puedo ayudarle?"_s));
    QCOMPARE(texts[u"es"_s][u"more"_s], texts[u"en"_s][u"more"_s]);
    QCOMPARE(worded.script(u"emergency"_s)->texts[u"es"_s], worded.script(u"emergency"_s)->texts[u"en"_s]);
}

void TestScriptDraft::aFileOfOneScriptIsAChangeOfIt()
{
    const auto set = draftedByFile(shippedScripts(), toJson(otherReception()));
    QCOMPARE(set.value(), drafted(shippedScripts(), {.changed = {otherReception()}}));
    QVERIFY(!draftedByFile(shippedScripts(), R"({"version": 1, "nam": "x"})"));
    QVERIFY(!draftedByFile(shippedScripts(), "[]"));
}

void TestScriptDraft::aFileOfASetIsInsteadOfEverything()
{
    const ScriptSetFile file{.scripts = {otherReception()}};
    QCOMPARE(draftedByFile(shippedScripts(), toJson(file)).value().scripts, QList<Script>{otherReception()});
}

void TestScriptDraft::theSameScriptsHaveTheSameDigest()
{
    const QList<Script> scripts = shippedScripts().scripts;
    const ScriptSetFile file{.scripts = scripts, .digest = digestOf(scripts)};
    QCOMPARE(digestOf(scriptSetFileFromJson(toJson(file)).value().scripts), file.digest);
    QVERIFY(digestOf({otherReception()}) != digestOf({otherReception("Yes?")}));
}

QTEST_APPLESS_MAIN(TestScriptDraft)
#include "test_script_draft.moc"
