#include "scripted/real_postgres.h"
#include "store/open_store_database.h"

#include <QFileInfo>
#include <QHash>
#include <QTest>

using namespace nightbell;

namespace {

class PasswordStore : public SecretStore
{
public:
    explicit PasswordStore(Result<QByteArray> answer) : m_answer(std::move(answer)) { }
    Result<QByteArray> read(const QString &name) override
    {
        return name == storePasswordName ? m_answer : Result<QByteArray>(none());
    }
    Result<> write(const QString &, const QByteArray &) override { return none(); }
    Result<> remove(const QString &) override { return none(); }
    static Problem none() { return {Problem::Kind::NotFound, QStringLiteral("no such secret")}; }

private:
    Result<QByteArray> m_answer;
};

} // namespace

class TestOpenStoreDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_postgres.start(), qPrintable(m_postgres.failure())); }
    void sqliteAloneMeansTheFileInTheDataFolder();
    void sqliteWithAPathMeansThatFile();
    void aUrlIsRefusedWithTheReason_data();
    void aUrlIsRefusedWithTheReason();
    void aServerWithoutAPasswordIsOpened();
    void thePasswordComesFromTheSecretStore();
    void aMissingOrWrongPasswordIsToldAndNeverShown();
    void aLockedKeychainIsNotTakenForNoPassword();

private:
    RealPostgres m_postgres;
    QTemporaryDir m_folder;
    PasswordStore m_none{PasswordStore::none()};
};

void TestOpenStoreDatabase::sqliteAloneMeansTheFileInTheDataFolder()
{
    QVERIFY(openStoreDatabase(QStringLiteral("sqlite:"), m_folder.path(), m_none, {}));
    QVERIFY(QFileInfo::exists(m_folder.filePath(QStringLiteral("nightbell.sqlite"))));
}

void TestOpenStoreDatabase::sqliteWithAPathMeansThatFile()
{
    const QString path = m_folder.filePath(QStringLiteral("elsewhere"));
    QVERIFY(openStoreDatabase(QStringLiteral("sqlite:") + path, {}, m_none, {}));
    QVERIFY(QFileInfo::exists(path));
}

void TestOpenStoreDatabase::aUrlIsRefusedWithTheReason_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *url, const char *reason) {
        QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(reason);
    };
    row("mysql://x/y", "sqlite: or postgresql://");
    row("", "sqlite: or postgresql://");
    row("sqlite:", "data folder");
    row("postgresql://me:hush@host/db", "secret store");
    row("postgresql://me@host/db?password=hush", "secret store");
    row("postgresql://me@host/db?sslpassword=hush", "secret store");
    row("postgresql://me@host/db?passw%6Frd=hush", "secret store");
    row("postgresql://me@host", "database");
    row("postgresql://me@host/", "database");
    row("postgresql://me@ho st/db", "postgresql://user@host/database");
}

void TestOpenStoreDatabase::aUrlIsRefusedWithTheReason()
{
    QFETCH(const QString, url);
    QFETCH(const QString, reason);
    const auto refused = openStoreDatabase(url, {}, m_none, {});
    QVERIFY(!refused);
    QCOMPARE(refused.problem().kind, Problem::Kind::Invalid);
    QVERIFY2(refused.problem().detail.contains(reason), qPrintable(refused.problem().detail));
    QVERIFY(!refused.problem().detail.contains(QStringLiteral("hush")));
}

void TestOpenStoreDatabase::aServerWithoutAPasswordIsOpened()
{
    const auto opened =
        openStoreDatabase(m_postgres.url(m_postgres.createDatabase()), {}, m_none, {ClinicId(QStringLiteral("hill"))});
    QVERIFY2(opened, opened ? "" : qPrintable(opened.problem().detail));
    const auto found = opened.value()->run(QStringLiteral("SELECT current_setting('nightbell.clinics')"));
    QCOMPARE(found.value().rows, QList<SqlValues>{{QStringLiteral("hill")}});
}

void TestOpenStoreDatabase::thePasswordComesFromTheSecretStore()
{
    PasswordStore secrets(QByteArray("open sesame"));
    const auto opened = openStoreDatabase(m_postgres.guardedUrl(m_postgres.createDatabase()), {}, secrets, {});
    QVERIFY2(opened, opened ? "" : qPrintable(opened.problem().detail));
}

void TestOpenStoreDatabase::aMissingOrWrongPasswordIsToldAndNeverShown()
{
    const QString url = m_postgres.guardedUrl(m_postgres.createDatabase());
    const auto missing = openStoreDatabase(url, {}, m_none, {});
    QVERIFY(!missing);
    QVERIFY(missing.problem().detail.contains(storePasswordName));
    PasswordStore secrets(QByteArray("hush&100%"));
    const auto wrong = openStoreDatabase(url, {}, secrets, {});
    QVERIFY(!wrong);
    QVERIFY(!wrong.problem().detail.contains(QStringLiteral("hush")));
}

void TestOpenStoreDatabase::aLockedKeychainIsNotTakenForNoPassword()
{
    PasswordStore secrets(Problem{Problem::Kind::Locked, QStringLiteral("the keychain is locked")});
    const auto waits = openStoreDatabase(m_postgres.url(m_postgres.createDatabase()), {}, secrets, {});
    QVERIFY(!waits);
    QCOMPARE(waits.problem().kind, Problem::Kind::Locked);
}

QTEST_GUILESS_MAIN(TestOpenStoreDatabase)
#include "test_open_store_database.moc"
