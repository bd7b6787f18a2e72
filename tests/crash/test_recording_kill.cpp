// A recording outlives its recorder: killed at random moments, less than the last second of sound is missing. Killed
// while it is pressed, the one form or the other is there, whole. NIGHTBELL_KILLS sets how often.
#include "audio/recording_folder.h"
#include "audio/recording_reader.h"
#include "scripted/recorded_tone.h"
#include "scripted/recording_child.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace nightbell::crash;

namespace {

const QString record = QStringLiteral("--record"), press = QStringLiteral("--press");

int killsWanted(int inCi)
{
    const int wanted = qEnvironmentVariableIntValue("NIGHTBELL_KILLS");
    return wanted > 0 ? wanted : inCi;
}

} // namespace

class TestRecordingKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lessThanTheLastSecondIsLost();
    void aRecordingThatIsBeingPressedIsThereInOneFormOrTheOther();

private:
    QByteArray killed(const QString &what, int call, int withinMs);

    QTemporaryDir m_folder;
    SealKey m_key = SealKey::fresh();
    QRandomGenerator m_chance{20260211};
};

QByteArray TestRecordingKill::killed(const QString &what, int call, int withinMs)
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(),
                QStringList(what) + recordingArguments({m_folder.path(), m_key.view().toByteArray(), call}));
    if (!child.waitForStarted() || !child.waitForReadyRead())
        return {};
    child.waitForFinished(int(m_chance.bounded(withinMs))); // a random moment, not a wait for anything
    child.kill();
    child.waitForFinished();
    return child.readAllStandardOutput();
}

void TestRecordingKill::lessThanTheLastSecondIsLost()
{
    const int kills = killsWanted(60);
    qint64 torn = 0, seconds = 0;
    for (int call = 0; call < kills; ++call) {
        const QByteArray told = killed(record, call, 60);
        const qsizetype end = told.lastIndexOf('\n'); // what stands behind was cut by the kill
        QVERIFY(end > 0);
        const int given = told.first(end).split('\n').last().toInt();
        const QString path = findRecording(m_folder.path(), recordedCall(call));
        QVERIFY(!path.isEmpty() || given < ticksPerSecond);
        if (given < ticksPerSecond)
            continue;
        const auto read = RecordingReader::open(path, recordedCall(call), m_key);
        QVERIFY2(read.ok(), qPrintable(QString::number(given)));
        QVERIFY2(given - int(read.value()->ticks()) < ticksPerSecond,
                 qPrintable(QStringLiteral("%1 of %2").arg(read.value()->ticks()).arg(given)));
        QCOMPARE(read.value()->damages(), 0);
        torn += read.value()->bytesTorn() > 0;
        seconds += given / ticksPerSecond;
        for (int second = 0; second < int(read.value()->ticks()) / ticksPerSecond; ++second)
            QVERIFY(shareOf(440, read.value()->next().tracks[0]) > 0.98);
    }
    qInfo("killed %d times in %lld s of sound, %lld torn tails, less than a second lost each time", kills, seconds,
          torn);
}

void TestRecordingKill::aRecordingThatIsBeingPressedIsThereInOneFormOrTheOther()
{
    const int call = 100'000, kills = killsWanted(20);
    QVERIFY(!killed(record, call, 200).isEmpty());
    const QString path = findRecording(m_folder.path(), recordedCall(call));
    const auto ticksNow = [&] {
        const auto read = RecordingReader::open(path, recordedCall(call), m_key);
        return read && read.value()->damages() == 0 ? read.value()->ticks() : 0;
    };
    const quint32 ticks = ticksNow();
    QVERIFY(ticks > 0);
    for (int kill = 0; kill < kills; ++kill) {
        killed(press, call, 40);
        QCOMPARE(ticksNow(), ticks);
    }
    removeHalfPressed(m_folder.path());
    QCOMPARE(everyRecording(m_folder.path()).filter(recordingName(recordedCall(call))), QStringList{path});
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == record)
        return recordUntilKilled(app.arguments());
    if (app.arguments().value(1) == press)
        return pressUntilKilled(app.arguments());
    TestRecordingKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_recording_kill.moc"
