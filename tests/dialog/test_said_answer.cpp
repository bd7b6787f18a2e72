#include "dialog/said_answer.h"
#include "dialog/said_table.h"

#include <QtTest>

using namespace nightbell;

namespace {

using enum SaidAnswer::Sort;

SaidAnswer::Sort answered(const char16_t *words, const char16_t *question)
{
    return saidAnswer(wordsOf(QString::fromUtf16(words)), wordsOf(QString::fromUtf16(question))).sort;
}

} // namespace

class TestSaidAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatACallerAnswers_data()
    {
        QTest::addColumn<QString>("accepted");
        const auto rows = saidTable(QStringLiteral("said_answer.txt"));
        QVERIFY(rows.size() > 100);
        for (const QStringList &row : rows)
            QTest::newRow(qPrintable(row[0])) << row[1];
    }

    void whatACallerAnswers()
    {
        QFETCH(QString, accepted);
        static const char *names[]{"none", "yes", "no", "unsure"};
        const SaidAnswer said = saidAnswer(wordsOf(QString::fromUtf8(QTest::currentDataTag())));
        QString got = QString::fromLatin1(names[int(said.sort)]);
        if (said.choice)
            got += u' ' + QString::number(*said.choice);
        QCOMPARE(got, accepted);
    }

    void noObjectionIsAYes()
    {
        QCOMPARE(answered(u"no not at all", u"would you mind holding"), No); // strong words stay what they are
        QCOMPARE(answered(u"no", u"would you mind holding"), Yes);
        QCOMPARE(answered(u"no", u"does that suit you"), No);
    }

    void aFriendlyNoToAnOfferStaysANo()
    {
        QCOMPARE(answered(u"no that's fine", u"would you like a text reminder"), No);
        QCOMPARE(answered(u"no that's fine", u"is tuesday at four all right"), Yes);
    }
};

QTEST_APPLESS_MAIN(TestSaidAnswer)
#include "test_said_answer.moc"
