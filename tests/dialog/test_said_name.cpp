#include "dialog/said_name.h"
#include "dialog/said_table.h"

#include <QtTest>

using namespace nightbell;

class TestSaidName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatACallerIsCalled_data()
    {
        QTest::addColumn<QStringList>("accepted");
        const auto rows = saidTable(QStringLiteral("said_name.txt"));
        QVERIFY(rows.size() > 100);
        for (const QStringList &row : rows)
            QTest::newRow(qPrintable(row[0])) << row[1].split(u';');
    }

    void whatACallerIsCalled()
    {
        QFETCH(QStringList, accepted);
        const SaidName said = saidName(wordsOf(QString::fromUtf8(QTest::currentDataTag())));
        const QString got = said.nothing() ? QStringLiteral("I") : said.name;
        QVERIFY2(accepted.contains(got), qPrintable(got));
    }

    void givenAndFamilyNameAreToldApart()
    {
        const SaidName said = saidName(wordsOf(u"it's hughes h u g h e s first name peter"));
        QCOMPARE(said.given, QStringLiteral("Peter"));
        QCOMPARE(said.family, QStringLiteral("Hughes"));
        QVERIFY(said.whole);
    }

    void aHintNeverLeavesANameWithoutLetters()
    {
        QCOMPARE(saidName(wordsOf(u"john j without the j smith s m i t h")).name, QStringLiteral("John J Smith"));
    }

    void oneNameAloneIsNotTheWholeName()
    {
        const SaidName said = saidName(wordsOf(u"laura"));
        QCOMPARE(said.name, QStringLiteral("Laura"));
        QVERIFY(!said.whole);
    }
};

QTEST_APPLESS_MAIN(TestSaidName)
#include "test_said_name.moc"
