// What a recording's file stands up to: damage, other keys, chunks that were moved, a crash while it is pressed.
#include "audio/recording_file.h"
#include "audio/recording_folder.h"
#include "audio/recording_press.h"
#include "scripted/recorded_tone.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;

namespace {

const CallId call(QStringLiteral("call-1"));
const Instant began = instantFromMs(1'760'000'000'000);
constexpr quint32 seconds = 25;

} // namespace

class TestRecordingFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aWrongKeySaysSo();
    void aTornTailIsRecognisedAndCut();
    void damageLosesOnlyItsOwnSeconds();
    void chunksThatWereMovedAreRefused();
    void aChunkOfAnotherFileIsRefused();
    void aLaterVersionIsNotGuessedAt();
    void aPressedRecordingSoundsTheSame();
    void aPressedRecordingIsSmallAndSealed();
    void aPressedRecordingStartsAnywhere();
    void pressingAgainChangesNothing();
    void aCrashWhilePressingLeavesTheRecording();
    void aDamagedRecordingIsNotPressed();
    void thePressWorksThroughWhatItWasGiven();

private:
    QByteArray bytes() const;
    void write(const QByteArray &bytes) const;
    Result<std::unique_ptr<RecordingReader>> open() const { return RecordingReader::open(m_path, call, m_key); }
    Result<> press() const { return pressRecording(m_path, call, m_key, m_goesOn); }
    FoundFrames frames() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    SealKey m_key = SealKey::fresh();
    std::atomic<bool> m_goesOn = false;
};

// A tone that rises every second, on the caller's track; another one on what they heard.
void TestRecordingFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = makeRecordingPath(m_folder->path(), call, began).value();
    auto file = RecordingFile::open(m_path, RecordingForm::G711, call, m_key);
    QVERIFY(file.ok());
    std::vector<TickTracks> waiting;
    for (quint32 tick = 0; tick < seconds * 50; ++tick) {
        const RecordedTone tone{.caller = 400.0 + 50 * (tick / 50), .heard = 300};
        waiting.push_back(tracksOf(tone.tick(tick)));
        if (waiting.size() < chunkTicks && tick + 1 < seconds * 50)
            continue;
        QVERIFY(file.value()->append(tick + 1 - quint32(waiting.size()), soundChunk(waiting)).ok());
        waiting.clear();
    }
    QVERIFY(file.value()->append(seconds * 50, markChunk(ChunkKind::Ended)).ok());
}

QByteArray TestRecordingFile::bytes() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestRecordingFile::write(const QByteArray &bytes) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
}

FoundFrames TestRecordingFile::frames() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? findFrames(file).value() : FoundFrames();
}

void TestRecordingFile::aWrongKeySaysSo()
{
    const auto opened = RecordingReader::open(m_path, call, SealKey::fresh());
    QVERIFY(!opened.ok());
    QCOMPARE(opened.problem().kind, Problem::Kind::Damaged);
}

void TestRecordingFile::aTornTailIsRecognisedAndCut()
{
    const QByteArray whole = bytes();
    const FoundFrames found = frames();
    const qint64 lastSound = found.frames[found.frames.size() - 2].offset - frameHeadBytes;
    for (const qint64 cut : {lastSound + 1, lastSound + 15, lastSound + 16, lastSound + 2'000}) {
        write(whole.first(cut));
        const auto read = open();
        QVERIFY(read.ok());
        QCOMPARE(read.value()->bytesTorn(), cut - lastSound);
        QCOMPARE(read.value()->damages(), 0);
        QVERIFY(!read.value()->ended());
        QVERIFY(read.value()->ticks() >= (seconds - 1) * 50);
        auto again = RecordingFile::open(m_path, RecordingForm::G711, call, m_key);
        QVERIFY(again.ok());
        QCOMPARE(QFileInfo(m_path).size(), lastSound);
        QVERIFY(again.value()->append(again.value()->nextTick(), markChunk(ChunkKind::Ended)).ok());
        QVERIFY(open().value()->ended() && open().value()->damages() == 0);
    }
}

void TestRecordingFile::damageLosesOnlyItsOwnSeconds()
{
    const QByteArray whole = bytes();
    const FoundFrame hurt = frames().frames[10]; // ticks 400 to 439
    for (const qint64 at : {hurt.offset + 50, hurt.offset - 16, hurt.offset - 12, hurt.offset - 8, hurt.offset - 1}) {
        QByteArray changed = whole;
        changed[at] = char(changed[at] ^ 0x41);
        write(changed);
        const auto read = open();
        QVERIFY(read.ok());
        QVERIFY(read.value()->damages() > 0);
        QCOMPARE(read.value()->ticks(), seconds * 50);
        for (quint32 second = 0; second < seconds; ++second)
            if (const auto heard = read.value()->next(); second != 8)
                QVERIFY(shareOf(400 + 50 * second, heard.tracks[0]) > 0.9);
    }
}

void TestRecordingFile::chunksThatWereMovedAreRefused()
{
    const QByteArray whole = bytes();
    const FoundFrames found = frames();
    const auto frame = [&](int i) {
        return whole.mid(found.frames[i].offset - frameHeadBytes, frameHeadBytes + found.frames[i].head.length);
    };
    QCOMPARE(frame(3).size(), frame(4).size());
    QByteArray swapped = whole;
    swapped.replace(found.frames[3].offset - frameHeadBytes, frame(4).size(), frame(4));
    swapped.replace(found.frames[4].offset - frameHeadBytes, frame(3).size(), frame(3));
    write(swapped);
    QVERIFY(open().value()->damages() > 0);
    QByteArray posing = whole; // the chunk of another place, under the head of this one
    posing.replace(found.frames[3].offset, found.frames[4].head.length, frame(4).mid(frameHeadBytes));
    write(posing);
    QVERIFY(open().value()->damages() > 0);
    QByteArray without = whole;
    write(without.remove(found.frames[3].offset - frameHeadBytes, frame(3).size()));
    QCOMPARE(open().value()->damages(), 1);
}

void TestRecordingFile::aChunkOfAnotherFileIsRefused()
{
    const QByteArray first = bytes();
    const FoundFrame frame = frames().frames[3];
    QFile::remove(m_path);
    init(); // the same call and key, recorded anew
    QByteArray spliced = bytes();
    spliced.replace(frame.offset, frame.head.length, first.mid(frame.offset, frame.head.length));
    m_path = makeRecordingPath(m_folder->path(), call, began).value();
    write(spliced);
    QVERIFY(RecordingReader::open(m_path, call, m_key).value()->damages() > 0);
}

void TestRecordingFile::aLaterVersionIsNotGuessedAt()
{
    QByteArray later = bytes();
    later[8] = 2;
    write(later);
    QCOMPARE(open().problem().kind, Problem::Kind::Newer);
}

void TestRecordingFile::aPressedRecordingSoundsTheSame()
{
    QVERIFY(press().ok());
    const auto read = open();
    QVERIFY(read.ok());
    QCOMPARE(read.value()->form(), RecordingForm::Opus);
    QCOMPARE(read.value()->ticks(), seconds * 50);
    QVERIFY(read.value()->ended());
    QCOMPARE(read.value()->damages(), 0);
    for (quint32 second = 0; second < seconds; ++second) {
        const RecordedSecond heard = read.value()->next();
        QCOMPARE(heard.tracks[0].size(), std::size_t(8'000));
        QVERIFY(shareOf(400 + 50 * second, heard.tracks[0]) > 0.8);
        QVERIFY(shareOf(300, heard.tracks[1]) > 0.9);
        const auto loudest = std::ranges::max(heard.tracks[2]);
        QVERIFY(std::abs(loudest) < 40);
    }
    QVERIFY(read.value()->next().isEmpty());
}

void TestRecordingFile::aPressedRecordingIsSmallAndSealed()
{
    const qint64 before = QFileInfo(m_path).size();
    QVERIFY(press().ok());
    QVERIFY2(QFileInfo(m_path).size() * 3 < before, qPrintable(QString::number(QFileInfo(m_path).size())));
    for (const char *word : {"OggS", "OpusHead", "OpusTags", "call-1"})
        QVERIFY(!bytes().contains(word));
    QVERIFY(!(QFileInfo(m_path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void TestRecordingFile::aPressedRecordingStartsAnywhere()
{
    QVERIFY(press().ok());
    const auto through = open();
    for (quint32 second = 0; second < seconds; ++second) {
        const RecordedSecond expected = through.value()->next();
        const auto read = open();
        read.value()->seek(int(second));
        const RecordedSecond found = read.value()->next();
        QVERIFY(shareOf(400 + 50 * second, found.tracks[0]) > 0.8);
        QCOMPARE(found.tracks[1].size(), expected.tracks[1].size());
    }
}

void TestRecordingFile::pressingAgainChangesNothing()
{
    QVERIFY(press().ok());
    const QByteArray pressed = bytes();
    QVERIFY(press().ok());
    QCOMPARE(bytes(), pressed);
}

void TestRecordingFile::aCrashWhilePressingLeavesTheRecording()
{
    const QByteArray whole = bytes();
    m_goesOn = true; // the program ends in the middle
    QVERIFY(!press().ok());
    m_goesOn = false;
    QCOMPARE(bytes(), whole);
    QFile half(halfPressedPath(m_path));
    QVERIFY(half.open(QIODevice::WriteOnly) && half.write("NBRECORD") == 8);
    half.close();
    QCOMPARE(everyRecording(m_folder->path()), QStringList{m_path});
    removeHalfPressed(m_folder->path());
    QVERIFY(!half.exists());
    QVERIFY(press().ok());
    QVERIFY(open().value()->ended());
}

void TestRecordingFile::aDamagedRecordingIsNotPressed()
{
    QByteArray changed = bytes();
    changed[frames().frames[10].offset + 50] ^= 1;
    write(changed);
    QCOMPARE(press().problem().kind, Problem::Kind::Damaged);
    QCOMPARE(bytes(), changed);
}

void TestRecordingFile::thePressWorksThroughWhatItWasGiven()
{
    RecordingPress press(m_folder->path());
    press.add(call, m_key);
    press.add(CallId(QStringLiteral("gone")), m_key);
    QTRY_COMPARE_WITH_TIMEOUT(press.vitals().pressed, 2U, 120'000); // it works when nothing else does
    QCOMPARE(press.vitals().failed, 0U);
    QCOMPARE(open().value()->form(), RecordingForm::Opus);
}

QTEST_GUILESS_MAIN(TestRecordingFile)
#include "test_recording_file.moc"
