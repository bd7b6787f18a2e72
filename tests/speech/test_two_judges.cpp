#include "speech/two_judges.h"

#include "speech/word_errors.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestTwoJudges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatBothHearNeedsNoAskingAgain();
    void anAnswerThatFitsAlmostAsWellWins();
    void anAnswerThatFitsBadlyGivesWay();
    void withoutAQuestionNobodyAgrees();
    void nothingHeardIsNothing();
    void errorsAreCountedInWords();
};

void TestTwoJudges::whatBothHearNeedsNoAskingAgain()
{
    const JudgedWords heard = judged(DecodedWords{u"yes"_s, -90, 1, 40}, {u"yes"_s, -10, 0.4, 40});
    QCOMPARE(heard.words, u"yes"_s);
    QVERIFY(heard.agreed);
    QVERIFY(heard.confidence > 0.9);
}

void TestTwoJudges::anAnswerThatFitsAlmostAsWellWins()
{
    const JudgedWords heard = judged(DecodedWords{u"march fifth"_s, -55, 1, 90}, {u"march fist"_s, -50, 0.9, 90});
    QCOMPARE(heard.words, u"march fifth"_s);
    QVERIFY(!heard.agreed);
    QVERIFY(heard.confidence < 0.9);
}

void TestTwoJudges::anAnswerThatFitsBadlyGivesWay()
{
    const JudgedWords heard =
        judged(DecodedWords{u"i can't breathe"_s, -60, 1, 150}, {u"are you open on saturday"_s, -40, 0.8, 150});
    QCOMPARE(heard.words, u"are you open on saturday"_s);
    QVERIFY(!heard.agreed);
}

void TestTwoJudges::withoutAQuestionNobodyAgrees()
{
    const JudgedWords heard = judged(std::nullopt, {u"i need a refill"_s, -100, 0.7, 150});
    QCOMPARE(heard.words, u"i need a refill"_s);
    QVERIFY(!heard.agreed);
    QVERIFY(heard.confidence > 0.5);
}

void TestTwoJudges::nothingHeardIsNothing()
{
    QCOMPARE(judged(DecodedWords{}, {}), JudgedWords{});
    QCOMPARE(judged(std::nullopt, {}), JudgedWords{});
}

void TestTwoJudges::errorsAreCountedInWords()
{
    const QStringList said{u"on"_s, u"monday"_s, u"at"_s, u"nine"_s};
    QCOMPARE(wordErrors(said, said), 0);
    QCOMPARE(wordErrors(said, {}), 4);
    QCOMPARE(wordErrors({}, said), 4);
    QCOMPARE(wordErrors(said, {u"monday"_s, u"at"_s, u"five"_s, u"please"_s}), 3);
}

QTEST_GUILESS_MAIN(TestTwoJudges)
#include "test_two_judges.moc"
