#include "dialog/number_words.h"

#include <QtTest>

using namespace nightbell;

class TestNumberWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreReadAsFarAsTheyGo_data()
    {
        QTest::addColumn<int>("value");
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("ordinal");
        QTest::newRow("twenty two") << 22 << 2 << false;
        QTest::newRow("ten thirty") << 10 << 1 << false;
        QTest::newRow("a hundred and five") << 105 << 4 << false;
        QTest::newRow("two thousand and four") << 2004 << 4 << false;
        QTest::newRow("nineteen hundred and twelve") << 1912 << 4 << false;
        QTest::newRow("thirty first") << 31 << 2 << true;
        QTest::newRow("twentyfirst") << 21 << 1 << true;
        QTest::newRow("thirtyth") << 30 << 1 << true;
        QTest::newRow("22nd") << 22 << 1 << true;
        QTest::newRow("1,500") << 1500 << 1 << false;
        QTest::newRow("niner") << 9 << 1 << false;
    }

    void numbersAreReadAsFarAsTheyGo()
    {
        QFETCH(int, value);
        QFETCH(int, count);
        QFETCH(bool, ordinal);
        const auto number = numberAt(wordsOf(QString::fromUtf8(QTest::currentDataTag())), 0);
        QVERIFY(number);
        QCOMPARE(number->value, value);
        QCOMPARE(number->count, count);
        QCOMPARE(number->ordinal, ordinal);
    }

    void homophonesAreNumbersOnlyWhereOneIsExpected()
    {
        const Words words = wordsOf(u"for");
        QVERIFY(!numberAt(words, 0));
        QCOMPARE(numberAt(words, 0, Ear::Numbers)->value, 4);
        QCOMPARE(digitOf(QStringLiteral("ate"), Ear::Numbers), std::optional(8));
        QVERIFY(!digitOf(QStringLiteral("ate")));
    }

    void yearsAreReadInPairs()
    {
        const auto year = [](const char16_t *words) {
            const auto read = yearAt(wordsOf(QString::fromUtf16(words)), 0);
            return read ? read->value : 0;
        };
        QCOMPARE(year(u"nineteen eighty four"), 1984);
        QCOMPARE(year(u"nineteen oh five"), 1905);
        QCOMPARE(year(u"twenty twelve"), 2012);
        QCOMPARE(year(u"two thousand and four"), 2004);
        QCOMPARE(year(u"nineteen hundred"), 1900);
        QCOMPARE(year(u"1984"), 1984);
        QCOMPARE(year(u"twenty two"), 0);
    }

    void wordsThatAreNoNumbersAreNone()
    {
        for (const char16_t *word : {u"hello", u"a", u"hundred", u"12345", u"4x"})
            QVERIFY(!numberAt(wordsOf(QString::fromUtf16(word)), 0));
    }
};

QTEST_APPLESS_MAIN(TestNumberWords)
#include "test_number_words.moc"
