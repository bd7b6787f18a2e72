#include "store/caller_mark.h"

#include <QTest>

using namespace nightbell;

namespace {

Initiated from(const QString &number) { return {.from = PrivateText(number)}; }

QString marked(const Initiated &call)
{
    const auto mark = markOf(call);
    return mark ? mark->text.reveal() : QString();
}

} // namespace

class TestCallerMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneNumberHasOneMarkHoweverItIsWritten_data();
    void oneNumberHasOneMarkHoweverItIsWritten();
    void whatIsNoPersonsNumberHasNoMark_data();
    void whatIsNoPersonsNumberHasNoMark();
    void aWithheldNumberHasNoMarkEvenWhenTheLineKnowsIt();
    void aFingerprintCountsWhereThereIsNoNumber();
    void aFingerprintIsNeverTakenForANumber();
    void whoWasCalledByTheClinicIsKnownByTheNumberCalled();
    void aSharedNumberIsHeldHoweverItIsWritten();
    void aMarkCannotBePrinted();
};

void TestCallerMark::oneNumberHasOneMarkHoweverItIsWritten_data()
{
    QTest::addColumn<QString>("number");
    for (const char *each :
         {"+493012345678", "+49 30 12345678", "+49 (0)30 1234-5678", "0049 30/12345678", "tel:+49-30-12345678",
          "sip:+493012345678@gateway.example;user=phone", "SIPS:+493012345678@[::1]:5061", "  +49.30.12345678 ",
          "+49\u00a030\u00a012345678", "+٤٩٣٠١٢٣٤٥٦٧٨"})
        QTest::newRow(each) << QString::fromUtf8(each);
}

void TestCallerMark::oneNumberHasOneMarkHoweverItIsWritten()
{
    QFETCH(const QString, number);
    QCOMPARE(marked(from(number)), QStringLiteral("tel:+493012345678"));
}

void TestCallerMark::whatIsNoPersonsNumberHasNoMark_data()
{
    QTest::addColumn<QString>("number");
    for (const char *each : {"",
                             " ",
                             "+",
                             "anonymous",
                             "Anonymous",
                             "sip:anonymous@anonymous.invalid",
                             "unknown",
                             "restricted",
                             "Unavailable",
                             "private",
                             "asserted-id",
                             "110",
                             "12345",
                             "+266696687",
                             "266696687",
                             "7378742833",
                             "+86282452253",
                             "0000000000",
                             "+000000000000",
                             "9999999999",
                             "1234567890123456",
                             "00",
                             "004912",
                             "+49 30 1234x678",
                             "sip:alice1234567@example.com",
                             "+49+3012345678",
                             "%2B493012345678"})
        QTest::newRow(*each ? each : "empty") << QString::fromUtf8(each);
    QTest::newRow("endless") << QString(10'000, u'7');
}

void TestCallerMark::whatIsNoPersonsNumberHasNoMark()
{
    QFETCH(const QString, number);
    QCOMPARE(marked(from(number)), QString());
}

void TestCallerMark::aWithheldNumberHasNoMarkEvenWhenTheLineKnowsIt()
{
    Initiated call = from(QStringLiteral("+493012345678"));
    call.numberWithheld = true;
    QCOMPARE(marked(call), QString());
}

void TestCallerMark::aFingerprintCountsWhereThereIsNoNumber()
{
    Initiated call = from(QStringLiteral("anonymous"));
    call.fingerprint = PrivateText(QStringLiteral(" b1946ac92492d234 "));
    QCOMPARE(marked(call), QStringLiteral("own:b1946ac92492d234"));
    call.fingerprint = PrivateText(QStringLiteral("short"));
    QCOMPARE(marked(call), QString());
    call.fingerprint = PrivateText(QString(1'000, u'f'));
    QCOMPARE(marked(call), QString());
    call = from(QStringLiteral("+493012345678"));
    call.fingerprint = PrivateText(QStringLiteral("b1946ac92492d234"));
    QCOMPARE(marked(call), QStringLiteral("tel:+493012345678"));
}

void TestCallerMark::aFingerprintIsNeverTakenForANumber()
{
    Initiated call;
    call.fingerprint = PrivateText(QStringLiteral("+493012345678"));
    QVERIFY(marked(call) != marked(from(QStringLiteral("+493012345678"))));
}

void TestCallerMark::whoWasCalledByTheClinicIsKnownByTheNumberCalled()
{
    Initiated call = from(QStringLiteral("+49309999990"));
    call.direction = Direction::Outbound;
    call.to = PrivateText(QStringLiteral("+49 30 12345678"));
    call.numberWithheld = true; // the clinic's own, when it calls
    QCOMPARE(marked(call), QStringLiteral("tel:+493012345678"));
}

void TestCallerMark::aSharedNumberIsHeldHoweverItIsWritten()
{
    const SharedNumbers shared({PrivateText(QStringLiteral("+49 (0)30 1234-5678")), PrivateText(QStringLiteral("?"))});
    QVERIFY(shared.hold(*markOf(from(QStringLiteral("0049 30 12345678")))));
    QVERIFY(!shared.hold(*markOf(from(QStringLiteral("0049 30 12345679")))));
    QVERIFY(!SharedNumbers().hold(*markOf(from(QStringLiteral("0049 30 12345678")))));
}

void TestCallerMark::aMarkCannotBePrinted()
{
    QString printed;
    QDebug(&printed) << markOf(from(QStringLiteral("+493012345678")))->text;
    QVERIFY(!printed.contains(QStringLiteral("12345678")));
}

QTEST_APPLESS_MAIN(TestCallerMark)
#include "test_caller_mark.moc"
