// Who may be called, and how often.
#include "line/dial_rule.h"

#include <QTest>

using namespace nightbell;

class TestDialRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAListNobodyIsCalled();
    void onlyListedBeginningsAreCalled_data();
    void onlyListedBeginningsAreCalled();
    void anHourTakesNoMoreThanItsShare();
    void signsBetweenDigitsAreNoPartOfANumber();
};

void TestDialRule::withoutAListNobodyIsCalled()
{
    DialRule rule({.allowed = {}, .perHour = 10});
    QCOMPARE(rule.admit(QStringLiteral("+4930123456"), Span{0}).problem().kind, Problem::Kind::Refused);
}

void TestDialRule::onlyListedBeginningsAreCalled_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("a city") << QStringLiteral("+4930123456") << true;
    QTest::newRow("an extension") << QStringLiteral("217") << true;
    QTest::newRow("another country") << QStringLiteral("+882345") << false;
    QTest::newRow("the same digits later") << QStringLiteral("0+4930") << false;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("another host behind the number") << QStringLiteral("+4930@example.net") << false;
    QTest::newRow("a parameter behind the number") << QStringLiteral("+4930;phone-context=x") << false;
    QTest::newRow("an escape") << QStringLiteral("+49%3090") << false;
    QTest::newRow("a line break") << QStringLiteral("+4930\r\nTo: x") << false;
    QTest::newRow("far too long") << QStringLiteral("+49").leftJustified(65, QLatin1Char('1')) << false;
}

void TestDialRule::onlyListedBeginningsAreCalled()
{
    QFETCH(QString, number);
    DialRule rule({.allowed = {QStringLiteral("+49"), QStringLiteral("2")}, .perHour = 10});
    QTEST(rule.admit(number, Span{0}).ok(), "allowed");
}

void TestDialRule::anHourTakesNoMoreThanItsShare()
{
    using namespace std::chrono_literals;
    DialRule rule({.allowed = {QStringLiteral("0")}, .perHour = 2});
    QVERIFY(rule.admit(QStringLiteral("01"), 0min).ok());
    QVERIFY(!rule.admit(QStringLiteral("9"), 5min).ok()); // what is refused takes nobody's place
    QVERIFY(rule.admit(QStringLiteral("02"), 30min).ok());
    QCOMPARE(rule.admit(QStringLiteral("03"), 59min).problem().kind, Problem::Kind::Full);
    QVERIFY(rule.admit(QStringLiteral("03"), 60min).ok());
    QVERIFY(!rule.admit(QStringLiteral("04"), 89min).ok());
    QVERIFY(rule.admit(QStringLiteral("04"), 90min).ok());
}

void TestDialRule::signsBetweenDigitsAreNoPartOfANumber()
{
    QCOMPARE(dialled(QStringLiteral("+49 (30) 123-456/7")), QStringLiteral("+49301234567"));
    QCOMPARE(dialled(QStringLiteral("ann.smith")), QStringLiteral("ann.smith"));
}

QTEST_APPLESS_MAIN(TestDialRule)
#include "test_dial_rule.moc"
