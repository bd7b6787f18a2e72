// A live call and its recording: from the notice to the pressed file. The test plays the sound thread; the recorder and
// the press are the real ones.
#include "audio/recording_folder.h"
#include "audio/recording_reader.h"
#include "engine/engine.h"
#include "scripted/listening_journal.h"
#include "scripted/log_catcher.h"
#include "scripted/scripted_line.h"
#include "scripted/scripted_sound.h"
#include "scripted/scripted_voice.h"
#include "scripted/virtual_clock.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;

namespace {

const QString number = QStringLiteral("100"), notice = QStringLiteral("This call is recorded.");
const ClinicId rosewood(QStringLiteral("rosewood"));
const Asker nurse{StaffId(QStringLiteral("joy")), Role::Nurse}, viewer{StaffId(QStringLiteral("vic")), Role::Viewer};

struct World
{
    explicit World(const QString &dataFolder)
        : folder(dataFolder)
        , recorder(std::make_unique<Recorder>(dataFolder))
        , press(std::make_unique<RecordingPress>(dataFolder))
        , engine({.clock = clock,
                  .line = line,
                  .sound = sound,
                  .voice = voice,
                  .append = [this](const ClinicId &clinic,
                                   const CallEvent &event) { return journal.append(clinic, event); },
                  .destinationOf =
                      [this](const PrivateText &) {
                          return Destination{rosewood, BranchId(QStringLiteral("main")), rules};
                      },
                  .testExtensions = true,
                  .recording = {recorder.get(), press.get(),
                                [this](const CallId &call) {
                                    keysAsked.append(call);
                                    return keyPromise.future();
                                }},
                  .testClinic = rosewood})
    {
        keyPromise.start();
    }

    void giveKey(const Result<SealKey> &answer)
    {
        keyPromise.addResult(answer);
        keyPromise.finish();
        QCoreApplication::processEvents();
    }
    CallId acknowledgedCall()
    {
        const CallId call = line.call(number);
        QCoreApplication::processEvents();
        line.acknowledge(call);
        QCoreApplication::processEvents();
        return call;
    }
    CallId answeredCall() // with a word of staff after greeting and notice, which keeps the call on the line
    {
        const CallId call = acknowledgedCall();
        (void)engine.ask(call, nurse, verb::Say{PrivateText(QStringLiteral("One moment."))});
        for (const Sentence &sentence : std::as_const(voice.asked))
            voice.says(sentence);
        QCoreApplication::processEvents();
        return call;
    }
    CallId recordedCall()
    {
        giveKey(key);
        const CallId call = answeredCall();
        sound.playsNext(call);
        if (rules.recording.enabled)
            sound.playsNext(call);
        QCoreApplication::processEvents();
        return call;
    }
    void says(const CallId &call, const RecordedTone &tone, std::uint32_t ticks)
    {
        sound.hears(call, tone, ticks);
        QTRY_COMPARE(recorder->inlet().waiting.waiting(), std::size_t(0));
    }
    std::unique_ptr<RecordingReader> reader(const CallId &call) const
    {
        auto opened = RecordingReader::open(findRecording(folder, call), call, key);
        return opened ? std::move(opened).value() : nullptr;
    }
    CallSummary summary(const CallId &call) const
    {
        const QList<CallSummary> calls = engine.calls();
        const auto found = std::ranges::find(calls, call, &CallSummary::id);
        return found == calls.end() ? CallSummary() : *found;
    }

    const QString folder;
    const SealKey key = SealKey::fresh();
    VirtualClock clock;
    ScriptedLine line;
    ScriptedSound sound;
    ScriptedVoice voice;
    ListeningJournal journal;
    CallRules rules{.greeting = QStringLiteral("Good morning."), .recording = {true, notice}};
    QPromise<Result<SealKey>> keyPromise;
    QList<CallId> keysAsked;
    std::unique_ptr<Recorder> recorder;
    std::unique_ptr<RecordingPress> press;
    Engine engine;
};

} // namespace

class TestEngineRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aClinicThatDoesNotWantItRecordsNothing();
    void whoHearsTheNoticeToItsEndIsRecorded();
    void aNoticeThatIsCutStartsNothing();
    void aNoticeThatTheVoiceLostIsNotANotice();
    void theCallNeverWaitsForItsKey();
    void aCallThatEndsBeforeItsKeyComesIsNotRecorded();
    void withoutAKeyTheCallGoesOnAndItIsSaid();
    void whatIsSaidInAPauseIsNeverKept();
    void onlyWhoMayTakeACallMayPauseItsRecording();
    void theLastTickBeforeTheSoundClosesIsKept();
    void anEndedRecordingIsPressed();
    void aDiskInTroubleIsKnownAndTheCallGoesOn();
    void whatWasRecordedBeforeACrashCanBeHeard();
    void recordingsLeftByAnEarlierRunArePressed();
    void aFileThatStillGrowsIsNotPressed();
    void theTestExtensionIsRecordedFromItsAnswer();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<World> m_world;
};

void TestEngineRecording::init()
{
    m_world.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_world = std::make_unique<World>(m_folder->path());
    QVERIFY(m_world->engine.start().ok());
    m_world->voice.asked.clear(); // the prompt of the test extensions
}

void TestEngineRecording::aClinicThatDoesNotWantItRecordsNothing()
{
    m_world->rules.recording = {};
    const CallId call = m_world->recordedCall();
    m_world->sound.playsAll(call);
    QTRY_VERIFY(m_world->journal.kinds().contains(QStringLiteral("ended")));
    QVERIFY(m_world->keysAsked.isEmpty() && m_world->sound.recorded.isEmpty());
    QVERIFY(m_world->journal.all<RecordingStarted>().isEmpty() && everyRecording(m_folder->path()).isEmpty());
}

void TestEngineRecording::whoHearsTheNoticeToItsEndIsRecorded()
{
    m_world->giveKey(m_world->key);
    const CallId call = m_world->answeredCall();
    QCOMPARE(m_world->voice.asked[1].words.reveal(), notice);
    m_world->sound.playsNext(call);
    QCoreApplication::processEvents();
    QVERIFY(m_world->keysAsked.isEmpty());
    m_world->sound.playsNext(call);
    QTRY_COMPARE(m_world->journal.all<RecordingStarted>().size(), 1);
    QCOMPARE(m_world->keysAsked, QList{call});
    QVERIFY(m_world->summary(call).recorded);
    QCOMPARE(m_world->sound.recorded.value(call).inlet, &m_world->recorder->inlet());
    m_world->says(call, {.caller = 440, .heard = 700}, 100);
    QTRY_VERIFY(m_world->reader(call) && m_world->reader(call)->ticks() >= 50);
    const RecordedSecond second = m_world->reader(call)->next();
    QVERIFY(shareOf(440, second.tracks[0]) > 0.98 && shareOf(700, second.tracks[1]) > 0.98);
}

void TestEngineRecording::aNoticeThatIsCutStartsNothing()
{
    m_world->giveKey(m_world->key);
    const CallId call = m_world->answeredCall();
    m_world->sound.playsNext(call);
    m_world->line.hangsUp(call); // in the middle of it
    QTRY_VERIFY(m_world->journal.kinds().contains(QStringLiteral("ended")));
    QTRY_COMPARE(m_world->journal.all<Played>().constLast().how, PlayedHow::Cut);
    QVERIFY(m_world->keysAsked.isEmpty() && m_world->journal.all<RecordingStarted>().isEmpty());
}

void TestEngineRecording::aNoticeThatTheVoiceLostIsNotANotice()
{
    const CallId call = m_world->acknowledgedCall();
    m_world->voice.says(m_world->voice.asked[0]);
    m_world->voice.says(m_world->voice.asked[1], false);
    m_world->voice.fails(m_world->voice.asked[1]);
    QCoreApplication::processEvents();
    m_world->sound.playsAll(call);
    QTRY_COMPARE(m_world->voice.asked.size(), 3);
    QCOMPARE(m_world->voice.asked[2].words.reveal(), notice); // once more
    QVERIFY(m_world->keysAsked.isEmpty());
}

void TestEngineRecording::theCallNeverWaitsForItsKey()
{
    const CallId call = m_world->answeredCall();
    m_world->sound.playsNext(call);
    m_world->sound.playsNext(call);
    QTRY_COMPARE(m_world->keysAsked, QList{call});
    m_world->clock.pass(5s);
    m_world->sound.hears(call, '5');
    QVERIFY(m_world->journal.kinds().constLast() == QStringLiteral("key_pressed"));
    QVERIFY(m_world->sound.recorded.isEmpty());
    m_world->giveKey(m_world->key);
    QTRY_VERIFY(m_world->sound.recorded.contains(call));
}

void TestEngineRecording::aCallThatEndsBeforeItsKeyComesIsNotRecorded()
{
    const CallId call = m_world->answeredCall();
    m_world->sound.playsNext(call);
    m_world->sound.playsNext(call);
    QTRY_COMPARE(m_world->keysAsked.size(), 1);
    m_world->line.hangsUp(call);
    QCoreApplication::sendPostedEvents(&m_world->engine); // its sound is not closed yet
    m_world->giveKey(m_world->key);
    QTRY_VERIFY(m_world->engine.calls().isEmpty());
    QVERIFY(m_world->sound.recorded.isEmpty());
    QVERIFY(m_world->journal.all<RecordingStarted>().isEmpty() && m_world->journal.all<RecordingStopped>().isEmpty());
}

void TestEngineRecording::withoutAKeyTheCallGoesOnAndItIsSaid()
{
    const LogCatcher caught;
    const CallId call = m_world->answeredCall();
    m_world->giveKey(Problem{Problem::Kind::Unreachable, QStringLiteral("the store is away")});
    m_world->sound.playsNext(call);
    m_world->sound.playsNext(call);
    QTRY_COMPARE(m_world->engine.counts().notRecorded, 1u);
    QCOMPARE(caught.lines("is not recorded").size(), 1);
    QVERIFY(m_world->summary(call).live() && !m_world->summary(call).recorded);
    m_world->sound.playsAll(call);
    QTRY_VERIFY(m_world->engine.calls().isEmpty());
    QVERIFY(everyRecording(m_folder->path()).isEmpty());
}

void TestEngineRecording::whatIsSaidInAPauseIsNeverKept()
{
    const CallId call = m_world->recordedCall();
    m_world->says(call, {.caller = 440, .heard = 700}, 100);
    QVERIFY(m_world->engine.ask(call, nurse, verb::PauseRecording{}).ok());
    QVERIFY(m_world->summary(call).recordingPaused);
    m_world->says(call, {.caller = 1'000, .heard = 1'200}, 100); // a card number
    QVERIFY(m_world->engine.ask(call, nurse, verb::ResumeRecording{}).ok());
    for (int part = 0; part < 10; ++part) // what comes while the recorder resumes is left out too
        m_world->says(call, {.caller = 600, .heard = 900}, 10);
    m_world->sound.playsAll(call);
    QTRY_COMPARE_WITH_TIMEOUT(m_world->press->vitals().pressed, 1u, 120'000);
    const auto read = m_world->reader(call);
    QVERIFY(read && read->ended());
    QCOMPARE(read->seconds(), 6); // the pause has its length
    double loudest = 0;
    for (RecordedSecond second; !(second = read->next()).isEmpty();)
        for (const auto &track : second.tracks)
            loudest = std::max({loudest, shareOf(1'000, track), shareOf(1'200, track)});
    QVERIFY2(loudest < 0.02, qPrintable(QString::number(loudest)));
    read->seek(0);
    QVERIFY(shareOf(440, read->next().tracks[0]) > 0.9);
    read->seek(5);
    QVERIFY(shareOf(900, read->next().tracks[1]) > 0.9);
    QCOMPARE(m_world->journal.all<RecordingPaused>()[0].staff, nurse.staff);
    QCOMPARE(m_world->journal.all<RecordingResumed>()[0].staff, nurse.staff);
}

void TestEngineRecording::onlyWhoMayTakeACallMayPauseItsRecording()
{
    const CallId call = m_world->recordedCall();
    QCOMPARE(m_world->engine.ask(call, viewer, verb::PauseRecording{}).problem().kind, Problem::Kind::Refused);
    QCOMPARE(m_world->engine.ask(call, nurse, verb::ResumeRecording{}).problem().kind, Problem::Kind::Refused);
    QVERIFY(m_world->engine.ask(call, nurse, verb::PauseRecording{}).ok());
    QCOMPARE(m_world->engine.ask(call, nurse, verb::PauseRecording{}).problem().kind, Problem::Kind::Refused);
    QCOMPARE(m_world->journal.all<RecordingPaused>().size(), 1);
}

void TestEngineRecording::theLastTickBeforeTheSoundClosesIsKept()
{
    const CallId call = m_world->recordedCall();
    m_world->says(call, {}, 100);
    m_world->line.hangsUp(call);
    QCoreApplication::sendPostedEvents(&m_world->engine); // the hang-up, not yet the sound's last signal
    QCOMPARE(m_world->journal.kinds().constLast(), QStringLiteral("ended"));
    m_world->sound.hears(call, {}, 7);
    QTRY_COMPARE(m_world->journal.kinds().constLast(), QStringLiteral("recording_stopped"));
    QTRY_VERIFY(m_world->reader(call) && m_world->reader(call)->ended());
    QCOMPARE(m_world->reader(call)->ticks(), 107u);
    QVERIFY(m_world->engine.calls().isEmpty());
}

void TestEngineRecording::anEndedRecordingIsPressed()
{
    const CallId call = m_world->recordedCall();
    m_world->says(call, {.caller = 440, .heard = 700}, 200);
    m_world->sound.playsAll(call);
    QTRY_COMPARE_WITH_TIMEOUT(m_world->press->vitals().pressed, 1u, 120'000);
    const auto read = m_world->reader(call);
    QCOMPARE(read->form(), RecordingForm::Opus);
    QCOMPARE(read->ticks(), 200u);
    read->seek(2);
    QVERIFY(shareOf(700, read->next().tracks[1]) > 0.9);
}

void TestEngineRecording::aDiskInTroubleIsKnownAndTheCallGoesOn()
{
    const LogCatcher caught;
    QFile inTheWay(recordingsFolder(m_folder->path()));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const CallId call = m_world->recordedCall();
    QTRY_VERIFY(m_world->summary(call).recordingBroken); // before anything of it was to be written
    m_world->says(call, {}, 200);
    QVERIFY(m_world->engine.ask(call, nurse, verb::Say{PrivateText(QStringLiteral("Still here."))}).ok());
    QCOMPARE(caught.lines("is not recorded whole").size(), 1);
    QTRY_VERIFY(m_world->recorder->vitals().chunksLost > 1);
    QVERIFY(inTheWay.remove());
    m_world->says(call, {}, 100);
    QTRY_COMPARE(m_world->journal.all<RecordingMended>().size(), 1);
    QVERIFY(!m_world->summary(call).recordingBroken);
}

void TestEngineRecording::whatWasRecordedBeforeACrashCanBeHeard()
{
    const CallId call = m_world->recordedCall();
    m_world->says(call, {.caller = 440, .heard = 700}, 150);
    QTRY_VERIFY(m_world->reader(call) && m_world->reader(call)->ticks() > 100);
    const QString left = m_folder->filePath(QStringLiteral("left.nbr"));
    QVERIFY(QFile::copy(findRecording(m_folder->path(), call), left)); // as a machine that died would have it
    const auto read = RecordingReader::open(left, call, m_world->key);
    QVERIFY(read.ok() && !read.value()->ended());
    read.value()->seek(1);
    QVERIFY(shareOf(440, read.value()->next().tracks[0]) > 0.98);
}

void TestEngineRecording::recordingsLeftByAnEarlierRunArePressed()
{
    const CallId call(QStringLiteral("of yesterday"));
    {
        Recorder earlier(m_folder->path());
        const int room = earlier.start(call, m_world->key, m_world->clock.now());
        for (std::uint32_t tick = 0; tick < 120; ++tick)
            earlier.inlet().push(RecordedTone{.room = room}.tick(tick));
    }
    QCOMPARE(m_world->reader(call)->form(), RecordingForm::G711);
    m_world->engine.pressRecordings({{call, m_world->key}});
    QTRY_COMPARE_WITH_TIMEOUT(m_world->press->vitals().pressed, 1u, 120'000);
    QCOMPARE(m_world->reader(call)->form(), RecordingForm::Opus);
}

void TestEngineRecording::aFileThatStillGrowsIsNotPressed()
{
    const CallId call = m_world->recordedCall(), other(QStringLiteral("no file"));
    m_world->says(call, {}, 100);
    QTRY_VERIFY(m_world->reader(call));
    m_world->engine.pressRecordings({{call, m_world->key}, {other, m_world->key}});
    QTRY_COMPARE_WITH_TIMEOUT(m_world->press->vitals().pressed, 1u, 120'000); // the other: nothing is left
    QCOMPARE(m_world->press->vitals().waiting, 0);
    QCOMPARE(m_world->reader(call)->form(), RecordingForm::G711);
}

void TestEngineRecording::theTestExtensionIsRecordedFromItsAnswer()
{
    m_world->giveKey(m_world->key);
    const CallId call(QStringLiteral("test"));
    Q_EMIT m_world->line.arrived({.leg = LegId(call.text()),
                                  .provider = QStringLiteral("scripted"),
                                  .from = PrivateText(QStringLiteral("+4930123456")),
                                  .called = {PrivateText(QStringLiteral("record"))}});
    QCoreApplication::processEvents();
    QVERIFY(m_world->sound.recorded.isEmpty());
    m_world->line.acknowledge(call);
    QTRY_VERIFY(m_world->sound.recorded.contains(call));
    m_world->says(call, {.caller = 440, .heard = 700}, 100);
    m_world->line.hangsUp(call);
    QTRY_COMPARE_WITH_TIMEOUT(m_world->press->vitals().pressed, 1u, 120'000);
    QCOMPARE(m_world->journal.kinds().join(u' '),
             QStringLiteral("initiated answered recording_started ended recording_stopped"));
    QCOMPARE(m_world->journal.clinics.constFirst(), rosewood);
    QVERIFY(m_world->journal.all<Initiated>()[0].from.isEmpty()); // nobody's number
    const auto read = m_world->reader(call);
    QVERIFY(read && shareOf(440, read->next().tracks[0]) > 0.9);
}

QTEST_GUILESS_MAIN(TestEngineRecording)
#include "test_engine_recording.moc"
