#include "app/data_folder.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestDataFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastCopyGivesTheFolderBack();
    void aLockWithOurOwnNumberIsLeftFromACrash();
    void aLockOfAnotherMachineIsRespected();
};

namespace {

// As QLockFile writes it: process, program, machine.
void leaveLock(const QTemporaryDir &folder, const QString &machine)
{
    QFile lock(folder.filePath(u"nightbell.lock"_s));
    const QString text = u"%1\nnightbell\n%2\n"_s.arg(QString::number(QCoreApplication::applicationPid()), machine);
    if (!lock.open(QIODevice::WriteOnly) || lock.write(text.toUtf8()) < 0)
        qFatal("the test cannot write its file");
}

} // namespace

void TestDataFolder::theLastCopyGivesTheFolderBack()
{
    QTemporaryDir folder;
    const QString lock = folder.filePath(u"nightbell.lock"_s);
    {
        const DataFolder first = DataFolder::open(folder.path()).value();
        const DataFolder copy = first;
        QVERIFY(QFile::exists(lock));
        QCOMPARE(copy.path(), folder.path());
    }
    QVERIFY(!QFile::exists(lock));
}

void TestDataFolder::aLockWithOurOwnNumberIsLeftFromACrash()
{
    QTemporaryDir folder;
    leaveLock(folder, QSysInfo::machineHostName());
    QVERIFY(DataFolder::open(folder.path()).ok());
}

void TestDataFolder::aLockOfAnotherMachineIsRespected()
{
    QTemporaryDir folder;
    leaveLock(folder, u"another-machine"_s);
    const auto opened = DataFolder::open(folder.path());
    QVERIFY(!opened.ok());
    QCOMPARE(opened.problem().kind, Problem::Kind::Locked);
    QVERIFY(opened.problem().detail.contains(u"another-machine"_s));
}

QTEST_GUILESS_MAIN(TestDataFolder)
#include "test_data_folder.moc"
