// The services, people and medicines that callers name.
#include "dialog/said_medication.h"
#include "dialog/said_provider.h"
#include "dialog/said_service.h"
#include "dialog/sound_key.h"

#include <QtTest>

using namespace nightbell;

namespace {

QString serviceIn(const char *said, const QList<Service> &services = {})
{
    const auto found = saidService(wordsOf(QString::fromUtf8(said)), services);
    return found ? found->id : QString();
}

QString medicineIn(const char *said)
{
    const auto found = saidMedication(wordsOf(QString::fromUtf8(said)));
    return found ? found->name : QString();
}

QList<Provider> people()
{
    QList<Provider> made;
    for (const char *name : {"Dr. Anita Patel", "Dr. Thanh Nguyen", "Jan Kowalski", "Dr. Siobhan O'Brien",
                             "Dr. Omar Khan", "Dr. Ruth Kahn", "Maria Lopez"}) {
        const QString text = QString::fromUtf8(name);
        made << Provider{.id = ProviderId(text.section(u' ', -1).toLower().remove(u'\'')), .name = text};
    }
    return made;
}

QString personIn(const char *said)
{
    const auto found = saidProviders(wordsOf(QString::fromUtf8(said)), people());
    return found.isEmpty() ? QString() : found.first().id.text();
}

} // namespace

class TestSaidThings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layWordsNameAService_data()
    {
        QTest::addColumn<QString>("id");
        for (const auto &[said, id] : std::initializer_list<std::pair<const char *, const char *>>{
                 {"tuesday for a flu vaccine please", "flu_shot"},
                 {"i want my flu jab", "flu_shot"},
                 {"a covid booster", "covid_booster"},
                 {"an appointment for a routine exam", "check_up"},
                 {"just a check up", "check_up"},
                 {"can my son get his measles vaccine", "vaccination"},
                 {"we need travel shots for kenya", "travel_vaccination"},
                 {"vaccines for our trip", "travel_vaccination"},
                 {"i need my bloods done", "blood_test"},
                 {"some lab work the doctor ordered", "blood_test"},
                 {"my yearly physical", "physical"},
                 {"a sports physical for school", "physical"},
                 {"follow up with dr patel", "follow_up"},
                 {"im a new patient", "new_patient"},
                 {"i need to see a dermatologist", "specialist"},
                 {"a well child visit", "well_child"},
                 {"its time for my smear test", "pap_smear"},
                 {"have my moles checked", "skin_check"},
                 {"my ears need syringing my ears are blocked", "ear_wax"},
                 {"ear wax removal", "ear_wax"},
                 {"ive got a cough and a sore throat", "sick_visit"},
             })
            QTest::newRow(said) << QString::fromLatin1(id);
    }
    void layWordsNameAService()
    {
        QFETCH(QString, id);
        QCOMPARE(serviceIn(QTest::currentDataTag()), id);
    }

    void aClinicsOwnServicesAreKnownByTheirNames()
    {
        const QList<Service> own{{.id = ServiceId(QStringLiteral("lash")), .name = QStringLiteral("Dry Needling")},
                                 {.id = ServiceId(QStringLiteral("gait")), .name = QStringLiteral("Gait Analysis")}};
        QCOMPARE(serviceIn("could i book dry needling", own), QStringLiteral("lash"));
        QCOMPARE(serviceIn("the gate analysis please", own), QStringLiteral("gait"));
        QVERIFY(serviceIn("a flu shot", own).isEmpty()); // it is not offered there
    }

    void noServiceIsHeardWhereNoneIsNamed()
    {
        QVERIFY(serviceIn("what time do you close").isEmpty());
        QVERIFY(serviceIn("").isEmpty());
    }

    void aPersonIsKnownHoweverTheNameIsSpelled_data()
    {
        QTest::addColumn<QString>("id");
        for (const auto &[said, id] : std::initializer_list<std::pair<const char *, const char *>>{
                 {"can i see doctor patel on monday", "patel"},
                 {"with dr pattel please", "patel"},
                 {"doctor win on friday", "nguyen"},
                 {"dr wen", "nguyen"},
                 {"is jan kovalsky in", "kowalski"},
                 {"doctor o brien", "obrien"},
                 {"siobhan o'brien", "obrien"},
                 {"its for maria lopes", "lopez"},
             })
            QTest::newRow(said) << QString::fromLatin1(id);
    }
    void aPersonIsKnownHoweverTheNameIsSpelled()
    {
        QFETCH(QString, id);
        QCOMPARE(personIn(QTest::currentDataTag()), id);
    }

    void twoWhoSoundAlikeAreAskedAbout()
    {
        const auto found = saidProviders(wordsOf(u"doctor con please"), people());
        QVERIFY(found.size() >= 2 && asLikely(found[0], found[1]));
        QCOMPARE(personIn("ruth kahn please"), QStringLiteral("kahn"));
    }

    void ordinaryWordsAreNobody()
    {
        QVERIFY(personIn("can i come in on tuesday for a check up").isEmpty());
        QVERIFY(personIn("my back hurts and i want to be seen").isEmpty());
    }

    void aTitleShowsAStrangersName()
    {
        const Words said = wordsOf(u"i want to see dr harris on monday");
        const Evidence name = titledName(said);
        QCOMPARE(joined(said, name.first, name.count), QStringLiteral("dr harris"));
        QCOMPARE(titledName(wordsOf(u"i want to see the doctor")).count, 0);
    }

    void aMedicineIsNamedOrDescribed()
    {
        QCOMPARE(medicineIn("please renew my asthma inhaler at the pharmacy"), QStringLiteral("asthma inhaler"));
        QCOMPARE(medicineIn("im almost out of my allergy tablets"), QStringLiteral("allergy tablets"));
        QCOMPARE(medicineIn("my blood pressure pills ran out"), QStringLiteral("blood pressure pills"));
        QCOMPARE(medicineIn("a refill on my lisinopril please"), QStringLiteral("lisinopril"));
        QCOMPARE(medicineIn("my metformin prescription"), QStringLiteral("metformin"));
        QCOMPARE(medicineIn("i need my birth control"), QStringLiteral("birth control"));
        QVERIFY(medicineIn("i need a refill of my pills").isEmpty());
    }

    void alikeSoundsHaveAlikeKeys()
    {
        QCOMPARE(soundKey(u"smith"), soundKey(u"smyth"));
        QCOMPARE(soundKey(u"phillips"), soundKey(u"filips"));
        QVERIFY(likeness(QStringLiteral("patel"), QStringLiteral("wright")) < 0.5F);
    }
};

QTEST_APPLESS_MAIN(TestSaidThings)
#include "test_said_things.moc"
