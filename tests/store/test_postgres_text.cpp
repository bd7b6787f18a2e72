#include "store/postgres_text.h"

#include <QTest>

using namespace nightbell;

class TestPostgresText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void questionMarksBecomeNumbers_data();
    void questionMarksBecomeNumbers();
    void waitingIsBoundedUnlessTheUrlSaysHow();
    void aPasswordOfAnyLettersStaysOneValue();
    void aSocketFolderCanBeNamed();
};

void TestPostgresText::questionMarksBecomeNumbers_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QByteArray>("numbered");
    const auto row = [](const char *sql, const char *numbered) {
        QTest::newRow(sql) << QString::fromUtf8(sql) << QByteArray(numbered);
    };
    row("", "");
    row("SELECT 1", "SELECT 1");
    row("VALUES (?, ?,?)", "VALUES ($1, $2,$3)");
    row("SELECT '?' || ?", "SELECT '?' || $1");
    row("SELECT 'it''s ?', ?", "SELECT 'it''s ?', $1");
    row("SELECT \"a?\"\"?\" = ?", "SELECT \"a?\"\"?\" = $1");
    row("SELECT ? -- why?\n, ?", "SELECT $1 -- why?\n, $2");
    row("SELECT /* ? ' */ ?", "SELECT /* ? ' */ $1");
    row("DO $$ '? $$ ?", "DO $$ '? $$ $1");
    row("SELECT 'open ?", "SELECT 'open ?"); // the server tells
    row("SELECT 'é?', ?", "SELECT 'é?', $1");
    row("? ? ? ? ? ? ? ? ? ? ?", "$1 $2 $3 $4 $5 $6 $7 $8 $9 $10 $11");
}

void TestPostgresText::questionMarksBecomeNumbers()
{
    QFETCH(const QString, sql);
    QFETCH(const QByteArray, numbered);
    QCOMPARE(withNumberedParameters(sql), numbered);
}

void TestPostgresText::waitingIsBoundedUnlessTheUrlSaysHow()
{
    const auto plain = connectionText(QStringLiteral("postgresql://me@host/db"), {});
    QVERIFY(plain);
    QVERIFY(plain.value().contains("connect_timeout=3&"));
    QVERIFY(plain.value().contains("tcp_user_timeout=5000"));
    const auto asked =
        connectionText(QStringLiteral("postgresql://me@host:5433/db?connect_timeout=9&sslmode=require"), {});
    QVERIFY(asked);
    QVERIFY(asked.value().startsWith("postgresql://me@host:5433/db?connect_timeout=9&sslmode=require&"));
    QCOMPARE(asked.value().count("connect_timeout"), 1);
}

void TestPostgresText::aPasswordOfAnyLettersStaysOneValue()
{
    const auto text = connectionText(QStringLiteral("postgresql://me@host/db"), "a&b=c %?#é");
    QVERIFY(text);
    QVERIFY(text.value().endsWith("&password=a%26b%3Dc%20%25%3F%23%C3%A9"));
}

void TestPostgresText::aSocketFolderCanBeNamed()
{
    const auto text = connectionText(QStringLiteral("postgresql:///db?host=/run/postgresql"), {});
    QVERIFY2(text, text ? "" : qPrintable(text.problem().detail));
    QVERIFY(text.value().startsWith("postgresql:///db?host=/run/postgresql&"));
}

QTEST_APPLESS_MAIN(TestPostgresText)
#include "test_postgres_text.moc"
