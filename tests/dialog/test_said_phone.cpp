#include "dialog/said_phone.h"
#include "dialog/said_table.h"

#include <QtTest>

using namespace nightbell;

class TestSaidPhone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatNumberACallerSays_data()
    {
        QTest::addColumn<QString>("region");
        QTest::addColumn<QStringList>("accepted");
        const auto rows = saidTable(QStringLiteral("said_phone.txt"));
        QVERIFY(rows.size() >= 100);
        for (const QStringList &row : rows)
            QTest::newRow(qPrintable(row[0])) << row[1] << row[2].split(u';');
    }

    void whatNumberACallerSays()
    {
        QFETCH(QString, region);
        QFETCH(QStringList, accepted);
        const SaidPhone said = saidPhone(wordsOf(QString::fromUtf8(QTest::currentDataTag())), region);
        const QString got = said.e164.isEmpty() ? QStringLiteral("I") : said.e164;
        QVERIFY2(accepted.contains(got), qPrintable(got + u' ' + said.digits));
    }

    void theDigitsOfAWrongNumberAreKept()
    {
        const SaidPhone said = saidPhone(wordsOf(u"five five five oh one"), QStringLiteral("US"));
        QVERIFY(said.invalid);
        QCOMPARE(said.digits, QStringLiteral("55501"));
    }

    void noDigitsAreNoNumber() { QVERIFY(saidPhone(wordsOf(u"i have no telephone"), QStringLiteral("US")).nothing()); }
};

QTEST_APPLESS_MAIN(TestSaidPhone)
#include "test_said_phone.moc"
