#include "speech/mouth.h"
#include "speech/recorded_prompts.h"
#include "speech/wav_file.h"

#include "audio/g711.h"
#include "scripted/ear.h"
#include "scripted/scripted_throat.h"
#include "scripted/wav.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using scripted::Ear;
using scripted::WavPlan;

namespace {

class Folder // of recordings
{
public:
    void put(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QString path() const { return m_dir.path(); }

private:
    QTemporaryDir m_dir;
};

bool hasTone(double tone, const Pcm &pcm, int rate = narrowRate) { return scripted::shareAt(pcm, tone, rate) > 0.8; }

QString faultsOf(const RecordedPrompts &prompts) { return prompts.faults().join(u'\n'); }

} // namespace

class TestRecordedPrompts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommonWayOfWritingSoundIsRead_data();
    void everyCommonWayOfWritingSoundIsRead();
    void whatIsNoSoundIsRefused_data();
    void whatIsNoSoundIsRefused();
    void aFileThatWasCutOffHasWhatItHas();
    void theIndexTellsWhichTextAFileIsOf();
    void aFileIsFoundByItsName();
    void aRecordingOfSeveralSentencesIsTakenWhole();
    void itsLevelIsEvenedModerately();
    void badFilesAreNamedAndTheRestIsHeard();
    void noFolderMeansNoRecordings();
    void aRecordingIsHeardInsteadOfTheVoice();
};

void TestRecordedPrompts::everyCommonWayOfWritingSoundIsRead_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("rate");
    QTest::newRow("telephone") << scripted::wavTone({}) << 8'000;
    QTest::newRow("studio") << scripted::wavTone({.rate = 48'000, .channels = 2}) << 48'000;
    QTest::newRow("music") << scripted::wavTone({.rate = 44'100}) << 44'100;
    QTest::newRow("mu-law") << scripted::wavTone({.form = 7, .bits = 8}, toMuLaw) << 8'000;
    QTest::newRow("A-law") << scripted::wavTone({.channels = 2, .form = 6, .bits = 8}, toALaw) << 8'000;
    QByteArray extensible = scripted::wavForm({.form = 0xfffe});
    extensible = scripted::wavChunk(
        "fmt ", extensible.mid(8) + QByteArray(8, '\0') + scripted::little(quint16(1)) + QByteArray(14, '\0'));
    QByteArray tone;
    for (int at = 0; at < 8'000; ++at)
        tone += scripted::little(qint16(8'000 * std::sin(2 * 3.14159265358979 * 440 * at / 8'000)));
    QTest::newRow("extensible") << scripted::wavOf(extensible + scripted::wavChunk("data", tone)) << 8'000;
}

void TestRecordedPrompts::everyCommonWayOfWritingSoundIsRead()
{
    QFETCH(const QByteArray, file);
    QFETCH(const int, rate);
    const auto read = readWav(file);
    QVERIFY2(read, qPrintable(read ? QString() : read.problem().detail));
    QCOMPARE(read.value().rate, rate);
    QCOMPARE(read.value().pcm.size(), rate);
    QVERIFY(hasTone(440, read.value().pcm, rate));
}

void TestRecordedPrompts::whatIsNoSoundIsRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("Thank you for calling the clinic.");
    QTest::newRow("head alone") << QByteArray("RIFF\4\0\0\0WAVE", 12);
    QTest::newRow("no form") << scripted::wavOf(scripted::wavChunk("data", QByteArray(100, 'x')));
    QTest::newRow("no data") << scripted::wavOf(scripted::wavForm({}));
    QTest::newRow("short form") << scripted::wavOf(scripted::wavChunk("fmt ", "abc"));
    QTest::newRow("MP3 inside") << scripted::wavTone({.form = 0x55});
    QTest::newRow("24 bits") << scripted::wavTone({.bits = 24});
    QTest::newRow("six channels") << scripted::wavTone({.channels = 6});
    QTest::newRow("no channel") << scripted::wavTone({.channels = 0});
    QTest::newRow("4 kHz") << scripted::wavTone({.rate = 4'000});
    QTest::newRow("96 kHz") << scripted::wavTone({.rate = 96'000});
}

void TestRecordedPrompts::whatIsNoSoundIsRefused()
{
    QFETCH(const QByteArray, file);
    const auto read = readWav(file);
    QVERIFY(!read);
    QCOMPARE(read.problem().kind, Problem::Kind::Invalid);
}

void TestRecordedPrompts::aFileThatWasCutOffHasWhatItHas()
{
    const QByteArray whole = scripted::wavTone({});
    const auto half = readWav(whole.first(whole.size() - 8'001));
    QVERIFY(half);
    QCOMPARE(half.value().pcm.size(), 3'999);
}

void TestRecordedPrompts::theIndexTellsWhichTextAFileIsOf()
{
    const Folder folder;
    folder.put(u"a.wav"_s, scripted::wavTone({.rate = 16'000, .tone = 500}));
    folder.put(u"index.json"_s, R"({"How can I help you?": "a.wav"})");
    const RecordedPrompts prompts = RecordedPrompts::in(folder.path());
    QCOMPARE(faultsOf(prompts), QString());
    for (const int rate : {narrowRate, wideRate}) {
        const auto found = prompts.find(phrasesOf(u"How can I help you?"_s), 0, rate);
        QCOMPARE(found.phrases, 1);
        QVERIFY(std::abs(found.pcm.size() - rate) < rate / 50);
        QVERIFY(hasTone(500, found.pcm, rate));
    }
    QCOMPARE(prompts.find(phrasesOf(u"How may I help you?"_s), 0, narrowRate).phrases, 0);
    QCOMPARE(prompts.find(phrasesOf(u"a"_s), 0, narrowRate).phrases, 0); // not by its name as well
}

void TestRecordedPrompts::aFileIsFoundByItsName()
{
    QCOMPARE(slugOf(u"Thank you for calling — what's your name?"_s), u"thank-you-for-calling-whats-your-name"_s);
    const Folder folder;
    folder.put(u"thank-you-for-calling.WAV"_s, scripted::wavTone({}));
    const RecordedPrompts prompts = RecordedPrompts::in(folder.path());
    QCOMPARE(prompts.find(phrasesOf(u"Thank you for calling."_s), 0, narrowRate).phrases, 1);
}

void TestRecordedPrompts::aRecordingOfSeveralSentencesIsTakenWhole()
{
    const Folder folder;
    folder.put(u"one.wav"_s, scripted::wavTone({}));
    folder.put(u"both.wav"_s, scripted::wavTone({}));
    folder.put(u"index.json"_s, R"({"I am sorry.": "one.wav", "I am sorry. What can I do for you?": "both.wav"})");
    const RecordedPrompts prompts = RecordedPrompts::in(folder.path());
    const QList<Phrase> phrases = phrasesOf(u"Yes. I am sorry. What can I do for you? I am sorry."_s);
    QCOMPARE(prompts.find(phrases, 0, narrowRate).phrases, 0);
    QCOMPARE(prompts.find(phrases, 1, narrowRate).phrases, 2);
    QCOMPARE(prompts.find(phrases, 3, narrowRate).phrases, 1);
}

void TestRecordedPrompts::itsLevelIsEvenedModerately()
{
    const Folder folder;
    for (const int peak : {1'000, 5'000, 32'000})
        folder.put(u"peak-%1.wav"_s.arg(peak), scripted::wavTone({.peak = peak}));
    const RecordedPrompts prompts = RecordedPrompts::in(folder.path());
    const auto level = [&](int peak) {
        return scripted::levelOf(prompts.find(phrasesOf(u"peak %1"_s.arg(peak)), 0, narrowRate).pcm);
    };
    QVERIFY(level(1'000) > 1'300 && level(1'000) < 1'500); // twice as loud, no more
    QVERIFY(level(5'000) > 3'500 && level(5'000) < 4'500);
    QVERIFY(level(32'000) > 10'000 && level(32'000) < 12'000); // half as loud, no less
}

void TestRecordedPrompts::badFilesAreNamedAndTheRestIsHeard()
{
    const Folder folder;
    folder.put(u"good.wav"_s, scripted::wavTone({}));
    folder.put(u"long.wav"_s, scripted::wavTone({.ms = (recordedSecondsAtMost + 1) * 1'000}));
    folder.put(u"silent.wav"_s, scripted::wavTone({.peak = 0}));
    folder.put(u"text.wav"_s, "no sound at all");
    folder.put(u"huge.wav"_s, QByteArray(recordedFileBytesAtMost + 1, '\0'));
    folder.put(u"index.json"_s, R"({"Missing.": "missing.wav", "Outside.": "../secret.wav", "Odd.": 7})");
    const RecordedPrompts prompts = RecordedPrompts::in(folder.path());
    QCOMPARE(prompts.size(), 1);
    QCOMPARE(prompts.faults().size(), 7);
    for (const QString &name : {u"long.wav: it is longer"_s, u"silent.wav: "_s, u"text.wav: no WAV"_s, u"huge.wav: "_s,
                                u"missing.wav: it cannot be read"_s, u"index.json: a text without"_s})
        QVERIFY2(faultsOf(prompts).contains(name), qPrintable(faultsOf(prompts)));
    folder.put(u"index.json"_s, "[]");
    QVERIFY(faultsOf(RecordedPrompts::in(folder.path())).contains(u"index.json: not an object"_s));
}

void TestRecordedPrompts::noFolderMeansNoRecordings()
{
    QCOMPARE(RecordedPrompts::in(QString()).faults().size(), 0);
    QCOMPARE(RecordedPrompts::in(u"/nowhere/at/all"_s).faults().size(), 1);
}

void TestRecordedPrompts::aRecordingIsHeardInsteadOfTheVoice()
{
    const Folder folder;
    folder.put(u"thank-you-for-calling.wav"_s, scripted::wavTone({.tone = 700}));
    folder.put(u"bad.wav"_s, "bad");
    scripted::ThroatPlan plan;
    Throats throats;
    throats.push_back(std::make_unique<scripted::ScriptedThroat>(plan));
    Mouth mouth({.throats = std::move(throats), .recordings = RecordedPrompts::in(folder.path())});
    Ear ear(mouth);
    mouth.warm({u"Thank you for calling."_s}); // needs no warming
    mouth.speak({.number = 1, .words = PrivateText(u"Thank you for calling."_s)});
    QCOMPARE(ear.finished, 1);
    QVERIFY(hasTone(700, ear.heard(1)));
    mouth.speak({.number = 2, .words = PrivateText(u"Bad."_s)});
    QTRY_COMPARE(ear.finished, 2);
    QVERIFY(hasTone(plan.tone, ear.heard(2)));
    QCOMPARE(plan.spoken(), QStringList(u"Bad."_s));
    QCOMPARE(mouth.counts().fromRecordings, 1U);
}

QTEST_GUILESS_MAIN(TestRecordedPrompts)
#include "test_recorded_prompts.moc"
