#include "speech/answer_rules.h"

#include "speech/ear_words.h"
#include "speech/open_sentences.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

AnswerRules rulesOf(const QByteArray &lines)
{
    AnswerRules rules;
    const Result<> read = rules.read(lines);
    if (!read)
        qFatal("%s", qPrintable(read.problem().detail));
    return rules;
}

} // namespace

class TestAnswerRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writtenTextBecomesWordsThatAreSaid_data();
    void writtenTextBecomesWordsThatAreSaid();
    void aChoiceIsOneOfItsWays();
    void theSameTurnGivesTheSameWords();
    void aRuleMaySpeakOnlyOfThoseBeforeIt();
    void unbalancedPhrasesAreRefusedWithTheirLine();
    void aGrammarHoldsOnlyTheRulesItNeeds();
    void aClinicsOwnNamesAreTakenLiterally();
    void everyQuestionHasItsAnswers();
};

void TestAnswerRules::writtenTextBecomesWordsThatAreSaid_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("spoken");
    QTest::newRow("title") << u"Dr. O\u2019Brien"_s << u"doctor o'brien"_s;
    QTest::newRow("hour") << u"at 10:30 pm"_s << u"at ten thirty p m"_s;
    QTest::newRow("full hour") << u"10:00"_s << u"ten o'clock"_s;
    QTest::newRow("day") << u"the 22nd"_s << u"the twenty second"_s;
    QTest::newRow("twentieth") << u"20th"_s << u"twentieth"_s;
    QTest::newRow("year") << u"1985"_s << u"nineteen eighty five"_s;
    QTest::newRow("digits") << u"555 0134"_s << u"five five five zero one three four"_s;
    QTest::newRow("contraction") << u"I dont, wont and cant"_s << u"i don't won't and can't"_s;
    QTest::newRow("accent") << u"Zoë Müller"_s << u"zoe muller"_s;
    QTest::newRow("letters and figures") << u"a1c"_s << u"a one c"_s;
    QTest::newRow("signs") << u"<b>|(x){y};\"\\"_s << u"b x y"_s;
    QTest::newRow("only quotes") << u"'' '"_s << QString();
}

void TestAnswerRules::writtenTextBecomesWordsThatAreSaid()
{
    QFETCH(QString, written);
    QFETCH(QString, spoken);
    QCOMPARE(earWords(written).join(u' '), spoken);
}

void TestAnswerRules::aChoiceIsOneOfItsWays()
{
    const AnswerRules rules = rulesOf("day\tmonday|tuesday\nwish\t(on|) {day} (please|)\n");
    QSet<QString> said;
    for (quint32 turn = 0; turn < 200; ++turn)
        said.insert(rules.wording(u"wish"_s, turn).join(u' '));
    QCOMPARE(said.size(), 8);
    QVERIFY(said.contains(u"on tuesday please"_s));
    QVERIFY(said.contains(u"monday"_s));
}

void TestAnswerRules::theSameTurnGivesTheSameWords()
{
    const QByteArray lines = "day\tmonday|tuesday|friday\nwish\t{day} or {day}\n";
    for (quint32 turn = 0; turn < 20; ++turn)
        QCOMPARE(rulesOf(lines).wording(u"wish"_s, turn), rulesOf(lines).wording(u"wish"_s, turn));
}

void TestAnswerRules::aRuleMaySpeakOnlyOfThoseBeforeIt()
{
    AnswerRules rules;
    QVERIFY(!rules.add(u"a"_s, u"{a} again"));
    QVERIFY(!rules.add(u"a"_s, u"{b}"));
    QVERIFY(rules.add(u"b"_s, u"be"));
    QVERIFY(rules.add(u"a"_s, u"{b}"));
    const Result<> late = rules.add(u"b"_s, u"{a}"); // they would speak of each other
    QVERIFY(!late);
    QCOMPARE(late.problem().kind, Problem::Kind::Invalid);
}

void TestAnswerRules::unbalancedPhrasesAreRefusedWithTheirLine()
{
    for (const char *phrase : {"(a|b", "a)", "{a", "a}", "((((((((((((((((((((a))))))))))))))))))))"}) {
        AnswerRules rules;
        const Result<> read = rules.read(QByteArray("fine\tfine\nwrong\t") + phrase);
        QVERIFY2(!read, phrase);
        QVERIFY(read.problem().detail.startsWith("line 2"_L1));
    }
}

void TestAnswerRules::aGrammarHoldsOnlyTheRulesItNeeds()
{
    const AnswerRules rules = rulesOf("day\tmonday|friday\nelse\tnothing\nanswer.date\t(on|) {day}\nalways\tstop\n");
    QCOMPARE(rules.jsgf(u"answer.date"_s, {{u"next"_s, u"week"_s}}, u"always"_s),
             QByteArray("#JSGF V1.0;\n"
                        "grammar answer;\n"
                        "<r_day> = ( ( monday | friday ) );\n"
                        "<r_answer_date> = ( [ on ] <r_day> );\n"
                        "<r_always> = ( stop );\n"
                        "public <answer> = <r_answer_date> | <r_always> | next week;\n"));
}

void TestAnswerRules::aClinicsOwnNamesAreTakenLiterally()
{
    AnswerRules rules = rulesOf("service\tflu shot\n");
    rules.addPlain(u"service"_s, u"Echo|gram (adults) {x}"_s);
    rules.addPlain(u"service"_s, u"!"_s);
    QSet<QString> words;
    rules.gatherWords(u"service"_s, words);
    QCOMPARE(words, (QSet<QString>{u"flu"_s, u"shot"_s, u"echo"_s, u"gram"_s, u"adults"_s, u"x"_s}));
}

void TestAnswerRules::everyQuestionHasItsAnswers()
{
    const auto rules = callersRules({.services = {u"Podiatry"_s}, .doctors = {u"Dr. Lindqvist"_s}});
    QVERIFY2(rules, rules ? "" : qPrintable(rules.problem().detail));
    for (const QString &rule : questionRules()) {
        QVERIFY2(rules.value().has(rule), qPrintable(rule));
        for (quint32 turn = 0; turn < 20; ++turn)
            QVERIFY(!rules.value().wording(rule, turn).isEmpty());
    }
    QSet<QString> words;
    rules.value().gatherWords(u"answer.provider"_s, words);
    QVERIFY(words.contains(u"lindqvist"_s));
    rules.value().gatherWords(u"answer.service"_s, words);
    QVERIFY(words.contains(u"podiatry"_s));
    rules.value().gatherWords(u"always"_s, words);
    QVERIFY(words.contains(u"ambulance"_s));
}

QTEST_GUILESS_MAIN(TestAnswerRules)
#include "test_answer_rules.moc"
