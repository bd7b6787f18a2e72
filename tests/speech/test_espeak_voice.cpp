#include "speech/espeak_throat.h"
#include "speech/espeak_voice.h"
#include "speech/flite_voice.h"

#include "scripted/ear.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace nightbell;
using namespace Qt::StringLiterals;
using scripted::Ear;

namespace {

const CallId call(u"call"_s);

Sentence sentence(const QString &words, const QString &language = u"en-US"_s, int number = 1)
{
    return {.call = call, .turn = 1, .number = number, .words = PrivateText(words), .language = language};
}

// Most of a second of it lies where a voice has its tone and first formants; of noise a quarter would.
bool isVoiced(const Pcm &pcm)
{
    const Pcm second = pcm.first(std::min<qsizetype>(pcm.size(), narrowRate));
    double share = 0;
    for (int hertz = 80; hertz < 1'200; ++hertz)
        share += scripted::shareAt(second, hertz, narrowRate);
    return share > 0.5;
}

} // namespace

class TestEspeakVoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyLanguagesAreSpoken_data();
    void manyLanguagesAreSpoken();
    void aLanguageIsKnownByItsTagOrTheNearest();
    void aLanguageIsNotTakenForAnother();
    void itIsAboutAsLoudAsTheOtherVoice();
    void itTellsWhenItsWordsBegin();
    void aHushedSentenceStopsInTheMiddle();
    void manyThreadsMaySpeakAtOnce();
};

void TestEspeakVoice::manyLanguagesAreSpoken_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("words");
    QTest::newRow("English") << u"en-US"_s << u"Good morning, this is the clinic."_s;
    QTest::newRow("British") << u"en-GB"_s << u"Good morning, this is the clinic."_s;
    QTest::newRow("Spanish") << u"es-MX"_s << u"Un momento, por favor. Le paso con alguien."_s;
    QTest::newRow("French") << u"fr-CA"_s << u"Bonjour, ici la clinique. À bientôt."_s;
    QTest::newRow("German") << u"de"_s << u"Grüß Gott, hier ist die Praxis."_s;
    QTest::newRow("Portuguese") << u"pt-BR"_s << u"Bom dia, aqui é a clínica."_s;
    QTest::newRow("Russian") << u"ru"_s << u"Доброе утро, это клиника."_s;
    QTest::newRow("Chinese") << u"zh-CN"_s << u"早上好,这里是诊所。"_s;
    QTest::newRow("Arabic") << u"ar"_s << u"صباح الخير، هذه العيادة."_s;
    QTest::newRow("Vietnamese") << u"vi"_s << u"Chào buổi sáng, đây là phòng khám."_s;
}

void TestEspeakVoice::manyLanguagesAreSpoken()
{
    QFETCH(const QString, language);
    QFETCH(const QString, words);
    QVERIFY(EspeakThroat().speaks(language));
    EspeakVoice voice;
    Ear ear(voice);
    voice.speak(sentence(words, language));
    QTRY_COMPARE(ear.finished, 1);
    QCOMPARE(ear.problems.size(), 0);
    const Pcm heard = ear.heard(1);
    const double seconds = double(heard.size()) / narrowRate;
    QVERIFY2(seconds > 1 && seconds < 6, qPrintable(QString::number(seconds)));
    QVERIFY(scripted::levelOf(heard) > 1'000);
    QVERIFY(isVoiced(heard));
}

void TestEspeakVoice::aLanguageIsKnownByItsTagOrTheNearest()
{
    const EspeakThroat throat;
    for (const QString &tag : {u"en"_s, u"EN-us"_s, u"en-AU"_s, u"es-419"_s, u"zh"_s, u"zh-TW"_s, u"no"_s, u"pt-PT"_s})
        QVERIFY2(throat.speaks(tag), qPrintable(tag));
}

void TestEspeakVoice::aLanguageIsNotTakenForAnother()
{
    const EspeakThroat throat;
    for (const QString &tag : {u""_s, u"tlh"_s, u"xx-US"_s, u"e"_s, u"-"_s})
        QVERIFY2(!throat.speaks(tag), qPrintable(tag));
}

void TestEspeakVoice::itIsAboutAsLoudAsTheOtherVoice()
{
    const auto level = [](Voice &voice) {
        Ear ear(voice);
        voice.speak(sentence(u"You are booked on Thursday, the nineteenth of November."_s));
        (void)QTest::qWaitFor([&] { return ear.finished == 1; });
        return scripted::levelOf(ear.heard(1));
    };
    FliteVoice flite;
    EspeakVoice espeak;
    const double ratio = level(espeak) / level(flite);
    QVERIFY2(ratio > 0.5 && ratio < 2, qPrintable(QString::number(ratio)));
}

void TestEspeakVoice::itTellsWhenItsWordsBegin()
{
    EspeakVoice voice;
    Ear ear(voice);
    const QString words = u"Grüß Gott 😀 und willkommen in der Praxis."_s;
    voice.speak(sentence(words, u"de"_s));
    QTRY_COMPARE(ear.finished, 1);
    const WordTimes times = ear.times.value(1);
    QVERIFY(std::ranges::is_sorted(times, {}, &WordTime::atMs));
    for (const QString &word : {u"Gott"_s, u"willkommen"_s, u"Praxis"_s})
        QVERIFY2(std::ranges::find(times, words.indexOf(word), &WordTime::character) != times.end(), qPrintable(word));
}

void TestEspeakVoice::aHushedSentenceStopsInTheMiddle()
{
    EspeakVoice voice;
    Ear ear(voice);
    voice.speak(sentence(u"One, two, three, four, five, six, seven, eight, nine, ten. "_s.repeated(15)));
    QTRY_VERIFY(!ear.pieces.isEmpty());
    voice.hush(call);
    voice.speak(sentence(u"Yes."_s, u"en"_s, 99));
    QTRY_COMPARE(ear.pieces.constLast().sentence, 99);
    QTRY_COMPARE(ear.finished, 1);
    QVERIFY(
        std::ranges::none_of(ear.pieces, [](const SpeechPiece &piece) { return piece.sentence == 1 && piece.last; }));
}

void TestEspeakVoice::manyThreadsMaySpeakAtOnce()
{
    constexpr int threads = 4, sentences = 20;
    std::atomic<int> faults = 0;
    const auto lengthOf = [&](const QString &words, const QString &language) {
        qsizetype samples = 0;
        const auto spoken = EspeakThroat().speak(words, language, [&](std::span<const std::int16_t> some) {
            samples += qsizetype(some.size());
            return true;
        });
        faults += !spoken;
        return samples;
    };
    const QList<std::pair<QString, QString>> all{{u"Good morning."_s, u"en-US"_s},
                                                 {u"Buenos días."_s, u"es"_s},
                                                 {u"Guten Morgen."_s, u"de"_s},
                                                 {u"Bonjour."_s, u"fr"_s}};
    QList<qsizetype> alone;
    for (const auto &[words, language] : all)
        alone << lengthOf(words, language);
    {
        std::vector<std::jthread> speakers;
        for (int thread = 0; thread < threads; ++thread)
            speakers.emplace_back([&, thread] {
                for (int round = 0; round < sentences; ++round) {
                    const qsizetype which = (thread + round) % all.size();
                    const double ratio = double(lengthOf(all[which].first, all[which].second)) / double(alone[which]);
                    faults += ratio < 0.9 || ratio > 1.1; // no word of another's, none lost
                }
            });
    }
    QCOMPARE(faults.load(), 0);
}

QTEST_GUILESS_MAIN(TestEspeakVoice)
#include "test_espeak_voice.moc"
