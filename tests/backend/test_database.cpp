#include "scripted/each_store.h"
#include "store/schema.h"

#include <QTest>

using namespace nightbell;

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTypeComesBackAsItWas_data() { m_stores.rows(); }
    void everyTypeComesBackAsItWas();

private:
    EachStore m_stores;
};

void TestDatabase::everyTypeComesBackAsItWas()
{
    const auto database = m_stores.fresh();
    QVERIFY(
        database->run(QStringLiteral("CREATE TABLE kinds (a BIGINT, b TEXT, c BYTEA, d DOUBLE PRECISION, e TEXT)")));
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    const SqlValues given{std::numeric_limits<qint64>::min(), QStringLiteral("naïve “words” ☎ 😀 ' ?"), bytes, 0.1,
                          QVariant()};
    QVERIFY(database->run(QStringLiteral("INSERT INTO kinds (a, b, c, d, e) VALUES (?, ?, ?, ?, ?)"), given));
    const auto found = database->run(QStringLiteral("SELECT a, b, c, d, e FROM kinds WHERE b = ?"), {given[1]});
    QVERIFY2(found, found ? "" : qPrintable(found.problem().detail));
    QCOMPARE(found.value().rows, QList<SqlValues>{given});
    for (qsizetype i = 0; i < given.size(); ++i)
        QCOMPARE(found.value().rows[0][i].typeId(), given[i].typeId());
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "test_database.moc"
