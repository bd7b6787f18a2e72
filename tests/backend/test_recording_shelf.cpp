// Recordings beside the rows of their calls, over every store: kept no longer than allowed, and checked.
#include "audio/recording_file.h"
#include "audio/recording_folder.h"
#include "audio/recording_press.h"
#include "scripted/recorded_tone.h"
#include "scripted/scripted_store.h"
#include "store/recording_shelf.h"
#include "store/search_index.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;

namespace {

using Fault = Finding::Fault;

constexpr Instant start = instantFromMs(1'760'000'000'000);
const CallId first(QStringLiteral("c1")), second(QStringLiteral("c2")), live(QStringLiteral("c3"));

} // namespace

class TestRecordingShelf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aRecordingGoesWithItsCall_data() { m_stores.rows(); }
    void aRecordingGoesWithItsCall();
    void aRecordingMayGoBeforeItsCall_data() { m_stores.rows(); }
    void aRecordingMayGoBeforeItsCall();
    void theCheckFindsWhatDoesNotFit_data() { m_stores.rows(); }
    void theCheckFindsWhatDoesNotFit();
    void whatIsStillToBePressedIsFoundAfterAStart_data() { m_stores.rows(); }
    void whatIsStillToBePressedIsFoundAfterAStart();

private:
    void ended(ScriptedStore &store, const CallId &call, Instant at);
    void record(ScriptedStore &store, const CallId &call);
    QList<Finding> checked(ScriptedStore &store, Instant keptSince = start);
    bool isThere(const CallId &call) const { return !findRecording(m_folder->path(), call).isEmpty(); }

    EachStore m_stores;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecordingShelf::ended(ScriptedStore &store, const CallId &call, Instant at)
{
    store.journal.write(call, at,
                        {Initiated{.clinic = store.journal.clinic()}, Answered{}, RecordingStarted{}, Ended{}});
    record(store, call);
}

void TestRecordingShelf::record(ScriptedStore &store, const CallId &call)
{
    const auto path = makeRecordingPath(m_folder->path(), call, start);
    auto file = RecordingFile::open(path.value(), RecordingForm::G711, call, store.keys.callKey(call).value());
    QVERIFY(file.ok());
    for (quint32 tick = 0; tick < 10; ++tick)
        QVERIFY(file.value()->append(tick, soundChunk({tracksOf(RecordedTone{}.tick(tick))})).ok());
}

QList<Finding> TestRecordingShelf::checked(ScriptedStore &store, Instant keptSince)
{
    CheckReport report;
    const auto since = [&](const ClinicId &) { return keptSince; };
    if (!checkRecordings(*store.database, store.keys, m_folder->path(), since, report))
        qFatal("the store cannot be asked");
    return report.findings;
}

void TestRecordingShelf::aRecordingGoesWithItsCall()
{
    ScriptedStore store(m_stores);
    ended(store, first, start);
    ended(store, second, start);
    SearchIndex index(*store.database, store.keys);
    Retention retention(*store.database, store.keys, index);
    const Result<> forgotten = forgetWithRecording(retention, m_folder->path(), first);
    QVERIFY2(forgotten.ok(), forgotten ? "" : qPrintable(forgotten.problem().detail));
    QVERIFY(!isThere(first) && isThere(second));
    QVERIFY(!store.keys.callKey(first).ok());
    QVERIFY(checked(store).isEmpty());
}

void TestRecordingShelf::aRecordingMayGoBeforeItsCall()
{
    ScriptedStore store(m_stores);
    ended(store, first, start);
    ended(store, second, start + std::chrono::hours(48));
    store.journal.write(live, start, {Initiated{.clinic = store.journal.clinic()}, Answered{}, RecordingStarted{}});
    record(store, live);
    const Instant kept = start + std::chrono::hours(24);
    const auto gone = forgetRecordings(*store.database, m_folder->path(), store.journal.clinic(), kept);
    QVERIFY(gone.ok());
    QCOMPARE(gone.value(), 1);
    QVERIFY(!isThere(first) && isThere(second) && isThere(live));
    QVERIFY(store.keys.callKey(first).ok());
    QVERIFY(checked(store, kept).isEmpty());
    const auto others = forgetRecordings(*store.database, m_folder->path(), ClinicId(QStringLiteral("elm")),
                                         start + std::chrono::hours(99));
    QCOMPARE(others.value(), 0);
}

void TestRecordingShelf::theCheckFindsWhatDoesNotFit()
{
    ScriptedStore store(m_stores);
    ended(store, first, start);
    ended(store, second, start);
    QVERIFY(checked(store).isEmpty());
    QFile file(findRecording(m_folder->path(), first));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(500) && file.write("changed") == 7);
    file.close();
    QVERIFY(QFile::remove(findRecording(m_folder->path(), second)));
    QFile stray(makeRecordingPath(m_folder->path(), CallId(QStringLiteral("nobody")), start).value());
    QVERIFY(stray.open(QIODevice::WriteOnly));
    const QList<Finding> findings = checked(store);
    QCOMPARE(findings.size(), 3);
    QVERIFY(findings.contains(Finding{Fault::RecordingDamaged, QStringLiteral("recording of call c1")}));
    QVERIFY(findings.contains(Finding{Fault::RecordingMissing, QStringLiteral("recording of call c2")}));
    QCOMPARE(findings.last().fault, Fault::RecordingStray);
}

void TestRecordingShelf::whatIsStillToBePressedIsFoundAfterAStart()
{
    ScriptedStore store(m_stores);
    ended(store, first, start);
    ended(store, second, start);
    const std::atomic<bool> stopping = false;
    const SealKey key = store.keys.callKey(first).value();
    QVERIFY(pressRecording(findRecording(m_folder->path(), first), first, key, stopping).ok());
    const auto waiting = unpressedRecordings(*store.database, store.keys, m_folder->path());
    QVERIFY(waiting.ok());
    QCOMPARE(waiting.value().size(), 1);
    QCOMPARE(waiting.value().first().first, second);
}

QTEST_GUILESS_MAIN(TestRecordingShelf)
#include "test_recording_shelf.moc"
