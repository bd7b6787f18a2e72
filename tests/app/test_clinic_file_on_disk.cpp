#include "app/clinic_file_on_disk.h"
#include "clinic/starter_book.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestClinicFileOnDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewInstallationHasTheStartersBook();
    void whatIsWrittenIsReadAgain();
    void onlyItsOwnerMayReadIt();
    void aFaultNamesFileAndField();
    void aBookThatWasLostIsNotTakenForANewInstallation();

private:
    QTemporaryDir m_folder;
    QString m_path = clinicFilePath(m_folder.path());
};

void TestClinicFileOnDisk::aNewInstallationHasTheStartersBook()
{
    QCOMPARE(readClinicFile(m_folder.filePath(u"none.json"_s)).value(), starterBook());
}

void TestClinicFileOnDisk::whatIsWrittenIsReadAgain()
{
    ClinicBook book = starterBook();
    for (const QString &name : {u"Elm"_s, u"Zahnärzte an der Eiche"_s}) {
        book.organisations[0].name = name;
        QVERIFY(writeClinicFile(m_path, book));
        QCOMPARE(readClinicFile(m_path).value(), book);
    }
}

void TestClinicFileOnDisk::onlyItsOwnerMayReadIt()
{
    QVERIFY(writeClinicFile(m_path, starterBook()));
    QCOMPARE(int(QFile::permissions(m_path)) & 0x77, 0); // group and others
}

void TestClinicFileOnDisk::aFaultNamesFileAndField()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(R"({"version": 1, "organisations": 7})") > 0);
    file.close();
    const auto book = readClinicFile(m_path);
    QCOMPARE(book.problem().kind, Problem::Kind::Invalid);
    QVERIFY(book.problem().detail.startsWith(m_path) && book.problem().detail.contains("organisations"_L1));
}

void TestClinicFileOnDisk::aBookThatWasLostIsNotTakenForANewInstallation()
{
    const QString link = m_folder.filePath(u"link.json"_s);
    QVERIFY(QFile::link(u"/nowhere/clinic.json"_s, link));
    QCOMPARE(readClinicFile(link).problem().kind, Problem::Kind::Unreachable);
}

QTEST_APPLESS_MAIN(TestClinicFileOnDisk)
#include "test_clinic_file_on_disk.moc"
