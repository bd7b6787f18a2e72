#include "dialog/read_back.h"

#include <QtTest>

using namespace nightbell;

class TestReadBack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void daysAreReadInTheCallersWay()
    {
        const QDate today(2026, 9, 15);
        QCOMPARE(spokenDay({2026, 9, 22}, today), QStringLiteral("Tuesday, September 22nd"));
        QCOMPARE(spokenDay({2026, 10, 13}, today, DayStyle::British), QStringLiteral("Tuesday the 13th of October"));
        QCOMPARE(spokenDay({2027, 1, 1}, today), QStringLiteral("Friday, January 1st, 2027"));
    }

    void hoursAreReadByTheTwelveHourClock()
    {
        QCOMPARE(spokenTime({16, 15}), QStringLiteral("4:15 pm"));
        QCOMPARE(spokenTime({9, 5}), QStringLiteral("9:05 am"));
        QCOMPARE(spokenTime({12, 0}), QStringLiteral("noon"));
        QCOMPARE(spokenTime({0, 30}), QStringLiteral("12:30 am"));
    }

    void aWindowIsReadWithBothEnds()
    {
        SaidWhen when;
        when.date = QDate(2026, 9, 18);
        when.timeFrom = QTime(14, 0);
        when.timeTo = QTime(16, 0);
        QCOMPARE(spokenWhen(when, {2026, 9, 15}), QStringLiteral("Friday, September 18th between 2 pm and 4 pm"));
    }

    void digitsAreReadInGroups()
    {
        QCOMPARE(spokenPhone(QStringLiteral("+16465550134")), QStringLiteral("6 4 6, 5 5 5, 0 1 3 4"));
        QCOMPARE(spokenPhone(QStringLiteral("+447700900678")), QStringLiteral("0 7 7 0 0, 9 0 0, 6 7 8"));
        QCOMPARE(spokenPhone(QStringLiteral("+4930123456")), QStringLiteral("plus 4 9, 3 0 1, 2 3 4, 5 6"));
    }

    void aSurnameIsReadLetterByLetter()
    {
        QCOMPARE(spokenLetters(QStringLiteral("Karl Weiss")), QStringLiteral("W, E, I, S, S"));
    }

    void aBirthDateIsReadWithItsYear()
    {
        QCOMPARE(spokenBirthDate({1980, 6, 3}), QStringLiteral("June 3rd, 1980"));
        QCOMPARE(spokenBirthDate({1980, 6, 3}, DayStyle::British), QStringLiteral("the 3rd of June, 1980"));
    }
};

QTEST_APPLESS_MAIN(TestReadBack)
#include "test_read_back.moc"
