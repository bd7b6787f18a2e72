#include "app/log.h"
#include "call_log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace nightbell;
using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(testLog, "nightbell.test")

class TestLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineTellsTimeLevelCategoryAndMessage();
    void callAndTurnBecomeFieldsOfTheirOwn();
    void whatOnlyLooksLikeACallStaysInTheMessage();
    void everyJsonLineIsValidWhateverWasSaid_data();
    void everyJsonLineIsValidWhateverWasSaid();
    void aTextLineIsOneLineWithoutControlSigns();
    void anEndlessMessageIsCut();
    void lessImportantLinesAreLeftOut();
    void aFullFileIsPutAsideAndTheOldestForgotten();
    void withoutOldFilesTheLogBeginsAgain();
    void aFileFromBeforeCountsTowardsItsSize();
    void theFileIsForItsOwnerOnly();
    void aFullDiskLosesLinesButNotTheirNumber();
    void manyThreadsWriteWholeLines();
    void aFatalMessageEndsTheProgramAsABug();
    void afterTheLogIsGoneTheOldReceiverIsBack();
};

namespace {

constexpr Instant noon = instantFromMs(1'760'011'200'123);

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject objectOf(const QByteArray &line) { return QJsonDocument::fromJson(line).object(); }

class Place
{
public:
    QString path() const { return m_folder.filePath(u"nightbell.log"_s); }
    QByteArray text() const { return contents(path()); }
    QList<QByteArray> lines() const
    {
        QList<QByteArray> lines = text().split('\n');
        lines.removeLast();
        return lines;
    }
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files, QDir::Name); }

private:
    QTemporaryDir m_folder;
};

constexpr LogLimits roomy{1'000'000, 2};

} // namespace

void TestLog::aLineTellsTimeLevelCategoryAndMessage()
{
    const LogLine line = logLine(noon, QtWarningMsg, u"nightbell.line"_s, u"the line is down"_s);
    QCOMPARE(written(line, LogFormat::Text),
             QByteArray("2025-10-09T12:00:00.123Z warning nightbell.line: the line is down\n"));
    QCOMPARE(objectOf(written(line, LogFormat::Json)),
             (QJsonObject{{u"time"_s, u"2025-10-09T12:00:00.123Z"_s},
                          {u"level"_s, u"warning"_s},
                          {u"category"_s, u"nightbell.line"_s},
                          {u"message"_s, u"the line is down"_s}}));
}

void TestLog::callAndTurnBecomeFieldsOfTheirOwn()
{
    Place place;
    {
        const Log log(place.path(), {QtInfoMsg, LogFormat::Json, roomy});
        qCInfo(testLog) << InCall(CallId(u"c-1"_s), 7) << "answered in" << 3 << "ms";
        qCInfo(testLog) << InCall(CallId(u"c-2"_s)) << "rings";
    }
    const QJsonObject first = objectOf(place.lines().at(0));
    QCOMPARE(first[u"call"_s].toString(), u"c-1"_s);
    QCOMPARE(first[u"turn"_s].toInt(), 7);
    QCOMPARE(first[u"message"_s].toString(), u"answered in 3 ms"_s);
    const QJsonObject second = objectOf(place.lines().at(1));
    QCOMPARE(second[u"call"_s].toString(), u"c-2"_s);
    QVERIFY(!second.contains(u"turn"_s));
    QCOMPARE(second[u"message"_s].toString(), u"rings"_s);

    const LogLine line = logLine(noon, QtInfoMsg, u"a"_s, u"[call c-1 turn 7] answered"_s);
    QVERIFY(written(line, LogFormat::Text).endsWith(" info a call=c-1 turn=7: answered\n"));
}

void TestLog::whatOnlyLooksLikeACallStaysInTheMessage()
{
    for (const QString &message : {u"[call] x"_s, u"[call a b] x"_s, u"the [call a] x"_s, u"[call a turn x] y"_s}) {
        const LogLine line = logLine(noon, QtInfoMsg, u"a"_s, message);
        QVERIFY(line.call.isEmpty());
        QCOMPARE(line.message, message);
    }
}

void TestLog::everyJsonLineIsValidWhateverWasSaid_data()
{
    QTest::addColumn<QString>("message");
    QTest::addRow("control signs") << u"a\nb\r\t\x1b[31m\x7f"_s + QChar(0) + u'\u2028';
    QTest::addRow("quotes") << u"\"\\\"{}"_s;
    QTest::addRow("half a pair") << u"a"_s + QChar(0xD83D);
    QTest::addRow("the other half") << QChar(0xDE00) + u"b"_s;
    QTest::addRow("broken UTF-8") << QString::fromUtf8("a\xff\xc3(");
    QTest::addRow("other scripts") << u"Ärztin 医 \U0001F514"_s;
}

void TestLog::everyJsonLineIsValidWhateverWasSaid()
{
    QFETCH(QString, message);
    const QByteArray line = written(logLine(noon, QtInfoMsg, u"a"_s, message), LogFormat::Json);
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(QString::fromUtf8(line).toUtf8() == line);
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(line, &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    if (message.isValidUtf16())
        QCOMPARE(json.object()[u"message"_s].toString(), message);
}

void TestLog::aTextLineIsOneLineWithoutControlSigns()
{
    const QByteArray line =
        written(logLine(noon, QtInfoMsg, u"a"_s, u"x\n2025 info a: forged\x1b[2J"_s), LogFormat::Text);
    QVERIFY(line.endsWith(": x\\u000a2025 info a: forged\\u001b[2J\n"));
    QCOMPARE(line.count('\n'), 1);
}

void TestLog::anEndlessMessageIsCut()
{
    const LogLine line = logLine(noon, QtInfoMsg, u"a"_s, QString(longestLogMessage + 5, u'x'));
    QCOMPARE(line.message.size(), longestLogMessage + 1);
    QVERIFY(line.message.endsWith(u'…'));
}

void TestLog::lessImportantLinesAreLeftOut()
{
    const auto linesAt = [](QtMsgType level) {
        Place place;
        const Log log(place.path(), {level, LogFormat::Text, roomy});
        qCDebug(testLog) << "d";
        qCInfo(testLog) << "i";
        qCWarning(testLog) << "w";
        qCCritical(testLog) << "c";
        return place.lines().size();
    };
    QCOMPARE(linesAt(QtDebugMsg), 4);
    QCOMPARE(linesAt(QtInfoMsg), 3);
    QCOMPARE(linesAt(QtWarningMsg), 2);
    QCOMPARE(linesAt(QtCriticalMsg), 1);
}

void TestLog::aFullFileIsPutAsideAndTheOldestForgotten()
{
    Place place;
    LogFile file(place.path(), {10, 2});
    for (const char *line : {"one\n", "two\n", "three\n", "four\n", "five\n", "six\n", "seven\n"})
        QVERIFY(file.append(line));
    QCOMPARE(place.files(), QStringList({u"nightbell.log"_s, u"nightbell.log.1"_s, u"nightbell.log.2"_s}));
    QCOMPARE(place.text(), QByteArray("six\nseven\n"));
    QCOMPARE(contents(place.path() + u".1"_s), QByteArray("four\nfive\n"));
    QCOMPARE(contents(place.path() + u".2"_s), QByteArray("three\n"));
}

void TestLog::withoutOldFilesTheLogBeginsAgain()
{
    Place place;
    LogFile file(place.path(), {4, 0});
    QVERIFY(file.append("one\n"));
    QVERIFY(file.append("a line longer than a file\n"));
    QCOMPARE(place.files(), QStringList(u"nightbell.log"_s));
    QCOMPARE(place.text(), QByteArray("a line longer than a file\n"));
}

void TestLog::aFileFromBeforeCountsTowardsItsSize()
{
    Place place;
    QVERIFY(LogFile(place.path(), {8, 1}).append("before\n"));
    QVERIFY(LogFile(place.path(), {8, 1}).append("after\n"));
    QCOMPARE(place.text(), QByteArray("after\n"));
    QCOMPARE(contents(place.path() + u".1"_s), QByteArray("before\n"));
}

void TestLog::theFileIsForItsOwnerOnly()
{
    Place place;
    QVERIFY(LogFile(place.path(), roomy).append("line\n"));
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QCOMPARE(QFileInfo(place.path()).permissions() & others, QFileDevice::Permissions());
}

void TestLog::aFullDiskLosesLinesButNotTheirNumber()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("/dev/full is not here");
    Place place;
    QVERIFY(QFile::link(u"/dev/full"_s, place.path()));
    {
        const Log log(place.path(), {QtInfoMsg, LogFormat::Json, roomy});
        qCInfo(testLog) << "lost";
        qCInfo(testLog) << "lost too";
        QVERIFY(QFile::remove(place.path()));
        qCInfo(testLog) << "there is room again";
    }
    QCOMPARE(place.lines().size(), 2);
    QVERIFY(objectOf(place.lines().at(0))[u"message"_s].toString().startsWith(u"2 lines"_s));
    QCOMPARE(objectOf(place.lines().at(1))[u"message"_s].toString(), u"there is room again"_s);
}

void TestLog::manyThreadsWriteWholeLines()
{
    constexpr int threads = 4, each = 250;
    Place place;
    {
        const Log log(place.path(), {QtInfoMsg, LogFormat::Json, {20'000, 100}});
        std::vector<std::thread> writers;
        for (int thread = 0; thread < threads; ++thread) {
            writers.emplace_back([thread] {
                for (int line = 0; line < each; ++line)
                    qCInfo(testLog) << InCall(CallId(QString::number(thread)), line) << "spoke";
            });
        }
        for (std::thread &writer : writers)
            writer.join();
    }
    int lines = 0;
    for (const QString &file : place.files()) {
        for (const QByteArray &line : contents(QFileInfo(place.path()).dir().filePath(file)).split('\n')) {
            if (line.isEmpty())
                continue;
            QCOMPARE(objectOf(line)[u"message"_s].toString(), u"spoke"_s);
            ++lines;
        }
    }
    QCOMPARE(lines, threads * each);
    QVERIFY(place.files().size() > 1);
}

void TestLog::aFatalMessageEndsTheProgramAsABug()
{
    Place place;
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        const Log log(place.path(), {QtInfoMsg, LogFormat::Text, roomy});
        qFatal("two callers in one chair");
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 70);
    QVERIFY(place.text().endsWith(" fatal default: two callers in one chair\n"));
}

void TestLog::afterTheLogIsGoneTheOldReceiverIsBack()
{
    Place place;
    {
        const Log log(place.path(), {QtInfoMsg, LogFormat::Text, roomy});
    }
    QTest::ignoreMessage(QtInfoMsg, "heard by the test");
    qCInfo(testLog) << "heard by the test";
    QVERIFY(place.text().isEmpty());
}

QTEST_APPLESS_MAIN(TestLog)
#include "test_log.moc"
