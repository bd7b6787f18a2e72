#include "speech/flite_voice.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace nightbell;

namespace {

const CallId call(QStringLiteral("call"));

Sentence sentence(const QString &words, int number = 1) { return {call, 4, number, PrivateText(words)}; }

class Ear : public QObject // collects what the voice says, on the thread of the test
{
public:
    explicit Ear(Voice &voice)
    {
        connect(&voice, &Voice::spoke, this, [this](const CallId &, const SpeechPiece &piece) {
            pieces.append(piece);
            finished += piece.last;
        });
        connect(&voice, &Voice::failed, this,
                [this](const CallId &, int, int, const Problem &problem) { problems.append(problem); });
    }

    Pcm heard(int number) const
    {
        Pcm all;
        for (const SpeechPiece &piece : pieces)
            if (piece.sentence == number)
                all += piece.pcm;
        return all;
    }

    QList<SpeechPiece> pieces;
    QList<Problem> problems;
    int finished = 0;
};

} // namespace

class TestFliteVoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSentenceArrivesInPiecesAsSpeech();
    void accentsAreSpokenAsPlainLetters();
    void wordlessTextEndsAtOnce();
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
    double sum = 0;
    for (const qint16 sample : heard)
        sum += double(sample) * sample;
    QVERIFY(std::sqrt(sum / double(heard.size())) > 500);
}

void TestFliteVoice::accentsAreSpokenAsPlainLetters()
{
    FliteVoice voice;
    Ear ear(voice);
    voice.speak(sentence(QStringLiteral("Müller’s café"), 1));
    voice.speak(sentence(QStringLiteral("Muller's cafe"), 2));
    QTRY_COMPARE(ear.finished, 2);
    QCOMPARE(ear.heard(1).size(), ear.heard(2).size());
}

void TestFliteVoice::wordlessTextEndsAtOnce()
{
    FliteVoice voice;
    Ear ear(voice);
    voice.speak(sentence(QStringLiteral("…")));
    QTRY_COMPARE(ear.finished, 1);
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
        QCOMPARE(firstEar.heard(number).size(), firstAlone.size()); // its breath is chance, its length is not
        QCOMPARE(secondEar.heard(number).size(), secondAlone.size());
    }
}

QTEST_GUILESS_MAIN(TestFliteVoice)
#include "test_flite_voice.moc"
