// Scripts as they are published, brought back and read again from a real folder.
#include "app/script_desk.h"
#include "dialog/script_check.h"
#include "scripted/changed_scripts.h"
#include "scripted/virtual_clock.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const ClinicId elm(u"elm"_s), oak(u"oak"_s);
const Asker anna{StaffId(u"anna"_s), Role::Supervisor};

struct Stage
{
    QTemporaryDir folder;
    scripted::VirtualClock clock;
    std::unique_ptr<ScriptDesk> desk = open();

    std::unique_ptr<ScriptDesk> open() const
    {
        return std::make_unique<ScriptDesk>(folder.path(), QList{elm, oak}, clock);
    }
    ScriptDraft draft(const char *words) const
    {
        return {.basedOn = desk->inForce(elm).version, .changed = {otherReception(words)}};
    }
    Result<ScriptVersion> publish(const char *words) const
    {
        return desk->publish(anna, elm, draft(words), QString::fromLatin1(words)).result();
    }
    QString path(const char *file) const { return folder.filePath(u"scripts/elm/"_s + QString::fromLatin1(file)); }
    QByteArray read(const char *file) const
    {
        QFile from(path(file));
        return from.open(QIODevice::ReadOnly) ? from.readAll() : QByteArray();
    }
    void write(const char *file, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(path(file)).path());
        QFile to(path(file));
        QVERIFY(to.open(QIODevice::WriteOnly) && to.write(bytes) == bytes.size());
    }
    QStringList files() const { return QDir(path("")).entryList(QDir::Files, QDir::Name); }
};

QString help(const ScriptSet &set) { return set.script(u"reception"_s)->texts[u"en"_s][u"help"_s].first(); }

} // namespace

class TestScriptDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereNothingWasPublishedTheProgramsScriptsAreVersionOne();
    void whatIsPublishedIsInForceAtOnceAndAfterARestart();
    void aVersionTellsWhoWhenAndWhy();
    void theScriptsOfAnotherClinicStayAsTheyAre();
    void onlyWhoMayEditScriptsPublishes();
    void aFaultyDraftIsRefusedWithItsPathAndNothingChanges();
    void aDraftOfAnOlderVersionIsRefused();
    void anOldVersionIsBroughtBackAsANewOne();
    void thatTheProgramsOwnWereInForceIsRemembered();
    void aVersionThatIsNotThereCannotBeBroughtBack();
    void anOldVersionIsNeverWrittenAgain();
    void aDraftIsKeptUnfinishedAndFoundAgain();
    void whoKeepsAnOlderDraftIsTold();
    void aDraftEndsWhenItIsPublished();
    void aDamagedVersionLeavesTheLastGoodOneInForce_data();
    void aDamagedVersionLeavesTheLastGoodOneInForce();
    void afterDamageTheNextVersionHasANumberOfItsOwn();
    void aVersionOfANewerProgramIsNotPassedOverByPublishing();
    void onlySoManyVersionsAreKept();
    void aFolderThatCannotBeWrittenLeavesWhatIsInForce();
    void onlyTheirOwnerMayReadThem();
};

void TestScriptDesk::whereNothingWasPublishedTheProgramsScriptsAreVersionOne()
{
    const Stage stage;
    QCOMPARE(stage.desk->inForce(elm), shippedScripts());
    QCOMPARE(stage.desk->versions(elm).result().value(), QList<ScriptVersion>{{.number = 1}});
    QCOMPARE(stage.desk->version(elm, 1).result().value(), shippedScripts());
    QVERIFY(stage.files().isEmpty() && stage.desk->faults().isEmpty());
}

void TestScriptDesk::whatIsPublishedIsInForceAtOnceAndAfterARestart()
{
    Stage stage;
    QSignalSpy told(stage.desk.get(), &ScriptShelf::published);
    const auto version = stage.publish("Yes?");
    QVERIFY2(version, version ? "" : qPrintable(version.problem().detail));
    QCOMPARE(version.value().number, 2);
    QCOMPARE(help(stage.desk->inForce(elm)), u"Yes?"_s);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0][1].value<ScriptSet>(), stage.desk->inForce(elm));
    const ScriptSet published = stage.desk->inForce(elm);
    stage.desk = stage.open();
    QCOMPARE(stage.desk->inForce(elm), published);
}

void TestScriptDesk::aVersionTellsWhoWhenAndWhy()
{
    Stage stage;
    stage.clock.pass(std::chrono::hours(3));
    QVERIFY(stage.publish("Yes?"));
    const auto versions = stage.open()->versions(elm).result().value();
    QCOMPARE(versions.size(), 2);
    QCOMPARE(versions[0], (ScriptVersion{2, stage.clock.now(), anna.staff, u"Yes?"_s, 0}));
    QCOMPARE(versions[1].number, 1);
    QCOMPARE(stage.desk->publish(anna, elm, stage.draft("x"), QString(501, u'n')).result().problem().kind,
             Problem::Kind::Invalid);
}

void TestScriptDesk::theScriptsOfAnotherClinicStayAsTheyAre()
{
    const Stage stage;
    QVERIFY(stage.publish("Yes?"));
    QCOMPARE(stage.desk->inForce(oak), shippedScripts());
    QCOMPARE(stage.desk->publish(anna, ClinicId(u"ash"_s), stage.draft("x"), {}).result().problem().kind,
             Problem::Kind::NotFound);
}

void TestScriptDesk::onlyWhoMayEditScriptsPublishes()
{
    const Stage stage;
    const Asker nurse{StaffId(u"nils"_s), Role::Nurse};
    QCOMPARE(stage.desk->publish(nurse, elm, stage.draft("x"), {}).result().problem().kind, Problem::Kind::Refused);
    QCOMPARE(stage.desk->bringBack(nurse, elm, 1, {}).result().problem().kind, Problem::Kind::Refused);
    QCOMPARE(stage.desk->keep(nurse, elm, stage.draft("x")).result().problem().kind, Problem::Kind::Refused);
    QVERIFY(stage.files().isEmpty());
}

void TestScriptDesk::aFaultyDraftIsRefusedWithItsPathAndNothingChanges()
{
    Stage stage;
    QSignalSpy told(stage.desk.get(), &ScriptShelf::published);
    ScriptDraft draft = stage.draft("{weather}?");
    const auto refused = stage.desk->publish(anna, elm, draft, {}).result();
    QCOMPARE(refused.problem(),
             (Problem{Problem::Kind::Invalid, u"reception.texts.en.help: weather is no place in a wording"_s}));
    QVERIFY(stage.files().isEmpty() && told.isEmpty());
    QCOMPARE(stage.desk->inForce(elm), shippedScripts());
}

void TestScriptDesk::aDraftOfAnOlderVersionIsRefused()
{
    const Stage stage;
    const ScriptDraft begun = stage.draft("mine");
    QVERIFY(stage.publish("theirs"));
    QCOMPARE(stage.desk->publish(anna, elm, begun, {}).result().problem().kind, Problem::Kind::Stale);
    QCOMPARE(help(stage.desk->inForce(elm)), u"theirs"_s);
}

void TestScriptDesk::anOldVersionIsBroughtBackAsANewOne()
{
    const Stage stage;
    QVERIFY(stage.publish("first") && stage.publish("second"));
    const auto back = stage.desk->bringBack(anna, elm, 2, u"second was wrong"_s).result();
    QCOMPARE(back.value(), (ScriptVersion{4, stage.clock.now(), anna.staff, u"second was wrong"_s, 2}));
    QCOMPARE(help(stage.desk->inForce(elm)), u"first"_s);
    QCOMPARE(help(stage.open()->inForce(elm)), u"first"_s);
    QCOMPARE(help(stage.desk->version(elm, 3).result().value()), u"second"_s);
}

void TestScriptDesk::thatTheProgramsOwnWereInForceIsRemembered()
{
    const Stage stage;
    QVERIFY(stage.publish("Yes?"));
    QCOMPARE(stage.files(), QStringList({u"1.json"_s, u"2.json"_s}));
    QVERIFY(stage.desk->bringBack(anna, elm, 1, {}).result());
    QCOMPARE(stage.desk->inForce(elm).scripts, shippedScripts().scripts);
    QCOMPARE(stage.desk->inForce(elm).version, 3);
}

void TestScriptDesk::aVersionThatIsNotThereCannotBeBroughtBack()
{
    const Stage stage;
    QVERIFY(stage.publish("Yes?"));
    for (const int number : {0, -1, 3, 999})
        QCOMPARE(stage.desk->bringBack(anna, elm, number, {}).result().problem().kind, Problem::Kind::NotFound);
}

void TestScriptDesk::anOldVersionIsNeverWrittenAgain()
{
    const Stage stage;
    QVERIFY(stage.publish("first"));
    const QByteArray second = stage.read("2.json");
    const ScriptFolder folder(stage.folder.path(), elm);
    QCOMPARE(folder.write({{.number = 2}, {otherReception()}}).problem().kind, Problem::Kind::Refused);
    QVERIFY(stage.publish("second"));
    QCOMPARE(stage.read("2.json"), second);
}

void TestScriptDesk::aDraftIsKeptUnfinishedAndFoundAgain()
{
    const Stage stage;
    ScriptDraft draft = stage.desk->draft(elm).result().value();
    QCOMPARE(draft, ScriptDraft{.basedOn = 1});
    draft.changed = {otherReception("{weather}?")};
    const ScriptDraft kept = stage.desk->keep(anna, elm, draft).result().value();
    QCOMPARE(kept.revision, 1);
    QCOMPARE(stage.open()->draft(elm).result().value(), kept);
    QCOMPARE(stage.desk->inForce(elm), shippedScripts());
}

void TestScriptDesk::whoKeepsAnOlderDraftIsTold()
{
    const Stage stage;
    const ScriptDraft both = stage.draft("mine");
    const auto kept = stage.desk->keep(anna, elm, both).result();
    QCOMPARE(stage.desk->keep(anna, elm, both).result().problem().kind, Problem::Kind::Stale);
    QVERIFY(stage.desk->keep(anna, elm, kept.value()).result());
    stage.write("draft.json", "{");
    QCOMPARE(stage.desk->draft(elm).result().problem().kind, Problem::Kind::Damaged);
    QVERIFY(stage.desk->keep(anna, elm, kept.value()).result());
}

void TestScriptDesk::aDraftEndsWhenItIsPublished()
{
    const Stage stage;
    const auto kept = stage.desk->keep(anna, elm, stage.draft("Yes?")).result();
    QVERIFY(stage.desk->publish(anna, elm, kept.value(), {}).result());
    QCOMPARE(stage.desk->draft(elm).result().value(), ScriptDraft{.basedOn = 2});
    QVERIFY(!stage.files().contains(u"draft.json"_s));
}

void TestScriptDesk::aDamagedVersionLeavesTheLastGoodOneInForce_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<Problem::Kind>("kind");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, Problem::Kind kind) {
        QTest::newRow(name) << from << to << kind;
    };
    row("a changed wording", "second", "sekond", Problem::Kind::Damaged);
    row("another number", "\"number\": 3", "\"number\": 4", Problem::Kind::Damaged);
    row("half of it", "\"by\"", "", Problem::Kind::Damaged); // and all that follows
    row("a key of nobody", "\"by\"", "\"buy\"", Problem::Kind::Damaged);
    row("of a later program", "\"version\": 1", "\"version\": 2", Problem::Kind::Newer);
}

void TestScriptDesk::aDamagedVersionLeavesTheLastGoodOneInForce()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(Problem::Kind, kind);
    const Stage stage;
    QVERIFY(stage.publish("first") && stage.publish("second"));
    QByteArray bytes = stage.read("3.json");
    QVERIFY(bytes.contains(from));
    stage.write("3.json", to.isEmpty() ? bytes.left(bytes.indexOf(from)) : bytes.replace(from, to));
    const auto again = stage.open();
    QCOMPARE(help(again->inForce(elm)), u"first"_s);
    QCOMPARE(again->inForce(elm).version, 2);
    QCOMPARE(again->faults().size(), 1);
    QCOMPARE(again->faults()[0].kind, kind);
    QVERIFY2(again->faults()[0].detail.contains("3.json"_L1), qPrintable(again->faults()[0].detail));
    QCOMPARE(again->bringBack(anna, elm, 3, {}).result().problem().kind, kind);
}

void TestScriptDesk::afterDamageTheNextVersionHasANumberOfItsOwn()
{
    Stage stage;
    QVERIFY(stage.publish("first"));
    stage.write("3.json", "no JSON");
    stage.desk = stage.open();
    QCOMPARE(stage.publish("second").value().number, 4);
    QCOMPARE(stage.read("3.json"), "no JSON");
    QVERIFY(stage.open()->faults().isEmpty());
    QCOMPARE(help(stage.open()->inForce(elm)), u"second"_s);
}

void TestScriptDesk::aVersionOfANewerProgramIsNotPassedOverByPublishing()
{
    Stage stage;
    QVERIFY(stage.publish("first"));
    stage.write("3.json", R"({"version": 2})");
    stage.desk = stage.open();
    QCOMPARE(stage.publish("second").problem().kind, Problem::Kind::Newer);
    QCOMPARE(help(stage.desk->inForce(elm)), u"first"_s);
    QVERIFY(!stage.files().contains(u"4.json"_s));
}

void TestScriptDesk::onlySoManyVersionsAreKept()
{
    Stage stage;
    QVERIFY(stage.publish("first"));
    for (int number = 3; number < scriptVersionsKept + 4; ++number)
        stage.write(qPrintable(u"%1.json"_s.arg(number)), "damaged ones count too");
    stage.desk = stage.open();
    QCOMPARE(stage.publish("second").value().number, scriptVersionsKept + 4);
    QCOMPARE(stage.files().size(), scriptVersionsKept);
    QVERIFY(!stage.files().contains(u"4.json"_s) && stage.files().contains(u"5.json"_s));
    QCOMPARE(help(stage.open()->inForce(elm)), u"second"_s);
}

void TestScriptDesk::aFolderThatCannotBeWrittenLeavesWhatIsInForce()
{
    const Stage stage;
    QFile file(stage.folder.filePath(u"scripts"_s)); // where a folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(stage.publish("Yes?").problem().kind, Problem::Kind::Unreachable);
    QCOMPARE(stage.desk->inForce(elm), shippedScripts());
}

void TestScriptDesk::onlyTheirOwnerMayReadThem()
{
    const Stage stage;
    QVERIFY(stage.publish("Yes?"));
    for (const QString &file : stage.files())
        QCOMPARE(int(QFile::permissions(stage.folder.filePath(u"scripts/elm/"_s + file))) & 0x77, 0);
}

QTEST_GUILESS_MAIN(TestScriptDesk)
#include "test_script_desk.moc"
