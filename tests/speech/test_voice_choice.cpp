#include "speech/voice_choice.h"

#include "clinic/starter_book.h"
#include "dialog/shipped_scripts.h"
#include "scripted/ear.h"
#include "speech/prompts.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using scripted::Ear;

namespace {

Sentence sentence(const QString &words, int number, const QString &language = {})
{
    return {.call = CallId(u"call %1"_s.arg(number)),
            .turn = 1,
            .number = number,
            .words = PrivateText(words),
            .language = language};
}

QStringList promptsOfTheStarterClinic()
{
    return promptsOf(starterBook().organisations.constFirst(), shippedScripts(), u"en"_s);
}

} // namespace

class TestVoiceChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eitherVoiceSpeaksWhenItIsChosen_data();
    void eitherVoiceSpeaksWhenItIsChosen();
    void whatFliteCannotSpeakEspeakDoes();
    void aWritingThatTheVoiceCannotReadIsSpokenByTheOther();
    void promptsHoldTheClinicsFactsAndNoCallers();
    void theScriptsPromptsAreReadyAfterWarming();
    void sentencesOfManyCallsComeWhole();
};

void TestVoiceChoice::eitherVoiceSpeaksWhenItIsChosen_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("flite") << u"flite"_s;
    QTest::newRow("espeak") << u"espeak"_s;
}

void TestVoiceChoice::eitherVoiceSpeaksWhenItIsChosen()
{
    QFETCH(const QString, name);
    const ChosenVoice chosen = choose({.voice = name});
    Ear ear(*chosen.mouth);
    chosen.mouth->speak(sentence(u"You are booked with Dr. Okoro at 9:30 am."_s, 1));
    QTRY_COMPARE(ear.finished, 1);
    const double seconds = double(ear.heard(1).size()) / narrowRate;
    QVERIFY2(seconds > 1.5 && seconds < 5, qPrintable(QString::number(seconds)));
    QVERIFY(scripted::levelOf(ear.heard(1)) > 1'000);
    QCOMPARE(chosen.mouth->counts().stoodIn, 0U);
}

void TestVoiceChoice::whatFliteCannotSpeakEspeakDoes()
{
    const ChosenVoice chosen = choose({});
    Ear ear(*chosen.mouth);
    chosen.mouth->speak(sentence(u"Un momento, por favor."_s, 1, u"es"_s));
    chosen.mouth->speak(sentence(u"Einen Augenblick, bitte."_s, 2, u"de-DE"_s));
    chosen.mouth->speak(sentence(u"Words of nobody's tongue."_s, 3, u"tlh"_s)); // by some voice, not in silence
    QTRY_COMPARE(ear.finished, 3);
    QCOMPARE(ear.problems.size(), 0);
    for (int number = 1; number <= 3; ++number)
        QVERIFY(scripted::levelOf(ear.heard(number)) > 1'000);
    QCOMPARE(chosen.mouth->counts().stoodIn, 1U);
}

void TestVoiceChoice::aWritingThatTheVoiceCannotReadIsSpokenByTheOther()
{
    const ChosenVoice chosen = choose({});
    Ear ear(*chosen.mouth);
    chosen.mouth->speak(sentence(u"Доброе утро."_s, 1, u"en-US"_s));
    QTRY_COMPARE(ear.finished, 1);
    QVERIFY(scripted::levelOf(ear.heard(1)) > 1'000);
    QCOMPARE(chosen.mouth->counts().stoodIn, 1U);
}

void TestVoiceChoice::promptsHoldTheClinicsFactsAndNoCallers()
{
    const QStringList prompts = promptsOfTheStarterClinic();
    QVERIFY(prompts.constFirst().startsWith(u"Thank you for calling Your clinic."_s));
    for (const QString &prompt : prompts)
        QVERIFY2(!prompt.contains(u'{'), qPrintable(prompt));
    QVERIFY(prompts.contains(u"What is your full name, please?"_s));
    QVERIFY(prompts.contains(u"This is an emergency. Please hang up and call 911 now."_s));
    QVERIFY(prompts.contains(u"I am still here. You do not have to be alone with this: 988 answers at any hour."_s));
    QVERIFY(prompts.size() > 60);
    QVERIFY(promptsOf(starterBook().organisations.constFirst(), shippedScripts(), u"fr"_s).size() == 1);
}

void TestVoiceChoice::theScriptsPromptsAreReadyAfterWarming()
{
    const ChosenVoice chosen = choose({.voice = u"espeak"_s});
    Ear ear(*chosen.mouth);
    const QStringList prompts = promptsOfTheStarterClinic();
    chosen.mouth->warm(prompts);
    QTRY_COMPARE_WITH_TIMEOUT(chosen.mouth->counts().toWarm, 0, 60'000);
    for (int number = 1; number <= int(prompts.size()); ++number) {
        chosen.mouth->speak(sentence(prompts[number - 1], number));
        QCOMPARE(ear.finished, number); // at once
    }
    QCOMPARE(chosen.mouth->counts().rendered, 0U);
    QVERIFY(chosen.mouth->counts().keptBytes < bytesKeptAsUsual / 2);
}

void TestVoiceChoice::sentencesOfManyCallsComeWhole()
{
    const ChosenVoice chosen = choose({});
    Ear ear(*chosen.mouth);
    chosen.mouth->warm({u"How can I help you?"_s});
    constexpr int calls = 24;
    for (int number = 1; number <= calls; ++number)
        chosen.mouth->speak(
            sentence(u"Yes. How can I help you? Thursday, the 3rd."_s, number, number % 2 ? u"en"_s : u"es"_s));
    QTRY_COMPARE_WITH_TIMEOUT(ear.finished, calls, 60'000);
    for (int number = 3; number <= calls; ++number) {
        const double ratio = double(ear.heard(number).size()) / double(ear.heard(number % 2 ? 1 : 2).size());
        QVERIFY2(ratio > 0.9 && ratio < 1.1, qPrintable(QString::number(ratio)));
    }
}

QTEST_GUILESS_MAIN(TestVoiceChoice)
#include "test_voice_choice.moc"
