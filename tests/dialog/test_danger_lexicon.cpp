#include "dialog/danger_rules.h"

#include <QtTest>

using namespace nightbell;

namespace {

const QByteArray groups = "barrier\tbut\nstop\tbut, i\ngoes_on\tin my\nlight\ta, my\npain\tpain, hurts, ach*\n";
const QByteArray concepts = "emergency\tcardiac\tpain\t-\tchest ..4 @pain, left arm & @pain, heart|hart attack\n"
                            "urgent\tfever\tword\tpast\tfever\n";
const QByteArray modifiers = "negation\tbefore\t4\tno\tno, not\npast\taround\t5\tago\tyears ago\n"
                             "shield\tanywhere\t0\tbill\theart attack ..3 bill\npseudo\tanywhere\t0\tonly\tnot only\n"
                             "present\tafter\t0\tnow\tagain\n";

DangerFinding judged(const char *said)
{
    static const DangerLexicon lexicon = DangerLexicon::fromTexts({groups, concepts, modifiers}).value();
    return judgeByRules(lexicon, wordsOf(QString::fromLatin1(said)));
}

QString faultOf(const DangerLexicon::Texts &texts)
{
    const auto read = DangerLexicon::fromTexts(texts);
    return read ? QString() : read.problem().detail;
}

} // namespace

class TestDangerLexicon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patternsSkipWordsWithinTheirGap()
    {
        QCOMPARE(judged("my chest really does hurts").level, DangerLevel::Emergency);
        QCOMPARE(judged("chest one two three four five pain").level, DangerLevel::None);
        QCOMPARE(judged("chest but my foot hurts").level, DangerLevel::None); // no gap leaps over "but"
        QCOMPARE(judged("aching in my left arm").level, DangerLevel::Emergency);
        QCOMPARE(judged("left arm is aching").level, DangerLevel::Emergency);
        QCOMPARE(judged("hart attack").level, DangerLevel::Emergency);
    }

    void modifiersReachAsFarAsWritten()
    {
        QCOMPARE(judged("no chest pain").level, DangerLevel::None);
        QCOMPARE(judged("my chest has no pain").level, DangerLevel::None);
        QCOMPARE(judged("not one two three four chest pain").level, DangerLevel::None);
        QCOMPARE(judged("not one two three four five chest pain").level, DangerLevel::Emergency);
        QCOMPARE(judged("no i have chest pain").level, DangerLevel::Emergency); // stopped
        QCOMPARE(judged("not only chest pain").level, DangerLevel::Emergency);  // none at all
        QCOMPARE(judged("chest pain years ago").level, DangerLevel::None);
        QCOMPARE(judged("chest pain years ago and again").level, DangerLevel::Emergency);
        QCOMPARE(judged("fever years ago").level, DangerLevel::Urgent); // defies the past
        QCOMPARE(judged("a heart attack from the bill").level, DangerLevel::None);
        QCOMPARE(judged("a heart attack from the bill and chest pain").level, DangerLevel::Emergency);
    }

    void aFaultNamesItsFileAndLine()
    {
        QCOMPARE(faultOf({groups, concepts, modifiers}), QString());
        QVERIFY(faultOf({groups, "\n\nemergency\tx\n", modifiers}).startsWith(QLatin1String("concepts:3: 2 columns")));
        QVERIFY(faultOf({groups, "deadly\ta\tb\t-\tc\n", modifiers}).contains(QLatin1String("no level \"deadly\"")));
        QVERIFY(faultOf({groups, "urgent\ta\tb\t-\t@nobody\n", modifiers}).contains(QLatin1String("no such group")));
        QVERIFY(faultOf({groups, "urgent\ta\tb\tluck\tc\n", modifiers}).contains(QLatin1String("luck")));
        QVERIFY(faultOf({groups, "urgent\ta\tb\t-\tc ..99 d\n", modifiers}).contains(QLatin1String("not a gap")));
        QVERIFY(faultOf({groups, "urgent\ta\tb\t-\tc,\n", modifiers}).contains(QLatin1String("nothing to match")));
        QVERIFY(faultOf({groups, concepts, "negation\tbelow\t1\tx\tno\n"}).startsWith(QLatin1String("modifiers:1")));
        QVERIFY(faultOf({groups + "pain\tsting\n", concepts, modifiers}).contains(QLatin1String("twice")));
        QVERIFY(faultOf({"pain\tsting\n", "", ""}).contains(QLatin1String("barrier")));
    }

    void theBuiltInWordsAreReadable()
    {
        const DangerLexicon &lexicon = DangerLexicon::builtIn();
        QVERIFY(lexicon.concepts().size() > 80);
        QVERIFY(lexicon.modifiers().size() > 30);
    }
};

QTEST_APPLESS_MAIN(TestDangerLexicon)
#include "test_danger_lexicon.moc"
