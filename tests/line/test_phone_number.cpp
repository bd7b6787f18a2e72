// Numbers as the whole world writes them.
#include "line/phone_number.h"

#include <QTest>

using namespace nightbell;

class TestPhoneNumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNumberOfTheCountryGetsItsCode_data();
    void aNumberOfTheCountryGetsItsCode();
    void withoutACountryOnlyWholeNumbersAreRead();
    void whatIsNoNumberStays();
};

void TestPhoneNumber::aNumberOfTheCountryGetsItsCode_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("e164");
    QTest::newRow("Berlin") << QStringLiteral("030 123456") << QStringLiteral("DE") << QStringLiteral("+4930123456");
    QTest::newRow("abroad") << QStringLiteral("00 44 20 7946 0018") << QStringLiteral("DE")
                            << QStringLiteral("+442079460018");
    QTest::newRow("New York") << QStringLiteral("(212) 736-5000") << QStringLiteral("US")
                              << QStringLiteral("+12127365000");
}

void TestPhoneNumber::aNumberOfTheCountryGetsItsCode()
{
    QFETCH(QString, written);
    QFETCH(QString, region);
    QTEST(toE164(written, region), "e164");
}

void TestPhoneNumber::withoutACountryOnlyWholeNumbersAreRead()
{
    QCOMPARE(toE164(QStringLiteral("030 123456"), QString()), QStringLiteral("030 123456"));
    QCOMPARE(toE164(QStringLiteral("+49 30 123456"), QString()), QStringLiteral("+4930123456"));
}

void TestPhoneNumber::whatIsNoNumberStays()
{
    for (const QString &written : {QString(), QStringLiteral("100"), QStringLiteral("front desk"),
                                   QStringLiteral("+999999"), QString(1'000, QLatin1Char('1'))})
        QCOMPARE(toE164(written, QStringLiteral("DE")), written);
}

QTEST_APPLESS_MAIN(TestPhoneNumber)
#include "test_phone_number.moc"
