// Whether a caller is done: what was said so far, beside what was asked.
#include "dialog/answer_completeness.h"

#include <QTest>

using namespace nightbell;

class TestAnswerCompleteness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSaidIsJudgedByTheQuestion_data();
    void whatIsSaidIsJudgedByTheQuestion();
    void anOfferedChoiceIsWhole();
};

void TestAnswerCompleteness::whatIsSaidIsJudgedByTheQuestion_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<Completeness>("is");
    const auto said = [](const char *words, const char *key, Completeness is) {
        QTest::newRow(words) << QString::fromLatin1(key) << is;
    };
    const auto hanging = Completeness::Hanging, open = Completeness::Open, complete = Completeness::Complete;
    said("yes", "confirm", complete);
    said("no that's wrong", "confirm", complete);
    said("yes but", "confirm", hanging);
    said("well", "confirm", hanging);
    said("the first one", "offer", complete);
    said("on thursday", "offer", complete);
    said("on", "date", hanging);
    said("next tuesday", "date", complete);
    said("at half past two", "time", complete);
    said("it's the", "date", hanging);
    said("my name is", "name", hanging);
    said("my name is peter", "name", hanging);
    said("peter hughes", "name", complete);
    said("mary", "name", hanging);
    said("hughes", "name", open);
    said("I would like to book", "", hanging);
    said("five five five", "phone", hanging);
    said("five five five two one two three four five", "phone", hanging);
    said("six one seven five five five two one two three", "phone", complete);
    said("march third", "dob", hanging);
    said("march third nineteen eighty five", "dob", complete);
    said("march third nineteen eighty", "dob", open);
    said("I would like to", "", hanging);
    said("I would like to book an appointment", "", open);
    said("I would like to speak to a person please", "", complete);
    said("a check up and", "service", hanging);
    said("it is about my", "reason", hanging);
}

void TestAnswerCompleteness::whatIsSaidIsJudgedByTheQuestion()
{
    QFETCH(QString, key);
    QFETCH(Completeness, is);
    const Moment monday{QDate(2026, 9, 14), QTime(9, 30), QTimeZone("America/New_York")};
    const AwaitedAnswer awaited{.key = key, .choices = {}, .region = QStringLiteral("US"), .moment = monday};
    QCOMPARE(completenessOf(wordsOf(QString::fromLatin1(QTest::currentDataTag())), awaited), is);
}

void TestAnswerCompleteness::anOfferedChoiceIsWhole()
{
    const AwaitedAnswer awaited{.key = QStringLiteral("service"),
                                .choices = {QStringLiteral("Flu shot"), QStringLiteral("Check-up")},
                                .region = QStringLiteral("US"),
                                .moment = {}};
    QCOMPARE(completenessOf(wordsOf(u"a flu shot"), awaited), Completeness::Complete);
    QCOMPARE(completenessOf(wordsOf(u"a shot"), awaited), Completeness::Open);
}

QTEST_APPLESS_MAIN(TestAnswerCompleteness)
#include "test_answer_completeness.moc"
