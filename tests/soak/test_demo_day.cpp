// The demo as somebody without a display starts it: patients call over real SIP and RTP, are heard by ear alone, and
// the program ends politely. NIGHTBELL_SOAK_SECONDS makes it long; then memory and stuck calls are looked at too.
#include "scripted/free_ports.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestDemoDay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patientsAreHeardAndHelped();
};

namespace {

constexpr int secondsInShort = 120, secondsThatSayMore = 600;

qint64 memoryKb(qint64 process)
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression pss(u"Pss:\\s+(\\d+)"_s);
    return pss.match(QString::fromLatin1(file.readAll())).captured(1).toLongLong();
}

} // namespace

void TestDemoDay::patientsAreHeardAndHelped()
{
    bool asked = false;
    const int wished = qEnvironmentVariableIntValue("NIGHTBELL_SOAK_SECONDS", &asked);
    const int seconds = asked && wished > 0 ? wished : secondsInShort;
    QTemporaryDir folder;
    QProcess program;
    program.start(QStringLiteral(NIGHTBELL_BINARY_DIR "/nightbell"),
                  {u"--headless"_s, u"--demo"_s, u"--data"_s, folder.path(), u"--set"_s,
                   u"sip.listen=127.0.0.1:%1"_s.arg(nightbell::scripted::freeSipPort())});
    QVERIFY(program.waitForStarted());
    QString lines;
    qint64 early = 0;
    for (const int until : {seconds / 4, seconds - seconds / 4}) {
        QDeadlineTimer part(std::chrono::seconds{until});
        while (!part.hasExpired() && program.state() == QProcess::Running) {
            program.waitForReadyRead(int(part.remainingTime()));
            lines += QString::fromUtf8(program.readAllStandardOutput());
        }
        early = early ? early : memoryKb(program.processId());
    }
    const qint64 late = memoryKb(program.processId());
    program.terminate();
    QVERIFY(program.waitForFinished(60'000));
    lines += QString::fromUtf8(program.readAllStandardOutput());
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    const qsizetype well = lines.count(u"as it should\n"_s), ill = lines.count(u"not as it should\n"_s);
    qInfo("%d s: %d calls ended as they should, %d did not; %lld kB, then %lld kB", seconds, int(well - ill), int(ill),
          early, late);
    QVERIFY2(lines.contains(u"is heard"_s), qPrintable(lines));
    QVERIFY2(well - ill > 0, qPrintable(lines));
    if (seconds >= secondsThatSayMore)
        QVERIFY2(double(late) < 1.2 * double(early), qPrintable(u"%1 kB, then %2"_s.arg(early).arg(late)));
}

QTEST_GUILESS_MAIN(TestDemoDay)
#include "test_demo_day.moc"
