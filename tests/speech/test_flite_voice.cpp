#include "speech/flite_voice.h"

#include "scripted/ear.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using scripted::Ear;

namespace {

const CallId call(QStringLiteral("call"));

Sentence sentence(const QString &words, int number = 1) { return {call, 4, number, PrivateText(words)}; }

// Its breath is chance, so the silence that is left out before it is a few samples more or less.
bool areAsLong(const Pcm &one, const Pcm &other)
{
    constexpr int chance = narrowRate / 100;
    return !one.isEmpty() && std::abs(one.size() - other.size()) < chance;
}

} // namespace

class TestFliteVoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSentenceArrivesInPiecesAsSpeech();
    void accentsAreSpokenAsPlainLetters();
    void wordlessTextEndsAtOnce();
    void aWritingWithoutAPlainLetterIsRefused();
    void itTellsWhenItsWordsBegin();
    void aHushedCallGetsNothingMore();
    void tooLongATextIsRefused();
    void aVoiceMayBeMadeAgain();
    void twoVoicesSpeakAtOnceWithoutAWordOfTheOther();
};

void TestFliteVoice::aSentenceArrivesInPiecesAsSpeech()
{
    FliteVoice voice;
    Ear ear(voice);
    voice.speak(sentence(QStringLiteral("Hello, this is the clinic on Main Street.")));
    QTRY_COMPARE(ear.finished, 1);
    QVERIFY(ear.pieces.size() > 10);
    QCOMPARE(ear.pieces[0].turn, 4);
    QCOMPARE(ear.pieces[0].last, false);
    QVERIFY(ear.pieces[0].pcm.size() < narrowRate / 10);

    const Pcm heard = ear.heard(1);
    const double seconds = double(heard.size()) / narrowRate;
    QVERIFY2(seconds > 1.5 && seconds < 5, qPrintable(QString::number(seconds)));
    QVERIFY(scripted::levelOf(heard) > 500);
    QVERIFY(scripted::levelOf(heard.first(narrowRate / 5)) > 100); // the caller need not wait for its first sound
}

void TestFliteVoice::accentsAreSpokenAsPlainLetters()
{
    FliteVoice voice;
    Ear ear(voice);
    voice.speak(sentence(QStringLiteral("Müller’s café"), 1));
    voice.speak(sentence(QStringLiteral("Muller's cafe"), 2));
    QTRY_COMPARE(ear.finished, 2);
    QVERIFY(areAsLong(ear.heard(1), ear.heard(2)));
}

void TestFliteVoice::wordlessTextEndsAtOnce()
{
    FliteVoice voice;
    Ear ear(voice);
    voice.speak(sentence(QStringLiteral("…")));
    QTRY_COMPARE(ear.finished, 1);
}

void TestFliteVoice::aWritingWithoutAPlainLetterIsRefused()
{
    FliteVoice voice;
    Ear ear(voice);
    voice.speak(sentence(QStringLiteral("Привет")));
    QTRY_COMPARE(ear.problems.size(), 1);
    QVERIFY(ear.pieces.isEmpty());
}

void TestFliteVoice::itTellsWhenItsWordsBegin()
{
    FliteVoice voice;
    Ear ear(voice);
    const QString words = QStringLiteral("With Dr. Okoro at 9:30 am. Goodbye, and thank you.");
    voice.speak(sentence(words));
    QTRY_COMPARE(ear.finished, 1);
    const WordTimes times = ear.times.value(1);
    QVERIFY(times.size() >= 9);
    QVERIFY(std::ranges::is_sorted(times, {}, &WordTime::atMs));
    QVERIFY(std::ranges::is_sorted(times, {}, &WordTime::character));
    const qint64 wholeMs = ear.heard(1).size() * 1'000 / narrowRate;
    QVERIFY(times.constFirst().atMs < 100 && times.constLast().atMs < wholeMs);
    const qsizetype goodbye = words.indexOf(QStringLiteral("Goodbye"));
    const auto said = std::ranges::find(times, goodbye, &WordTime::character);
    QVERIFY(said != times.end());
    const Pcm until = ear.heard(1).first(said->atMs * narrowRate / 1'000);
    QVERIFY(scripted::levelOf(until.last(narrowRate / 10)) < 150); // it begins after the silence between the two
}

void TestFliteVoice::aHushedCallGetsNothingMore()
{
    FliteVoice voice;
    Ear ear(voice);
    const QString words = QStringLiteral("We will now read out a rather long list of opening hours to you. ");
    for (int number = 1; number <= 20; ++number)
        voice.speak(sentence(words.repeated(3), number));
    QTRY_VERIFY(!ear.pieces.isEmpty());
    voice.hush(call);
    voice.speak({CallId(QStringLiteral("another")), 1, 99, PrivateText(QStringLiteral("Yes."))});
    QTRY_COMPARE(ear.pieces.constLast().sentence, 99);
    QVERIFY(std::none_of(ear.pieces.cbegin(), ear.pieces.cend(),
                         [](const SpeechPiece &piece) { return piece.sentence > 2 && piece.sentence < 99; }));
}

void TestFliteVoice::tooLongATextIsRefused()
{
    FliteVoice voice;
    Ear ear(voice);
    voice.speak(sentence(QString(sentenceCharactersAtMost + 1, QLatin1Char('a'))));
    QCOMPARE(ear.problems.size(), 1);
    QCOMPARE(ear.problems[0].kind, Problem::Kind::Invalid);
}

void TestFliteVoice::aVoiceMayBeMadeAgain()
{
    for (int round = 0; round < 2; ++round) {
        FliteVoice voice;
        Ear ear(voice);
        voice.speak(sentence(QStringLiteral("Good morning.")));
        QTRY_COMPARE(ear.finished, 1);
    }
}

void TestFliteVoice::twoVoicesSpeakAtOnceWithoutAWordOfTheOther()
{
    const QString one = QStringLiteral("Good morning, this is the clinic."), two = QStringLiteral("Thursday at ten.");
    const auto alone = [](const QString &words) {
        FliteVoice voice;
        Ear ear(voice);
        voice.speak(sentence(words));
        (void)QTest::qWaitFor([&] { return ear.finished == 1; });
        return ear.heard(1);
    };
    const Pcm firstAlone = alone(one), secondAlone = alone(two);
    FliteVoice first, second;
    Ear firstEar(first), secondEar(second);
    for (int number = 1; number <= 4; ++number) {
        first.speak(sentence(one, number));
        second.speak(sentence(two, number));
    }
    QTRY_VERIFY(firstEar.finished == 4 && secondEar.finished == 4);
    for (int number = 1; number <= 4; ++number) {
        QVERIFY(areAsLong(firstEar.heard(number), firstAlone));
        QVERIFY(areAsLong(secondEar.heard(number), secondAlone));
    }
}

QTEST_GUILESS_MAIN(TestFliteVoice)
#include "test_flite_voice.moc"
