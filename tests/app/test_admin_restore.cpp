// nightbell admin restore, on this machine, on another one, and where something is wrong.
#include "app/clinic_file_on_disk.h"
#include "clinic/starter_book.h"
#include "scripted/admin_stage.h"
#include "store/recovery_key.h"
#include "store/spill_file.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace nightbell;

namespace {

QByteArray task(const char *before, const QString &file, const char *after = "")
{
    return before + QFile::encodeName(file) + after;
}

} // namespace

class TestAdminRestore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRestoreOverwritesOnlyByForce();
    void anotherMachineNeedsTheRecoveryKey();
    void theRecoveryKeyComesByStandardInput();
    void anotherKeyOfTheMachineIsNotTheKey();
    void whatWaitedForTheReplacedStoreIsPutAside();
    void aWrongRecoveryKeyRestoresNothing_data();
    void aWrongRecoveryKeyRestoresNothing();
    void aBackupThatIsNotWholeRestoresNothing_data();
    void aBackupThatIsNotWholeRestoresNothing();
    void aStoreTooDamagedToBeEmptiedIsPutAside();
    void aStoreOfANewerVersionIsKept();
    void aClinicThatTheClinicFileLacksIsTold();
    void aFullDiskIsTold();
    void aFolderThatMayNotBeWrittenIsTold();

private:
    QTemporaryDir m_folder;
    QString m_backup = m_folder.filePath(u"night.bak"_s);
    QString m_key;
};

void TestAdminRestore::initTestCase()
{
    AdminStage stage;
    stage.fill();
    const AdminRun backup(stage, task("backup ", m_backup));
    QVERIFY2(backup.isFine(), backup.all());
    m_key = stage.recoveryKey();
}

void TestAdminRestore::aRestoreOverwritesOnlyByForce()
{
    AdminStage stage;
    stage.fill();
    const AdminRun backup(stage, "backup @/here.bak");
    stage.run("DELETE FROM session");
    const AdminRun refused(stage, "restore @/here.bak");
    QVERIFY2(refused.says(69, "Add --force"), refused.all());
    QCOMPARE(stage.count("session"), 0);
    const AdminRun restored(stage, "restore @/here.bak --force");
    QVERIFY2(restored.isFine() && restored.output.startsWith("Rows restored: "_L1), restored.all());
    QCOMPARE(stage.count("session"), 2);
    QVERIFY(AdminRun(stage, "check").isFine());
}

void TestAdminRestore::anotherMachineNeedsTheRecoveryKey()
{
    AdminStage stage;
    const AdminRun sealed(stage, task("restore ", m_backup));
    QVERIFY2(sealed.says(69, "--recovery-key-file"), sealed.all());
    QVERIFY(!stage.files().contains("nightbell.sqlite"_L1)); // nothing was done: to try again needs no --force
    put(stage.path("key"), m_key.toLower().toUtf8() + '\n');
    const AdminRun restored(stage, task("restore ", m_backup, " --recovery-key-file @/key"));
    QVERIFY2(restored.isFine(), restored.all());
    const AdminRun check(stage, "check");
    QVERIFY2(check.isFine(), check.all());
}

void TestAdminRestore::theRecoveryKeyComesByStandardInput()
{
    AdminStage stage;
    put(stage.path("key"), m_key.toUtf8());
    const AdminRun restored(stage, task("restore ", m_backup, " --recovery-key-file -"),
                            [&](QProcess &process) { process.setStandardInputFile(stage.path("key")); });
    QVERIFY2(restored.isFine(), restored.all());
    QVERIFY(AdminRun(stage, "check").isFine());
}

void TestAdminRestore::anotherKeyOfTheMachineIsNotTheKey()
{
    AdminStage stage;
    stage.fill(); // with a key of its own for the same clinic
    const QByteArray store = contents(stage.path("nightbell.sqlite"));
    const AdminRun refused(stage, task("restore ", m_backup, " --force"));
    QVERIFY2(refused.says(69, "lacks the key of clinic"), refused.all());
    QVERIFY(contents(stage.path("nightbell.sqlite")) == store);
}

void TestAdminRestore::whatWaitedForTheReplacedStoreIsPutAside()
{
    AdminStage stage;
    stage.fill();
    QVERIFY(AdminRun(stage, "backup @/here.bak").isFine());
    for (const char *name : {"journal.spill", "journal.spill.aside"}) {
        const auto spill = SpillFile::open(stage.path(name), 1'000);
        QVERIFY(spill && spill.value()->append({"sealed"}));
    }
    const AdminRun check(stage, "check");
    QVERIFY2(check.output.contains("1 entries that the store would not take"_L1), check.all());
    const AdminRun restored(stage, "restore @/here.bak --force");
    QVERIFY2(restored.code == 0 && restored.complaint.count("were put aside as"_L1) == 2, restored.all());
    QCOMPARE(stage.files().filter(u"journal.spill"_s).size(), 2);
    QVERIFY(!stage.files().contains("journal.spill"_L1) && !stage.files().contains("journal.spill.aside"_L1));
    QVERIFY(!AdminRun(stage, "check").output.contains("would not take"_L1));
}

void TestAdminRestore::aWrongRecoveryKeyRestoresNothing_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    QTest::addRow("of another clinic") << RecoveryKey::fresh().text() << 69
                                       << QByteArray("of no clinic in this backup");
    QTest::addRow("mistyped") << RecoveryKey::fresh().text().replace(3, 1, u"?"_s) << 2 << QByteArray("Line 1");
    QTest::addRow("empty") << u"\n \n"_s << 2 << QByteArray("empty");
    QTest::addRow("no file") << QString() << 69 << QByteArray("cannot be read");
}

void TestAdminRestore::aWrongRecoveryKeyRestoresNothing()
{
    QFETCH(QString, key);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    AdminStage stage;
    if (!key.isEmpty())
        put(stage.path("key"), key.toUtf8());
    const AdminRun refused(stage, task("restore ", m_backup, " --recovery-key-file @/key"));
    QVERIFY2(refused.says(code, words), refused.all());
    QVERIFY(key.isEmpty() || !refused.complaint.contains(key.left(3)));
    QVERIFY(!stage.files().contains("nightbell.sqlite"_L1));
}

void TestAdminRestore::aBackupThatIsNotWholeRestoresNothing_data()
{
    QTest::addColumn<QByteArray>("backup");
    QTest::addColumn<QByteArray>("words");
    const QByteArray whole = contents(m_backup);
    QByteArray flipped = whole, newer = whole;
    flipped[whole.size() / 2] = char(flipped[whole.size() / 2] ^ 1);
    newer[11] = 99; // the format
    QTest::addRow("changed") << flipped << QByteArray("The backup is damaged");
    QTest::addRow("cut") << whole.chopped(1) << QByteArray("The backup is damaged");
    QTest::addRow("newer") << newer << QByteArray("A newer version wrote the backup");
    QTest::addRow("missing") << QByteArray() << QByteArray("cannot be read");
}

void TestAdminRestore::aBackupThatIsNotWholeRestoresNothing()
{
    QFETCH(QByteArray, backup);
    QFETCH(QByteArray, words);
    AdminStage stage;
    stage.fill();
    if (!backup.isEmpty())
        put(stage.path("night.bak"), backup);
    const QByteArray store = contents(stage.path("nightbell.sqlite"));
    const AdminRun refused(stage, "restore @/night.bak --force");
    QVERIFY2(refused.says(69, words), refused.all());
    QVERIFY(contents(stage.path("nightbell.sqlite")) == store);
}

void TestAdminRestore::aStoreTooDamagedToBeEmptiedIsPutAside()
{
    AdminStage stage;
    stage.fill();
    const AdminRun backup(stage, "backup @/here.bak");
    QByteArray store = contents(stage.path("nightbell.sqlite"));
    for (const QByteArray &damaged : {QByteArray(9'000, 'x'), store.replace(4'096, store.size() - 4'096, "lost")}) {
        put(stage.path("nightbell.sqlite"), damaged);
        const AdminRun refused(stage, "restore @/here.bak");
        QVERIFY2(refused.code == 69, refused.all());
        QVERIFY(contents(stage.path("nightbell.sqlite")) == damaged);
        const AdminRun restored(stage, "restore @/here.bak --force");
        QVERIFY2(restored.code == 0 && restored.complaint.contains("put aside as"_L1), restored.all());
        QVERIFY(AdminRun(stage, "check").isFine());
    }
}

void TestAdminRestore::aStoreOfANewerVersionIsKept()
{
    AdminStage stage;
    stage.fill();
    stage.run("INSERT INTO schema_step (number) VALUES (99)");
    const QByteArray store = contents(stage.path("nightbell.sqlite"));
    put(stage.path("key"), m_key.toUtf8());
    const AdminRun refused(stage, task("restore ", m_backup, " --force --recovery-key-file @/key"));
    QVERIFY2(refused.says(69, "A newer version wrote the store"), refused.all());
    QVERIFY(contents(stage.path("nightbell.sqlite")) == store);
}

void TestAdminRestore::aClinicThatTheClinicFileLacksIsTold()
{
    AdminStage stage;
    ClinicBook book = starterBook();
    book.organisations[0].id = ClinicId(u"elm"_s);
    QVERIFY(writeClinicFile(stage.path("clinic.json"), book));
    put(stage.path("key"), m_key.toUtf8());
    const AdminRun restored(stage, task("restore ", m_backup, " --recovery-key-file @/key"));
    QVERIFY2(restored.output.contains("does not name clinic clinic"_L1), restored.all());
}

// On a file system of a few pages that only the program sees, where the tester may make one.
void TestAdminRestore::aFullDiskIsTold()
{
    constexpr int notAllowed = 99;
    AdminStage stage;
    const QByteArray folder = QFile::encodeName(QFileInfo(stage.path("x")).path());
    QTemporaryDir elsewhere;
    put(elsewhere.filePath(u"key"_s), m_key.toUtf8());
    const QByteArray key = " --recovery-key-file " + QFile::encodeName(elsewhere.filePath(u"key"_s));
    const AdminRun refused(stage, task("restore ", m_backup, key.constData()), [folder](QProcess &process) {
        process.setChildProcessModifier([folder] {
            if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
                || ::mount("none", folder.constData(), "tmpfs", 0, "size=48k") != 0)
                ::_exit(notAllowed);
        });
    });
    if (refused.code == notAllowed)
        QSKIP("no file system may be mounted here");
    QVERIFY2(refused.says(69, "Free some space"), refused.all());
}

void TestAdminRestore::aFolderThatMayNotBeWrittenIsTold()
{
    constexpr uid_t nobody = 65534;
    AdminStage stage;
    stage.fill();
    const QByteArray folder = QFile::encodeName(QFileInfo(stage.path("x")).path());
    if (::geteuid() == 0)
        QCOMPARE(::chown(folder.constData(), nobody, nobody), 0);
    QCOMPARE(::chmod(folder.constData(), 0500), 0);
    for (const char *each : {"rebuild", "restore @/night.bak"}) {
        const AdminRun refused(stage, each, [](QProcess &process) {
            process.setChildProcessModifier([] {
                if (::geteuid() == 0 && ::setuid(nobody) != 0)
                    ::_exit(99);
            });
        });
        QVERIFY2(refused.says(69, "cannot be written. Change its permissions"), refused.all());
    }
    QCOMPARE(::chmod(folder.constData(), 0700), 0);
}

QTEST_GUILESS_MAIN(TestAdminRestore)
#include "test_admin_restore.moc"
