#include "clinic/clinic_book.h"
#include "clinic/emergency_number.h"
#include "clinic/greeting.h"
#include "clinic/starter_book.h"

#include <QTest>

using namespace nightbell;

namespace {

Branch branch(const char *id, const QStringList &numbers)
{
    return {.id = BranchId(QString::fromLatin1(id)), .numbers = numbers};
}

ClinicBook twoClinics()
{
    ClinicBook book;
    book.organisations = {
        {.id = ClinicId(QStringLiteral("north")),
         .branches = {branch("harbour", {QStringLiteral("+15550100101"), QStringLiteral("+15550100102")}),
                      branch("hill", {QStringLiteral("+15550100103")})}},
        {.id = ClinicId(QStringLiteral("south")), .branches = {branch("beach", {QStringLiteral("+4930555001")})}}};
    return book;
}

CalledPlace place(const char *clinic, const char *branch)
{
    return {ClinicId(QString::fromLatin1(clinic)), BranchId(QString::fromLatin1(branch))};
}

} // namespace

class TestClinicBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCalledNumberNamesClinicAndBranch();
    void aNumberIsRecognisedHoweverTheLineWritesIt();
    void anUnmappedNumberIsRefused();
    void theOnlyBranchAnswersEveryNumberWhileItListsNone();
    void aSecondBranchOrClinicEndsThatException();
    void theGreetingNamesTheClinicAndTheEmergencyNumber();
    void aNameWithBracesIsSpokenAsItStands();
    void theDefaultGreetingIsHonest();
    void theClinicMayNameAnotherEmergencyNumber();
};

void TestClinicBook::theCalledNumberNamesClinicAndBranch()
{
    const ClinicBook book = twoClinics();
    QCOMPARE(whoIsCalled(book, u"+15550100102").value(), place("north", "harbour"));
    QCOMPARE(whoIsCalled(book, u"+15550100103").value(), place("north", "hill"));
    QCOMPARE(whoIsCalled(book, u"+4930555001").value(), place("south", "beach"));
    QCOMPARE(branchOf(*organisationOf(book, ClinicId(QStringLiteral("south"))), BranchId(QStringLiteral("beach")))->id,
             BranchId(QStringLiteral("beach")));
    QVERIFY(!organisationOf(book, ClinicId(QStringLiteral("west"))));
    QVERIFY(!branchOf(book.organisations.first(), BranchId(QStringLiteral("beach"))));
}

void TestClinicBook::aNumberIsRecognisedHoweverTheLineWritesIt()
{
    const ClinicBook book = twoClinics();
    for (const QStringView written : {u"+1 (555) 010-0103", u"15550100103", u"0015550100103", u" +1.555.010.0103 "})
        QCOMPARE(whoIsCalled(book, written).value(), place("north", "hill"));
}

void TestClinicBook::anUnmappedNumberIsRefused()
{
    const ClinicBook book = twoClinics();
    for (const QStringView written :
         {u"+15550100199", u"", u"reception", u"+", u"5550100103", u"+15550100103x", u"1+5550100103"}) {
        const auto found = whoIsCalled(book, written);
        QVERIFY2(!found.ok(), qPrintable(written.toString()));
        QCOMPARE(found.problem().kind, Problem::Kind::NotFound);
        QVERIFY(!found.problem().detail.contains(QStringLiteral("555")));
    }
}

void TestClinicBook::theOnlyBranchAnswersEveryNumberWhileItListsNone()
{
    ClinicBook book = starterBook();
    for (const QStringView written : {u"+15550100199", u"reception", u""})
        QCOMPARE(whoIsCalled(book, written).value(), place("clinic", "main"));
    book.organisations[0].branches[0].numbers = {QStringLiteral("+15550100101")};
    QVERIFY(!whoIsCalled(book, u"+15550100199").ok());
    QVERIFY(whoIsCalled(book, u"+15550100101").ok());
}

void TestClinicBook::aSecondBranchOrClinicEndsThatException()
{
    ClinicBook branches = starterBook();
    branches.organisations[0].branches << branch("second", {});
    QVERIFY(!whoIsCalled(branches, u"+15550100199").ok());
    ClinicBook clinics = starterBook();
    clinics.organisations << Organisation{};
    QVERIFY(!whoIsCalled(clinics, u"+15550100199").ok());
    QVERIFY(!whoIsCalled(ClinicBook{}, u"+15550100199").ok());
}

void TestClinicBook::theGreetingNamesTheClinicAndTheEmergencyNumber()
{
    Organisation clinic{.name = QStringLiteral("Lakeside"), .country = QStringLiteral("DE")};
    clinic.greeting = QStringLiteral("{clinic} here. Dial {emergency}, said {clinic}.");
    QCOMPARE(greetingWords(clinic), QStringLiteral("Lakeside here. Dial 1 1 2, said Lakeside."));
}

void TestClinicBook::aNameWithBracesIsSpokenAsItStands()
{
    Organisation clinic{.name = QStringLiteral("{emergency} {clinic}"), .country = QStringLiteral("DE")};
    clinic.greeting = QStringLiteral("{clinic}");
    QCOMPARE(greetingWords(clinic), clinic.name);
}

void TestClinicBook::theDefaultGreetingIsHonest()
{
    const QString words = greetingWords(starterBook().organisations.first());
    QVERIFY(words.contains(QStringLiteral("automated assistant")));
    QVERIFY(words.contains(QStringLiteral("hang up and dial 9 1 1")));
    QVERIFY(words.contains(QStringLiteral("Your clinic")));
    QVERIFY(!words.contains(u'{'));
}

void TestClinicBook::theClinicMayNameAnotherEmergencyNumber()
{
    Organisation clinic{.country = QStringLiteral("NO")};
    QCOMPARE(emergencyNumberOf(clinic), QStringLiteral("113")); // the ambulance, not the police
    clinic.emergencyNumber = QStringLiteral("112");
    QCOMPARE(emergencyNumberOf(clinic), QStringLiteral("112"));
    clinic = {.country = QStringLiteral("AQ")};
    QCOMPARE(emergencyNumberOf(clinic), QString());
}

QTEST_APPLESS_MAIN(TestClinicBook)
#include "test_clinic_book.moc"
