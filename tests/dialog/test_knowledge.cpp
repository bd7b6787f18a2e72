#include "dialog/knowledge.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const QList<ClinicAnswer> clinics{
    {u"parking"_s, {u"where can i park"_s, u"is there parking"_s}, u"There is a free lot behind the building."_s},
    {u"wheelchair"_s, {u"is the entrance wheelchair accessible"_s}, u"There is a ramp at the side door."_s},
    {u"masks"_s, {u"do i have to wear a mask"_s}, u"Masks are welcome and not required."_s},
    {u"records"_s, {u"how do i get a copy of my medical records"_s}, u"Ask the front desk for the release form."_s},
    {u"late"_s, {u"what happens if i am late for my appointment"_s}, u"We wait for fifteen minutes."_s},
    {u"lab"_s, {u"do you draw blood at the clinic"_s, u"is there a lab"_s}, u"Blood is drawn every morning."_s},
    {u"bring"_s, {u"what should i bring to my first visit"_s}, u"Please bring a photo ID."_s},
};

QString topicFor(const char *asked)
{
    const auto found = Knowledge(clinics).find(wordsOf(QString::fromLatin1(asked)));
    return found ? found->topic : QString();
}

} // namespace

class TestKnowledge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQuestionInOtherWordsIsAnswered_data();
    void aQuestionInOtherWordsIsAnswered();
    void whatTheClinicDidNotWriteIsNotAnswered_data();
    void whatTheClinicDidNotWriteIsNotAnswered();
    void withoutAnswersNothingIsFound();
    void formsOfAWordShareTheirStem();
};

void TestKnowledge::aQuestionInOtherWordsIsAnswered_data()
{
    QTest::addColumn<QString>("topic");
    for (const auto &[asked, topic] : {std::pair{"um hi where do i leave my car", "parking"},
                                       {"can i park there", "parking"},
                                       {"is there a parking garage", "parking"},
                                       {"do you have a ramp for a wheelchair", "wheelchair"},
                                       {"are masks needed", "masks"},
                                       {"i need a copy of my records", "records"},
                                       {"what if im late", "late"},
                                       {"can you draw my blood", "lab"},
                                       {"do you have a laboratory", "lab"},
                                       {"what do i have to bring", "bring"}})
        QTest::newRow(asked) << QString::fromLatin1(topic);
}

void TestKnowledge::aQuestionInOtherWordsIsAnswered()
{
    QFETCH(QString, topic);
    QCOMPARE(topicFor(QTest::currentDataTag()), topic);
}

void TestKnowledge::whatTheClinicDidNotWriteIsNotAnswered_data()
{
    QTest::addColumn<int>("unused");
    for (const char *asked : {"do you sell hearing aids", "who is the president", "can i bring my dog to the beach",
                              "is the doctor married", "do you have a pool", "", "um yes please"})
        QTest::newRow(asked) << 0;
}

void TestKnowledge::whatTheClinicDidNotWriteIsNotAnswered() { QCOMPARE(topicFor(QTest::currentDataTag()), QString()); }

void TestKnowledge::withoutAnswersNothingIsFound() { QVERIFY(!Knowledge({}).find(wordsOf(u"where can i park"))); }

void TestKnowledge::formsOfAWordShareTheirStem()
{
    QCOMPARE(stemOf(u"allergies"_s), stemOf(u"allergy"_s));
    QCOMPARE(stemOf(u"visits"_s), stemOf(u"visit"_s));
    QCOMPARE(stemOf(u"parking"_s), stemOf(u"parked"_s));
    QVERIFY(stemOf(u"the"_s).isEmpty());
}

QTEST_APPLESS_MAIN(TestKnowledge)
#include "test_knowledge.moc"
