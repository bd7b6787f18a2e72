#include "dialog/said_birth_date.h"
#include "dialog/said_table.h"

#include <QtTest>

using namespace nightbell;

class TestSaidBirthDate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whenACallerWasBorn_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QStringList>("accepted");
        const auto rows = saidTable(QStringLiteral("said_birth_date.txt"));
        QVERIFY(rows.size() > 100);
        for (const QStringList &row : rows)
            QTest::addRow("%s, %s", qPrintable(row[0]), qPrintable(row[1])) << row[0] << row[1] << row[2].split(u';');
    }

    void whenACallerWasBorn()
    {
        QFETCH(QString, words);
        QFETCH(QString, region);
        QFETCH(QStringList, accepted);
        const DateOrder order = region == u"US" ? DateOrder::MonthFirst : DateOrder::DayFirst;
        const SaidBirthDate said = saidBirthDate(wordsOf(words), QDate(2026, 3, 4), order);
        const QString got = said.date ? said.date->toString(Qt::ISODate) : QStringLiteral("I");
        QVERIFY2(accepted.contains(got), qPrintable(got));
    }

    void wordsWithoutADateAreNothing()
    {
        QVERIFY(saidBirthDate(wordsOf(u"i would rather not say"), QDate(2026, 3, 4), DateOrder::MonthFirst).nothing());
    }
};

QTEST_APPLESS_MAIN(TestSaidBirthDate)
#include "test_said_birth_date.moc"
