// What the clinic file answers by itself.
#include "dialog/faq_answers.h"
#include "dialog/small_clinic.h"

#include <QTest>

using namespace nightbell;

namespace {

QString answered(const SmallClinic &clinic, Intent intent, const QString &said)
{
    return answerTo(intent, wordsOf(said), clinic.around(), clinic.moment()).value_or(QString());
}

} // namespace

class TestFaqAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hoursAreToldOfTheDayThatIsAsked();
    void theWayThereIsTold();
    void plansAreNamedAndNeverGuessed();
    void servicesAreNamedWithoutAPrice();
    void peopleAreNamed();
    void whatTheFileDoesNotSayIsNotAnswered();
    void theClinicsOwnAnswerComesFirst();
    void anErrandIsNoQuestion();
};

void TestFaqAnswers::hoursAreToldOfTheDayThatIsAsked()
{
    const SmallClinic clinic;
    QVERIFY(answered(clinic, Intent::Hours, u"what time do you close on friday"_s).contains(u"5 pm"_s));
    QVERIFY(answered(clinic, Intent::Hours, u"are you open on saturday"_s).contains(u"closed"_s));
    QVERIFY(answered(clinic, Intent::Hours, u"are you open now"_s).contains(u"open"_s));
    const QString week = answered(clinic, Intent::Hours, u"when are you open"_s);
    QVERIFY(week.contains(u"Monday"_s) && week.contains(u"8 am"_s));
}

void TestFaqAnswers::theWayThereIsTold()
{
    const SmallClinic clinic;
    QCOMPARE(answered(clinic, Intent::Location, u"where are you"_s), u"We are at 40 Alder Avenue."_s);
    QCOMPARE(answered(clinic, Intent::Location, u"is there parking"_s), u"For parking: behind the building."_s);
    const QString both = answered(clinic, Intent::Location, u"whats the address and can i park there"_s);
    QVERIFY(both.contains(u"40 Alder Avenue"_s) && both.contains(u"behind the building"_s));
}

void TestFaqAnswers::plansAreNamedAndNeverGuessed()
{
    const SmallClinic clinic;
    QCOMPARE(answered(clinic, Intent::InsuranceFaq, u"do you take aetna"_s), u"Yes, we take Aetna."_s);
    const QString other = answered(clinic, Intent::InsuranceFaq, u"do you take blue cross"_s);
    QVERIFY(other.contains(u"do not see"_s) && other.contains(u"Aetna and Medicare"_s));
    QVERIFY(answered(clinic, Intent::InsuranceFaq, u"which plans do you take"_s).contains(u"Aetna and Medicare"_s));
}

void TestFaqAnswers::servicesAreNamedWithoutAPrice()
{
    const SmallClinic clinic;
    QVERIFY(answered(clinic, Intent::ServicesFaq, u"do you do flu shots"_s).contains(u"about 15 minutes"_s));
    const QString price = answered(clinic, Intent::ServicesFaq, u"how much is a flu shot"_s);
    QVERIFY(price.contains(u"do not have its price"_s));
    QVERIFY(!price.contains(QRegularExpression(u"\\$|[0-9]"_s)));
    QVERIFY(answered(clinic, Intent::ServicesFaq, u"do you do ear wax removal"_s).contains(u"do not see"_s));
    QVERIFY(answered(clinic, Intent::ServicesFaq, u"what services do you have"_s).contains(u"blood test"_s));
}

void TestFaqAnswers::peopleAreNamed()
{
    const SmallClinic clinic;
    QVERIFY(answered(clinic, Intent::ServicesFaq, u"does dr okoro work there"_s).contains(u"Dr. Samuel Okoro"_s));
    QVERIFY(answered(clinic, Intent::ServicesFaq, u"which doctors can i see"_s).contains(u"Dr. Ruth Almeida or"_s));
}

void TestFaqAnswers::whatTheFileDoesNotSayIsNotAnswered()
{
    SmallClinic clinic;
    clinic.organisation.insurance.clear();
    clinic.organisation.branches.first().parking.clear();
    clinic.organisation.branches.first().address.clear();
    QCOMPARE(answered(clinic, Intent::InsuranceFaq, u"do you take aetna"_s), QString());
    QCOMPARE(answered(clinic, Intent::Location, u"where can i park"_s), QString());
    QCOMPARE(answered(clinic, Intent::Location, u"where are you"_s), QString());
}

void TestFaqAnswers::theClinicsOwnAnswerComesFirst()
{
    const SmallClinic clinic;
    const Knowledge own{{{u"parking"_s, {u"where can i park"_s}, u"Use the lot on Elm Street."_s}}};
    const Surroundings known = clinic.around();
    const Surroundings here{known.organisation, known.branch, known.scripts, own, known.now, true, {}};
    QCOMPARE(answerTo(Intent::Location, wordsOf(u"where can i park"), here, clinic.moment()),
             u"Use the lot on Elm Street."_s);
}

void TestFaqAnswers::anErrandIsNoQuestion()
{
    for (const Intent intent : {Intent::Book, Intent::Results, Intent::OutOfScope, Intent::Emergency})
        QCOMPARE(answered(SmallClinic(), intent, u"where are you"_s), QString());
}

QTEST_GUILESS_MAIN(TestFaqAnswers)
#include "test_faq_answers.moc"
