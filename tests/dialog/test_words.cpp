#include "dialog/words.h"

#include <QtTest>

using namespace nightbell;

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksAndCaseAreLeftOut()
    {
        QCOMPARE(joined(wordsOf(u"Hello, I'd like a check-up... Thursday?")),
                 QStringLiteral("hello id like a check up thursday"));
    }

    void timesAndNumbersStayWhole()
    {
        QCOMPARE(joined(wordsOf(u"at 10:30, on 3/14 for 1,500 or 8.5.")),
                 QStringLiteral("at 10:30 on 3/14 for 1,500 or 8.5"));
    }

    void aWordKnowsWhereItStood()
    {
        const QString said = QStringLiteral("well, don't  worry");
        const Words words = wordsOf(said);
        QCOMPARE(words.size(), 3);
        QVERIFY(words[0].pauseAfter);
        QCOMPARE(said.mid(words[1].from, words[1].to - words[1].from), QStringLiteral("don't"));
        QCOMPARE(words[1].text, QStringLiteral("dont"));
    }

    void anUtteranceWithoutEndIsCut()
    {
        QCOMPARE(wordsOf(QStringLiteral("la ").repeated(5000)).size(), wordsAtMost);
        QCOMPARE(wordsOf(QString(5000, u'x')).first().text.size(), wordCharactersAtMost);
    }

    void nothingIsNoWord()
    {
        QVERIFY(wordsOf(u"").isEmpty());
        QVERIFY(wordsOf(u" ... ?! -- ' ").isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestWords)
#include "test_words.moc"
