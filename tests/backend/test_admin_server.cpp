// nightbell admin on a PostgreSQL store, as the plain role whom row security binds.
#include "scripted/admin_stage.h"
#include "scripted/real_postgres.h"

using namespace nightbell;

class TestAdminServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_postgres.start(), qPrintable(m_postgres.failure())); }
    void everyClinicOfTheBookIsSeen();
    void aDatabaseWithoutAStoreIsToldAndLeftEmpty();
    void aBackupOfAServerIsRestoredIntoAFileAndBack();
    void whileAnEngineWorksNothingIsRestoredOrRebuilt();
    void aServerThatStoppedIsTold();

private:
    QString newUrl() { return m_postgres.url(m_postgres.createDatabase()); }

    RealPostgres m_postgres;
};

void TestAdminServer::everyClinicOfTheBookIsSeen()
{
    AdminStage stage(newUrl());
    stage.fill();
    const AdminRun check(stage, "check");
    QVERIFY2(check.isFine() && check.output.contains("Calls checked: 2."_L1), check.all());
    stage.run("DELETE FROM session");
    QVERIFY(AdminRun(stage, "check").says(69, "admin rebuild"));
    const AdminRun rebuild(stage, "rebuild");
    QVERIFY2(rebuild.code == 0, rebuild.all());
    QVERIFY(AdminRun(stage, "check").isFine());
    const AdminRun call(stage, "export --call c2");
    QVERIFY2(call.isFine() && call.output.contains("my knee hurts"_L1), call.all());
}

void TestAdminServer::aDatabaseWithoutAStoreIsToldAndLeftEmpty()
{
    AdminStage stage(newUrl());
    for (const char *task : {"check", "backup @/night.bak", "export --call c1", "rebuild"}) {
        const AdminRun run(stage, task);
        QVERIFY2(run.says(69, "There is no store in "), run.all());
    }
    const auto tables = stage.open()->run(u"SELECT 1 FROM pg_tables WHERE schemaname = current_schema()"_s);
    QVERIFY(tables.value().rows.isEmpty());
}

void TestAdminServer::aBackupOfAServerIsRestoredIntoAFileAndBack()
{
    AdminStage server(newUrl()), file, again(newUrl());
    server.fill();
    put(file.path("key"), server.recoveryKey().toUtf8());
    put(again.path("key"), server.recoveryKey().toUtf8());
    const QByteArray night = QFile::encodeName(file.path("night.bak")), day = QFile::encodeName(file.path("day.bak"));
    QVERIFY(AdminRun(server, "backup " + night).isFine());
    const AdminRun there(file, "restore " + night + " --recovery-key-file @/key");
    QVERIFY2(there.isFine(), there.all());
    QVERIFY(AdminRun(file, "check").isFine());
    QVERIFY(AdminRun(file, "backup " + day).isFine());
    const AdminRun back(again, "restore " + day + " --recovery-key-file @/key");
    QVERIFY2(back.isFine(), back.all());
    QVERIFY(AdminRun(again, "check").output.contains("Calls checked: 2."_L1));
}

void TestAdminServer::whileAnEngineWorksNothingIsRestoredOrRebuilt()
{
    AdminStage stage(newUrl());
    stage.fill();
    QVERIFY(AdminRun(stage, "backup @/night.bak").isFine());
    stage.run("INSERT INTO engine (id, epoch, lease_until_ms) VALUES ('engine-7', 1, 99999999999999)");
    for (const char *task : {"rebuild", "restore @/night.bak --force"}) {
        const AdminRun refused(stage, task);
        QVERIFY2(refused.says(69, "Engine engine-7 works on this store"), refused.all());
    }
    QVERIFY(AdminRun(stage, "check").isFine());
}

void TestAdminServer::aServerThatStoppedIsTold()
{
    AdminStage stage(newUrl());
    stage.fill();
    m_postgres.stop();
    for (const char *task : {"check", "backup @/night.bak", "export --call c1", "rebuild"}) {
        const AdminRun run(stage, task);
        QVERIFY2(run.says(69, "The store cannot be reached"), run.all());
    }
    QVERIFY(!stage.files().contains("night.bak"_L1));
}

QTEST_GUILESS_MAIN(TestAdminServer)
#include "test_admin_server.moc"
