// The demo's patients: their stories can be read, and they answer what they hear.
#include "app/demo/demo_patient.h"
#include "app/demo/patient_voices.h"

#include <QSet>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestDemoStories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAreAtLeastFifteenWithVoicesAndNumbersOfFiction();
    void whoeverIsCalledBackHasAStory();
    void aPatientAnswersWhatWasSaidLast();
    void aPatientSaysNoToWhatWasMisheard();
    void askedAgainAPatientSaysItOtherwise();
    void aFaultyStoryIsNamed();
    void everyVoiceSpeaks();
};

void TestDemoStories::thereAreAtLeastFifteenWithVoicesAndNumbersOfFiction()
{
    const QList<PatientStory> stories = demoStories();
    QVERIFY(stories.size() >= 15);
    QSet<QString> ids;
    for (const PatientStory &story : stories) {
        QVERIFY2(PatientVoices::names().contains(story.voice), qPrintable(story.id));
        QVERIFY2(story.from.startsWith(u"+120255501"_s), qPrintable(story.id));
        QVERIFY2(!story.becomes.isEmpty(), qPrintable(story.id));
        ids << story.id;
    }
    QCOMPARE(ids.size(), stories.size());
}

void TestDemoStories::whoeverIsCalledBackHasAStory()
{
    const QList<PatientStory> stories = demoStories();
    for (const PatientStory &story : stories)
        if (!story.callsBackAs.isEmpty())
            QCOMPARE(std::ranges::count_if(stories,
                                           [&](const PatientStory &each) {
                                               return each.id == story.callsBackAs && each.waits
                                                   && each.from == story.from;
                                           }),
                     1);
}

void TestDemoStories::aPatientAnswersWhatWasSaidLast()
{
    DemoPatient patient({.id = u"p"_s,
                         .title = u"p"_s,
                         .answers = {{.to = {u"what day"_s}, .says = {u"on monday"_s, u"on friday"_s}},
                                     {.to = {u"how can i help"_s}, .says = {u"a check up please"_s}},
                                     {.to = {u"phone number"_s}, .says = {u"#2025550111#"_s}}}});
    QCOMPARE(patient.hears(u"Hello. How can I help you?"_s).says, u"a check up please"_s);
    QCOMPARE(patient.hears(u"What day would suit you?"_s).says, u"on monday"_s);
    QCOMPARE(patient.hears(u"What day would suit you?"_s).says, u"on friday"_s);
    QCOMPARE(patient.hears(u"What is the best phone number to reach you?"_s).keys, u"2025550111#"_s);
    QVERIFY(patient.hears(u"Goodbye."_s).says.isEmpty());
}

void TestDemoStories::aPatientSaysNoToWhatWasMisheard()
{
    DemoPatient patient(
        {.id = u"p"_s, .title = u"p"_s, .answers = {{.to = {u"full name"_s}, .says = {u"David Miller"_s}}}});
    patient.hears(u"What is the full name?"_s);
    QCOMPARE(patient.hears(u"I understood: david miller. Is that right? Say yes, or press 1."_s).says, u"yes"_s);
    QCOMPARE(patient.hears(u"I understood: davy mill. Is that right? Say yes, or press 1."_s).says, u"no"_s);
}

void TestDemoStories::askedAgainAPatientSaysItOtherwise()
{
    DemoPatient patient({.id = u"p"_s,
                         .title = u"p"_s,
                         .answers = {{.to = {u"full name"_s}, .says = {u"David Miller"_s, u"it is David Miller"_s}}}});
    patient.hears(u"What is the full name?"_s);
    QCOMPARE(patient.hears(u"I am sorry. Please say it again, or press 0 for a person."_s).says,
             u"it is David Miller"_s);
}

void TestDemoStories::aFaultyStoryIsNamed()
{
    const auto unknown = storiesIn(R"([{"id": "a", "title": "A", "sings": true}])");
    QVERIFY(!unknown && unknown.problem().detail.contains(u"a: unknown key sings"_s));
    const auto mute = storiesIn(R"([{"id": "a", "title": "A", "answers": [{"to": "hello"}]}])");
    QVERIFY(!mute && mute.problem().detail.startsWith(u"a: "_s));
    QVERIFY(!storiesIn("{"));
}

void TestDemoStories::everyVoiceSpeaks()
{
    PatientVoices voices;
    for (const QString &voice : PatientVoices::names())
        QVERIFY2(voices.say(voice, 1, u"yes please"_s).result().size() > 4'000, qPrintable(voice));
    QVERIFY(voices.say(u"nobody"_s, 1, u"yes please"_s).result().isEmpty());
}

QTEST_GUILESS_MAIN(TestDemoStories)
#include "test_demo_stories.moc"
