// The recorder's rounds in virtual time, read back through the reader.
#include "audio/recorder.h"
#include "audio/recording_folder.h"
#include "audio/recording_reader.h"
#include "scripted/log_catcher.h"
#include "scripted/recorded_tone.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace nightbell;

namespace {

const CallId call(QStringLiteral("call-1")), other(QStringLiteral("call-2"));
const Instant began = instantFromMs(1'760'000'000'000);

} // namespace

class TestRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatWasSaidIsReadBackFromAnySecond();
    void lessThanASecondIsNotInTheFile();
    void nothingSaidInAPauseIsKept();
    void ticksThatWereLostAreSilenceOfTheirLength();
    void whatIsSaidBeforeTheStartIsTakenInIsKept();
    void twoCallsNeverMeet();
    void aRecordingGoesOnWhereItStopped();
    void nothingInTheFileCanBeHeard();
    void aDiskThatTakesNothingIsCountedAndToldOnce();
    void aFullRingIsCounted();
    void theThreadWritesWhatItWasGivenBeforeItGoes();

private:
    void say(const RecordedTone &tone, std::uint32_t from, std::uint32_t count);
    void order(const RecordingOrder &order) { m_rounds->round({order}, m_now); }
    StartRecording start(int room, const CallId &which) const { return {room, which, m_key, began}; }
    std::unique_ptr<RecordingReader> reader(const CallId &which = call);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RecordingInlet> m_inlet;
    std::unique_ptr<RecorderRounds> m_rounds;
    SealKey m_key = SealKey::fresh();
    Span m_now{0};
};

void TestRecorder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_inlet = std::make_unique<RecordingInlet>();
    m_rounds = std::make_unique<RecorderRounds>(m_folder->path(), *m_inlet);
    m_now = Span{0};
}

// As the sound thread does: a tick every 20 ms; the recorder looks every fifth time.
void TestRecorder::say(const RecordedTone &tone, std::uint32_t from, std::uint32_t count)
{
    for (std::uint32_t tick = from; tick < from + count; ++tick, m_now += Span{20}) {
        m_inlet->push(tone.tick(tick));
        if (tick % 5 == 4)
            m_rounds->round({}, m_now);
    }
}

std::unique_ptr<RecordingReader> TestRecorder::reader(const CallId &which)
{
    auto opened = RecordingReader::open(findRecording(m_folder->path(), which), which, m_key);
    return opened ? std::move(opened).value() : nullptr;
}

void TestRecorder::whatWasSaidIsReadBackFromAnySecond()
{
    order(start(1, call));
    say({.caller = 440, .heard = 700}, 7'000, 250);
    say({.caller = 600, .heard = 900, .staff = 1'200}, 7'250, 260);
    order(StopRecording{1});
    const auto read = reader();
    QVERIFY(read);
    QCOMPARE(read->ticks(), 510U);
    QVERIFY(read->ended());
    QCOMPARE(read->damages(), 0);
    const RecordedSecond first = read->next();
    QCOMPARE(first.tracks[0].size(), std::size_t(8'000));
    QVERIFY(shareOf(440, first.tracks[0]) > 0.98 && shareOf(700, first.tracks[1]) > 0.98);
    QVERIFY(std::ranges::all_of(first.tracks[2], [](auto sample) { return sample == 0; }));
    read->seek(7);
    const RecordedSecond later = read->next();
    QVERIFY(shareOf(600, later.tracks[0]) > 0.98 && shareOf(1'200, later.tracks[2]) > 0.98);
    const auto mix = mixed(later, Track::Caller | Track::Heard);
    QVERIFY(shareOf(600, mix) > 0.45 && shareOf(900, mix) > 0.45 && shareOf(1'200, mix) < 0.01);
    const auto sides = leftAndRight(later, Track::Caller, Track::Heard);
    QCOMPARE(sides.size(), std::size_t(16'000));
    QCOMPARE(sides[101], later.tracks[1][50]);
    read->seek(10);
    QCOMPARE(read->next().tracks[0].size(), std::size_t(1'600));
    QVERIFY(read->next().isEmpty());
}

void TestRecorder::lessThanASecondIsNotInTheFile()
{
    order(start(1, call));
    for (std::uint32_t ticks = 1; ticks <= 500; ++ticks) {
        say({}, ticks - 1, 1);
        if (ticks < 50)
            continue;
        const auto read = reader();
        QVERIFY(read && !read->ended());
        QVERIFY2(ticks - read->ticks() < 50, qPrintable(QString::number(ticks)));
    }
}

void TestRecorder::nothingSaidInAPauseIsKept()
{
    order(start(1, call));
    say({.caller = 440}, 0, 100);
    m_inlet->push(RecordedTone{.caller = 1'000}.tick(100)); // already said, not yet taken in
    order(PauseRecording{1});
    say({.caller = 1'000}, 101, 151);
    m_inlet->push(RecordedTone{.caller = 1'000}.tick(252));
    order(ResumeRecording{1});
    say({.caller = 440}, 253, 147);
    order(StopRecording{1});
    const auto read = reader();
    QCOMPARE(read->ticks(), 400U); // the pause has its length
    for (int second = 0; second < 8; ++second) {
        const RecordedSecond heard = read->next();
        QVERIFY(shareOf(1'000, heard.tracks[0]) < 0.01);
        if (second < 2 || second > 5)
            QVERIFY(shareOf(440, heard.tracks[0]) > 0.98);
        else if (second < 5)
            QVERIFY(std::ranges::all_of(heard.tracks[0], [](auto sample) { return sample == 0; }));
    }
}

void TestRecorder::ticksThatWereLostAreSilenceOfTheirLength()
{
    order(start(1, call));
    say({}, 0, 60);
    say({}, 70, 80);
    say({}, 250, 50);
    order(StopRecording{1});
    const auto read = reader();
    QCOMPARE(read->ticks(), 300U);
    QCOMPARE(read->damages(), 0);
    read->seek(1);
    const RecordedSecond second = read->next();
    QVERIFY(
        std::all_of(second.tracks[0].begin() + 1'600, second.tracks[0].begin() + 3'200, [](auto s) { return s == 0; }));
    QVERIFY(second.tracks[0][3'305] != 0);
    read->seek(5);
    QVERIFY(shareOf(440, read->next().tracks[0]) > 0.98);
}

// The ring is read a moment after the orders were taken: what was ordered in between comes later than its sound.
void TestRecorder::whatIsSaidBeforeTheStartIsTakenInIsKept()
{
    order(start(1, call));
    say({.caller = 440}, 0, 5);
    for (std::uint32_t tick = 0; tick < 3; ++tick)
        m_inlet->push(RecordedTone{.room = 2, .caller = 1'000}.tick(tick));
    m_rounds->round({}, m_now);
    m_inlet->push(RecordedTone{.room = 2, .caller = 1'000}.tick(3));
    m_rounds->round({StopRecording{1}, start(2, other)}, m_now);
    m_inlet->push(RecordedTone{.room = 3}.tick(0));
    m_inlet->push(RecordedTone{.room = 2, .caller = 1'000}.tick(4));
    m_rounds->round({StopRecording{2}}, m_now);
    m_rounds->round({start(3, call), StopRecording{3}}, m_now);
    QCOMPARE(m_rounds->vitals().ticksStray, 0U);
    QCOMPARE(reader(call)->ticks(), 6U);
    QCOMPARE(reader(other)->ticks(), 5U);
    QVERIFY(shareOf(1'000, reader(other)->next().tracks[0]) > 0.98);
}

void TestRecorder::twoCallsNeverMeet()
{
    order(start(1, call));
    order(start(2, other));
    for (std::uint32_t tick = 0; tick < 100; ++tick) {
        m_inlet->push(RecordedTone{.room = 1, .caller = 440}.tick(tick));
        m_inlet->push(RecordedTone{.room = 2, .caller = 1'000}.tick(tick));
        m_inlet->push(RecordedTone{.room = 3, .caller = 2'000}.tick(tick));
    }
    m_rounds->round({StopRecording{1}, StopRecording{2}}, m_now);
    m_rounds->round({}, m_now);
    QCOMPARE(m_rounds->vitals().ticksStray, 100U);
    const auto mine = reader(call)->next(), theirs = reader(other)->next();
    QVERIFY(shareOf(440, mine.tracks[0]) > 0.98 && shareOf(1'000, theirs.tracks[0]) > 0.98);
    QVERIFY(!RecordingReader::open(findRecording(m_folder->path(), call), other, m_key).ok());
}

void TestRecorder::aRecordingGoesOnWhereItStopped()
{
    order(start(1, call));
    say({.caller = 440}, 0, 100);
    order(StopRecording{1});
    order(start(2, call));
    say({.room = 2, .caller = 1'000}, 5'000, 100);
    order(StopRecording{2});
    const auto read = reader();
    QCOMPARE(read->ticks(), 200U);
    QVERIFY(shareOf(440, read->next().tracks[0]) > 0.98);
    read->seek(2);
    QVERIFY(shareOf(1'000, read->next().tracks[0]) > 0.98);
}

void TestRecorder::nothingInTheFileCanBeHeard()
{
    order(start(1, call));
    say({}, 0, 200);
    order(StopRecording{1});
    const QString path = findRecording(m_folder->path(), call);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.size() > 60'000);
    for (std::uint32_t tick = 0; tick < 200; ++tick) {
        const RecordedTick planted = RecordedTone{}.tick(tick);
        for (const TickCodes &codes : {planted.caller, planted.heard})
            for (std::size_t at = 0; at + 16 <= codes.size(); at += 16)
                QVERIFY(!bytes.contains(QByteArrayView(codes.data() + at, 16)));
    }
    QVERIFY(!bytes.contains(call.text().toUtf8()) && !path.contains(call.text()));
    QCOMPARE(QFileInfo(path).permissions() & ~QFile::ReadUser & ~QFile::WriteUser,
             QFile::ReadOwner | QFile::WriteOwner);
    for (const QString &folder : {QFileInfo(path).path(), recordingsFolder(m_folder->path())})
        QVERIFY(!(QFileInfo(folder).permissions()
                  & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther)));
}

void TestRecorder::aDiskThatTakesNothingIsCountedAndToldOnce()
{
    LogCatcher caught;
    QList<bool> broken;
    m_rounds->onBroken = [&](const CallId &, bool now) { broken << now; };
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    ::signal(SIGXFSZ, SIG_IGN); // a write behind the limit fails, as on a full disk
    order(start(1, call));
    say({}, 0, 100);
    rlimit full{40'000, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &full);
    say({}, 100, 200);
    const auto vitals = m_rounds->vitals();
    ::setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(vitals.chunksLost > 2 && vitals.trouble.has_value());
    QCOMPARE(broken, QList{true});
    QCOMPARE(caught.lines("is not recorded whole").size(), 1);
    say({.caller = 1'000}, 300, 100);
    order(StopRecording{1});
    QVERIFY(!m_rounds->vitals().trouble);
    QCOMPARE(broken, (QList{true, false}));
    const auto read = reader();
    QVERIFY(read);
    QCOMPARE(read->ticks(), 400U);
    QCOMPARE(read->damages(), 0);
    read->seek(7);
    QVERIFY(shareOf(1'000, read->next().tracks[0]) > 0.98);
}

void TestRecorder::aFullRingIsCounted()
{
    order(start(1, call));
    for (std::uint32_t tick = 0; tick < recordedTicksWaiting + 10; ++tick)
        m_inlet->push(RecordedTone{}.tick(tick));
    m_rounds->round({}, m_now);
    QCOMPARE(m_rounds->vitals().ticksLost, 10U);
}

void TestRecorder::theThreadWritesWhatItWasGivenBeforeItGoes()
{
    QStringList ended;
    {
        Recorder recorder(m_folder->path());
        connect(
            &recorder, &Recorder::ended, this, [&](const CallId &which) { ended << which.text(); },
            Qt::DirectConnection);
        const int room = recorder.start(call, m_key, began), another = recorder.start(other, m_key, began);
        QVERIFY(room != another);
        for (std::uint32_t tick = 0; tick < 120; ++tick)
            recorder.inlet().push(RecordedTone{.room = room}.tick(tick));
        recorder.stop(room);
        for (std::uint32_t tick = 0; tick < 10; ++tick)
            recorder.inlet().push(RecordedTone{.room = another}.tick(tick));
    }
    QCOMPARE(ended, (QStringList{call.text(), other.text()}));
    QCOMPARE(reader(call)->ticks(), 120U);
    QCOMPARE(reader(other)->ticks(), 10U);
}

QTEST_GUILESS_MAIN(TestRecorder)
#include "test_recorder.moc"
