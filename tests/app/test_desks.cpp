// The panes over the files of the data folder.
#include "app/clinic_desk.h"
#include "app/clinic_file_on_disk.h"
#include "app/settings_desk.h"
#include "clinic/starter_book.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const Asker owner{StaffId(u"ann"_s), Role::Owner}, viewer{StaffId(u"vic"_s), Role::Viewer};

} // namespace

class TestDesks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aProposedBookIsInForceAndOnDisk();
    void aBookWithAFaultIsRefusedByItsField();
    void onlyWhoMayEditTheClinicDoes();
    void clinicsAreNotAddedWhileTheProgramRuns();
    void aSettingIsChangedInTheFile();
    void aSettingBeyondItsLimitsLeavesTheFileAlone();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestDesks::aProposedBookIsInForceAndOnDisk()
{
    ClinicDesk desk(path(u"clinic.json"_s), starterBook());
    QSignalSpy changed(&desk, &ClinicFile::changed);
    ClinicBook book = desk.book();
    book.organisations.first().name = u"Rosewood"_s;
    QVERIFY(desk.propose(owner, book).result().ok());
    QCOMPARE(changed.size(), 1);
    QVERIFY(desk.book() == book && *desk.inForce() == book);
    QVERIFY(readClinicFile(path(u"clinic.json"_s)).value() == book);
}

void TestDesks::aBookWithAFaultIsRefusedByItsField()
{
    ClinicDesk desk(path(u"faulty.json"_s), starterBook());
    ClinicBook book = desk.book();
    book.organisations.first().timeZone = u"Mars/Olympus"_s;
    const Result<> proposed = desk.propose(owner, book).result();
    QVERIFY(!proposed.ok() && proposed.problem().detail.contains("time_zone"_L1));
    QVERIFY(desk.book() == starterBook());
    QVERIFY(!QFile::exists(path(u"faulty.json"_s)));
}

void TestDesks::onlyWhoMayEditTheClinicDoes()
{
    ClinicDesk desk(path(u"guarded.json"_s), starterBook());
    QCOMPARE(desk.propose(viewer, starterBook()).result().problem().kind, Problem::Kind::Refused);
    SettingsDesk settings(path(u"guarded.ini"_s), Settings());
    QCOMPARE(settings.change(viewer, u"calls.at_most"_s, u"7"_s).result().problem().kind, Problem::Kind::Refused);
}

void TestDesks::clinicsAreNotAddedWhileTheProgramRuns()
{
    ClinicDesk desk(path(u"second.json"_s), starterBook());
    ClinicBook book = desk.book();
    book.organisations.first().id = ClinicId(u"another"_s);
    QCOMPARE(desk.propose(owner, book).result().problem().kind, Problem::Kind::Refused);
}

void TestDesks::aSettingIsChangedInTheFile()
{
    SettingsDesk desk(path(u"nightbell.ini"_s), Settings());
    QVERIFY(desk.change(owner, u"calls.at_most"_s, u"7"_s).result().ok());
    const QList<ShownSetting> shown = desk.settings();
    QCOMPARE(shown.size(), qsizetype(theSettings.size()));
    const auto changed =
        std::find_if(shown.begin(), shown.end(), [](const auto &each) { return each.key == u"calls.at_most"_s; });
    QCOMPARE(changed->value, u"7"_s);
    QCOMPARE(changed->standard, u"200"_s);
    QCOMPARE(loadSettings(path(u"nightbell.ini"_s), FileMay::NotBeMissing, {}).value().whole("calls.at_most"), 7);
}

void TestDesks::aSettingBeyondItsLimitsLeavesTheFileAlone()
{
    SettingsDesk desk(path(u"limits.ini"_s), Settings());
    QVERIFY(!desk.change(owner, u"calls.at_most"_s, u"0"_s).result().ok());
    QVERIFY(!QFile::exists(path(u"limits.ini"_s)));
}

QTEST_GUILESS_MAIN(TestDesks)
#include "test_desks.moc"
