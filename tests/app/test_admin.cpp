// nightbell admin check, backup, export and rebuild, run on real data folders.
#include "scripted/admin_stage.h"
#include "store/spill_file.h"

#include <QJsonDocument>

#include <sys/resource.h>

using namespace nightbell;

class TestAdmin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSoundStoreIsFoundSoundAndLeftAsItIs();
    void damageIsNamedWithItsRemedy();
    void whatWaitsInTheSpillIsToldAndLeftThere();
    void aFileThatIsNoSpillIsDamage();
    void aCheckWithoutTheKeyTellsHowToGetIt();
    void aKeyOfAnotherStoreIsTold();
    void aMissingStoreIsToldAndNotMade_data() { tasks(); }
    void aMissingStoreIsToldAndNotMade();
    void aNewerStoreIsLeftAlone_data() { tasks(); }
    void aNewerStoreIsLeftAlone();
    void aCorruptedFileIsLeftAlone_data() { tasks(); }
    void aCorruptedFileIsLeftAlone();
    void aServerThatIsAwayIsTold_data() { tasks(); }
    void aServerThatIsAwayIsTold();
    void aFaultyClinicFileIsNamed_data() { tasks(); }
    void aFaultyClinicFileIsNamed();
    void aBackupTellsItsRowsAndBytes();
    void whileTheProgramRunsOnlyReadersMayWork();
    void aBackupOverwritesNothing();
    void aBackupThatFindsNoSpaceLeavesNothing();
    void aCallIsExportedAsLines();
    void aCallThatIsNotThereIsTold();
    void anExportThatNobodyTakesIsTold();
    void aRebuildMendsRowsAndSearch();
    void aRebuildWithoutTheKeyChangesNothing();

private:
    static void tasks();
};

void TestAdmin::tasks()
{
    QTest::addColumn<QByteArray>("task");
    for (const char *task : {"check", "backup @/night.bak", "export --call c1", "rebuild"})
        QTest::addRow("%s", task) << QByteArray(task);
}

void TestAdmin::aSoundStoreIsFoundSoundAndLeftAsItIs()
{
    AdminStage stage;
    stage.fill();
    const QStringList files = stage.files();
    const QByteArray store = contents(stage.path("nightbell.sqlite"));
    const AdminRun check(stage, "check");
    QVERIFY2(check.isFine() && check.output.endsWith("Nothing is wrong.\n"_L1), check.all());
    QVERIFY2(check.output.contains("Calls checked: 2."_L1), check.all());
    QCOMPARE(stage.files(), files);
    QVERIFY(contents(stage.path("nightbell.sqlite")) == store);
}

void TestAdmin::damageIsNamedWithItsRemedy()
{
    AdminStage stage;
    stage.fill();
    stage.run("UPDATE journal SET body = ? WHERE position = 3", {QByteArray(60, 'x')});
    const AdminRun check(stage, "check");
    QVERIFY2(check.says(69, "admin restore FILE --force") && check.complaint.contains("admin rebuild"_L1), check.all());
    QVERIFY2(check.output.contains("engine-1/3"_L1), check.all());
    QVERIFY2(!check.output.contains("Nothing is wrong"_L1), check.all());
}

void TestAdmin::whatWaitsInTheSpillIsToldAndLeftThere()
{
    AdminStage stage;
    stage.fill();
    QVERIFY(SpillFile::open(stage.path("journal.spill"), 1'000'000).value()->append({"one", "two"}));
    const QByteArray torn = contents(stage.path("journal.spill")) + "torn!";
    put(stage.path("journal.spill"), torn);
    const QStringList files = stage.files();
    const AdminRun check(stage, "check");
    QVERIFY2(check.isFine(), check.all());
    QVERIFY2(check.output.contains("2 entries wait"_L1) && check.output.contains("5 torn bytes"_L1), check.all());
    QCOMPARE(contents(stage.path("journal.spill")), torn);
    QCOMPARE(stage.files(), files);
}

void TestAdmin::aFileThatIsNoSpillIsDamage()
{
    AdminStage stage;
    stage.fill();
    put(stage.path("journal.spill"), "something else");
    const AdminRun check(stage, "check");
    QVERIFY2(check.says(69, "damaged") && check.output.contains("journal.spill is not a spill"_L1), check.all());
}

void TestAdmin::aCheckWithoutTheKeyTellsHowToGetIt()
{
    AdminStage stage;
    stage.fill();
    stage.loseKeys();
    const AdminRun check(stage, "check");
    QVERIFY2(check.says(69, "--recovery-key-file") && check.output.contains("keys of clinic clinic"_L1), check.all());
    QVERIFY(!stage.files().contains("secrets"_L1));
}

void TestAdmin::aKeyOfAnotherStoreIsTold()
{
    AdminStage stage;
    stage.fill();
    stage.keepSecret("clinic-key/clinic", QByteArray(SealKey::bytes, 'k'));
    for (const char *task : {"check", "rebuild"}) {
        const AdminRun run(stage, task);
        QVERIFY2(run.says(69, "does not open its store") && run.complaint.contains("--recovery-key-file"_L1),
                 run.all());
    }
    const AdminRun call(stage, "export --call c1");
    QVERIFY2(call.says(69, "wrong key for clinic clinic") && call.output.isEmpty(), call.all());
    put(stage.path("key"), stage.recoveryKey().toUtf8());
    QVERIFY(AdminRun(stage, "backup @/night.bak").isFine()); // the remedy that was named
    const AdminRun restored(stage, "restore @/night.bak --force --recovery-key-file @/key");
    QVERIFY2(restored.isFine(), restored.all());
    QVERIFY(AdminRun(stage, "check").isFine());
}

void TestAdmin::aMissingStoreIsToldAndNotMade()
{
    QFETCH(QByteArray, task);
    AdminStage stage;
    const AdminRun run(stage, task);
    QVERIFY2(run.says(69, "There is no store in "), run.all());
    QVERIFY(stage.files().isEmpty());
}

void TestAdmin::aNewerStoreIsLeftAlone()
{
    QFETCH(QByteArray, task);
    AdminStage stage;
    stage.fill();
    stage.run("INSERT INTO schema_step (number) VALUES (99)");
    const QByteArray store = contents(stage.path("nightbell.sqlite"));
    const AdminRun run(stage, task);
    QVERIFY2(run.says(69, "A newer version wrote the store"), run.all());
    QVERIFY(contents(stage.path("nightbell.sqlite")) == store);
}

void TestAdmin::aCorruptedFileIsLeftAlone()
{
    QFETCH(QByteArray, task);
    AdminStage stage;
    const QByteArray garbage(10'000, 'x');
    put(stage.path("nightbell.sqlite"), garbage);
    const AdminRun run(stage, task);
    QVERIFY2(run.says(69, "admin restore FILE --force"), run.all());
    QVERIFY(contents(stage.path("nightbell.sqlite")) == garbage);
}

void TestAdmin::aServerThatIsAwayIsTold()
{
    QFETCH(QByteArray, task);
    const AdminStage stage(u"postgresql://nobody@127.0.0.1:1/none"_s);
    const AdminRun run(stage, task);
    QVERIFY2(run.says(69, "The store cannot be reached"), run.all());
}

void TestAdmin::aFaultyClinicFileIsNamed()
{
    QFETCH(QByteArray, task);
    AdminStage stage;
    stage.fill();
    put(stage.path("clinic.json"), R"({"version": 1, "organisations": 7})");
    const AdminRun run(stage, task);
    QVERIFY2(run.says(2, "clinic.json") && run.complaint.contains("organisations"_L1), run.all());
}

void TestAdmin::aBackupTellsItsRowsAndBytes()
{
    AdminStage stage;
    stage.fill();
    const AdminRun backup(stage, "backup @/night.bak");
    const QFileInfo file(stage.path("night.bak"));
    QVERIFY2(backup.isFine() && file.size() > 0, backup.all());
    QVERIFY2(backup.output.contains(u"Bytes: %1."_s.arg(file.size())), backup.all());
    QVERIFY2(backup.output.contains(file.filePath()), backup.all());
    QCOMPARE(int(file.permissions()) & 0x77, 0); // group and others
}

void TestAdmin::whileTheProgramRunsOnlyReadersMayWork()
{
    AdminStage stage;
    stage.fill();
    Program running({u"--headless"_s, u"--set"_s, u"speech.transcriber=none"_s, u"--data"_s,
                     QFileInfo(stage.path("x")).path(), u"--set"_s, u"sip.listen=127.0.0.1:0"_s, u"--set"_s,
                     u"secrets.from=folder"_s});
    QVERIFY(QTest::qWaitFor([&] { return running.output().contains("Calls are taken"_L1); }, patienceMs));
    const AdminRun check(stage, "check"), backup(stage, "backup @/night.bak"), call(stage, "export --call c1");
    QVERIFY2(check.isFine() && backup.isFine() && call.isFine(), check.all() + backup.all() + call.all());
    for (const char *task : {"rebuild", "restore @/night.bak --force"}) {
        const AdminRun refused(stage, task);
        QVERIFY2(refused.says(69, "End it"), refused.all());
    }
    QVERIFY(running.isRunning());
}

void TestAdmin::aBackupOverwritesNothing()
{
    AdminStage stage;
    stage.fill();
    put(stage.path("night.bak"), "precious");
    const AdminRun backup(stage, "backup @/night.bak");
    QVERIFY2(backup.says(2, "is there already"), backup.all());
    QCOMPARE(contents(stage.path("night.bak")), QByteArray("precious"));
}

void TestAdmin::aBackupThatFindsNoSpaceLeavesNothing()
{
    AdminStage stage;
    stage.fill();
    stage.run("UPDATE journal SET body = zeroblob(50000)");
    QTemporaryDir elsewhere;
    const QByteArray task = "backup " + QFile::encodeName(elsewhere.filePath(u"night.bak"_s));
    const AdminRun backup(stage, task, [](QProcess &process) {
        process.setChildProcessModifier([] {
            const rlimit small{100'000, 100'000};
            ::setrlimit(RLIMIT_FSIZE, &small);
            ::signal(SIGXFSZ, SIG_IGN);
        });
    });
    QVERIFY2(backup.says(69, "Free some space"), backup.all());
    QVERIFY(QDir(elsewhere.path()).isEmpty());
}

void TestAdmin::aCallIsExportedAsLines()
{
    AdminStage stage;
    stage.fill();
    const AdminRun call(stage, "export --call c1");
    QVERIFY2(call.isFine() && call.output.contains("my knee hurts"_L1), call.all());
    const QStringList lines = call.output.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 8);
    for (const QString &line : lines)
        QVERIFY(QJsonDocument::fromJson(line.toUtf8()).isObject());
}

void TestAdmin::aCallThatIsNotThereIsTold()
{
    AdminStage stage;
    stage.fill();
    const AdminRun call(stage, "export --call c9");
    QVERIFY2(call.says(2, "there is no call c9") && call.output.isEmpty(), call.all());
}

void TestAdmin::anExportThatNobodyTakesIsTold()
{
    AdminStage stage;
    stage.fill();
    const AdminRun call(stage, "export --call c1",
                        [](QProcess &process) { process.setStandardOutputFile(u"/dev/full"_s); });
    QVERIFY2(call.says(69, "was not exported"), call.all());
}

void TestAdmin::aRebuildMendsRowsAndSearch()
{
    AdminStage stage;
    stage.fill();
    const qint64 postings = stage.count("posting");
    stage.run("DELETE FROM session");
    stage.run("DELETE FROM posting");
    stage.run("UPDATE call SET phase = 'wrong'");
    const AdminRun before(stage, "check");
    QVERIFY2(before.says(69, "admin rebuild"), before.all());
    const AdminRun rebuild(stage, "rebuild");
    QVERIFY2(rebuild.code == 0 && rebuild.output.startsWith("Entries read: 16. Seconds: "_L1), rebuild.all());
    QVERIFY2(rebuild.complaint.contains("16 of 16"_L1), rebuild.all());
    const AdminRun after(stage, "check");
    QVERIFY2(after.isFine(), after.all());
    QCOMPARE(stage.count("session"), 2);
    QCOMPARE(stage.count("posting"), postings);
}

void TestAdmin::aRebuildWithoutTheKeyChangesNothing()
{
    AdminStage stage;
    stage.fill();
    stage.loseKeys();
    const QByteArray store = contents(stage.path("nightbell.sqlite"));
    const AdminRun rebuild(stage, "rebuild");
    QVERIFY2(rebuild.says(69, "--recovery-key-file"), rebuild.all());
    QVERIFY(contents(stage.path("nightbell.sqlite")) == store);
}

QTEST_GUILESS_MAIN(TestAdmin)
#include "test_admin.moc"
