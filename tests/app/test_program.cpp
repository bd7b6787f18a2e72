// The built program, seen from outside: what it prints and with which code it ends.
#include "scripted/built_program.h"
#include "settings/the_settings.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpNeedsNoDisplayAndNamesEveryOption();
    void helpComesBeforeWhateverElseWasTyped();
    void aPortInUseIsToldOnceAndTakenWhenFree();
    void everySettingIsPrinted();
    void theVersionIsPrinted();
    void whatIsNotUnderstoodIsAUsageError_data();
    void whatIsNotUnderstoodIsAUsageError();
    void aWrongSettingsFileNamesFileLineAndKey();
    void withoutADisplayTheProgramSaysSo_data();
    void withoutADisplayTheProgramSaysSo();
    void aDisplayThatAnswersIsUsed();
    void aSignalEndsItCleanly_data();
    void aSignalEndsItCleanly();
    void theDataFolderIsMadeForItsOwnerOnly();
    void aSecondProgramOnTheSameFolderIsRefused();
    void aLockLeftByACrashIsNoObstacle();
    void aDataFolderThatCannotBeWrittenIsNamed_data();
    void aDataFolderThatCannotBeWrittenIsNamed();
    void theLogIsWrittenAsAsked();
};

void TestProgram::helpNeedsNoDisplayAndNamesEveryOption()
{
    Program program({u"--help"_s});
    QCOMPARE(program.code(), 0);
    const QString help = program.output();
    for (const QString &option : {u"help"_s, u"help-settings"_s, u"version"_s, u"headless"_s, u"data"_s, u"config"_s,
                                  u"set"_s, u"log-level"_s, u"force"_s, u"call"_s, u"recovery-key-file"_s})
        QVERIFY2(help.contains(u"  --"_s + option), qPrintable(option));
    QVERIFY(help.contains(u"admin"_s));
}

void TestProgram::helpComesBeforeWhateverElseWasTyped()
{
    for (const QStringList &words : {QStringList{u"--help"_s, u"admin"_s}, QStringList{u"admin"_s, u"--help"_s}}) {
        Program program(words);
        QCOMPARE(program.code(), 0);
        QVERIFY(program.output().contains(u"--help-settings"_s));
    }
}

void TestProgram::aPortInUseIsToldOnceAndTakenWhenFree()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const quint16 port = other.serverPort();
    QTemporaryDir folder;
    Program program({u"--headless"_s, u"--set"_s, u"speech.transcriber=none"_s, u"--data"_s, folder.path(), u"--set"_s,
                     u"secrets.from=folder"_s, u"--set"_s, u"sip.listen=127.0.0.1:%1"_s.arg(port)});
    QString said;
    const auto says = [&](const QString &words) {
        return QTest::qWaitFor([&] { return (said += program.output()).contains(words); }, patienceMs);
    };
    QVERIFY(says(u"No calls over sip.listen: another program uses the address"_s));
    QVERIFY(!said.contains(u"Calls are taken"_s));
    other.close();
    QVERIFY(says(u"Calls are taken at 127.0.0.1 port %1."_s.arg(port)));
    QCOMPARE(said.count(u"No calls over"_s), 1);
    QVERIFY(said.contains(u"sip.listen is well again"_s));
    program.signal(SIGTERM);
    QCOMPARE(program.code(), 0);
    const QByteArray log = contents(folder.filePath(u"nightbell.log"_s));
    QCOMPARE(log.count("line sip.listen is down: address_in_use"), 1);
    QCOMPARE(log.count("line sip.listen is up"), 1);
}

void TestProgram::everySettingIsPrinted()
{
    Program program({u"--help-settings"_s});
    QCOMPARE(program.code(), 0);
    const QString help = program.output();
    for (const Setting &setting : theSettings)
        QVERIFY2(help.contains(u"\n%1 = "_s.arg(QString::fromLatin1(setting.key))), setting.key);
}

void TestProgram::theVersionIsPrinted()
{
    Program program({u"--version"_s});
    QCOMPARE(program.code(), 0);
    static const QRegularExpression version(u"\\Anightbell \\d+\\.\\d+\\.\\d+\\n\\z"_s);
    QVERIFY(version.match(program.output()).hasMatch());
}

void TestProgram::whatIsNotUnderstoodIsAUsageError_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::addRow("unknown option") << QStringList{u"--headles"_s} << u"headles"_s;
    QTest::addRow("unknown word") << QStringList{u"dance"_s} << u"dance. Try"_s;
    QTest::addRow("unknown task") << QStringList{u"admin"_s, u"dance"_s} << u"admin"_s;
    QTest::addRow("unknown setting") << QStringList{u"--headless"_s, u"--set"_s, u"sip.listn=1"_s} << u"sip.listen"_s;
    QTest::addRow("bad value") << QStringList{u"--headless"_s, u"--set"_s, u"calls.at_most=0"_s} << u"from 1 to 5000"_s;
    QTest::addRow("bad level") << QStringList{u"--headless"_s, u"--log-level"_s, u"loud"_s} << u"log.level"_s;
    QTest::addRow("missing file") << QStringList{u"--headless"_s, u"--config"_s, u"/no/x.ini"_s} << u"/no/x.ini"_s;
}

void TestProgram::whatIsNotUnderstoodIsAUsageError()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    Program program(arguments);
    QCOMPARE(program.code(), 2);
    const QString complaint = program.complaint();
    QVERIFY2(complaint.startsWith(u"nightbell: "_s) && complaint.contains(named), qPrintable(complaint));
    QVERIFY(program.output().isEmpty());
}

void TestProgram::aWrongSettingsFileNamesFileLineAndKey()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"nightbell.ini"_s);
    put(path, "[log]\nlevel = info\nfiles_kept = none\n");
    for (const QStringList &arguments :
         {QStringList{u"--data"_s, folder.path()}, QStringList{u"--data"_s, folder.path(), u"--config"_s, path}}) {
        Program program(arguments + QStringList{u"--headless"_s});
        QCOMPARE(program.code(), 2);
        QVERIFY(program.complaint().startsWith(u"nightbell: %1:3: log.files_kept: "_s.arg(path)));
    }
}

void TestProgram::withoutADisplayTheProgramSaysSo_data()
{
    using Variables = QHash<QString, QString>;
    QTest::addColumn<Variables>("variables");
    QTest::addRow("none") << Variables();
    QTest::addRow("a wrong number") << Variables{{u"DISPLAY"_s, u":9876"_s}};
    QTest::addRow("a host that refuses") << Variables{{u"DISPLAY"_s, u"127.0.0.1:9876"_s}};
    QTest::addRow("nonsense") << Variables{{u"DISPLAY"_s, u"nonsense"_s}};
    QTest::addRow("no compositor") << Variables{{u"WAYLAND_DISPLAY"_s, u"wayland-9"_s}};
    QTest::addRow("an unknown platform") << Variables{{u"QT_QPA_PLATFORM"_s, u"hologram"_s}};
    QTest::addRow("xcb by name") << Variables{{u"QT_QPA_PLATFORM"_s, u"xcb"_s}};
}

void TestProgram::withoutADisplayTheProgramSaysSo()
{
    using Variables = QHash<QString, QString>;
    QFETCH(Variables, variables);
    Program program({}, variables);
    QCOMPARE(program.code(), 69);
    const QString complaint = program.complaint();
    QVERIFY2(complaint.startsWith(u"nightbell: "_s) && complaint.contains(u"--headless"_s), qPrintable(complaint));
    QCOMPARE(complaint.count(u'\n'), 1);
}

void TestProgram::aDisplayThatAnswersIsUsed()
{
#ifndef NIGHTBELL_WINDOWS
    QSKIP("built without windows");
#endif
    QProcess screen; // picks a free number by itself
    screen.start(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-nolisten"_s, u"tcp"_s});
    if (!screen.waitForStarted())
        QSKIP("Xvfb is not installed");
    QVERIFY(screen.waitForReadyRead(patienceMs));
    const QString number = QString::fromLatin1(screen.readLine().trimmed());
    QTemporaryDir folder;
    {
        Program program({u"--data"_s, folder.path()}, {{u"DISPLAY"_s, u':' + number}});
        QVERIFY(QTest::qWaitFor([&] { return contents(folder.filePath(u"nightbell.log"_s)).contains(" starts "); },
                                patienceMs));
        program.signal(SIGTERM);
        QCOMPARE(program.code(), 0);
    }
    screen.terminate();
    QVERIFY(screen.waitForFinished(patienceMs));
}

void TestProgram::aSignalEndsItCleanly_data()
{
    QTest::addColumn<int>("number");
    QTest::addRow("SIGTERM") << SIGTERM;
    QTest::addRow("SIGINT") << SIGINT;
}

void TestProgram::aSignalEndsItCleanly()
{
    QFETCH(int, number);
    Running running;
    QVERIFY(running.began());
    running.program.signal(number);
    QCOMPARE(running.program.code(), 0);
    QVERIFY(contents(running.folder.filePath(u"nightbell.log"_s)).contains("nightbell.app: ended\n"));
    QVERIFY(!QFileInfo::exists(running.folder.filePath(u"nightbell.lock"_s)));
}

void TestProgram::theDataFolderIsMadeForItsOwnerOnly()
{
    QTemporaryDir place;
    const QString path = place.filePath(u"deep/data"_s);
    Program program({u"--headless"_s, u"--set"_s, u"speech.transcriber=none"_s, u"--data"_s, path});
    QVERIFY(QTest::qWaitFor([&] { return QFileInfo::exists(path + u"/nightbell.log"_s); }, patienceMs));
    QCOMPARE(int(QFileInfo(path).permissions()) & 0x77, 0); // group and others
    program.signal(SIGTERM);
    QCOMPARE(program.code(), 0);
}

void TestProgram::aSecondProgramOnTheSameFolderIsRefused()
{
    Running running;
    QVERIFY(running.began());
    Program second({u"--headless"_s, u"--set"_s, u"speech.transcriber=none"_s, u"--data"_s, running.folder.path()});
    QCOMPARE(second.code(), 69);
    const QString complaint = second.complaint();
    QVERIFY2(complaint.contains(running.folder.path()) && complaint.contains(u"--data"_s), qPrintable(complaint));
    QVERIFY(running.program.isRunning());
}

void TestProgram::aLockLeftByACrashIsNoObstacle()
{
    Running running;
    QVERIFY(running.began());
    running.program.signal(SIGKILL);
    QCOMPARE(running.program.code(), 128 + SIGKILL);
    QVERIFY(QFileInfo::exists(running.folder.filePath(u"nightbell.lock"_s)));
    QVERIFY(QFile::remove(running.folder.filePath(u"nightbell.log"_s)));
    Program again({u"--headless"_s, u"--set"_s, u"speech.transcriber=none"_s, u"--data"_s, running.folder.path()});
    QVERIFY(running.began());
    again.signal(SIGTERM);
    QCOMPARE(again.code(), 0);
}

void TestProgram::aDataFolderThatCannotBeWrittenIsNamed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addRow("where nothing can be made") << u"/proc/nightbell"_s;
    QTest::addRow("where nothing can be written") << u"/proc/sys"_s;
    QTest::addRow("a file in its place") << QStringLiteral(NIGHTBELL_BINARY_DIR "/nightbell");
    QTest::addRow("a file above it") << QStringLiteral(NIGHTBELL_BINARY_DIR "/nightbell/data");
}

void TestProgram::aDataFolderThatCannotBeWrittenIsNamed()
{
    QFETCH(QString, path);
    Program program({u"--headless"_s, u"--set"_s, u"speech.transcriber=none"_s, u"--data"_s, path});
    QCOMPARE(program.code(), 69);
    const QString complaint = program.complaint();
    QVERIFY2(complaint.contains(path) && complaint.contains(u"--data"_s), qPrintable(complaint));
}

void TestProgram::theLogIsWrittenAsAsked()
{
    QTemporaryDir folder;
    const QString log = folder.filePath(u"nightbell.log"_s);
    Program program({u"--headless"_s, u"--set"_s, u"speech.transcriber=none"_s, u"--data"_s, folder.path(), u"--set"_s,
                     u"log.format=json"_s});
    QVERIFY(
        QTest::qWaitFor([&] { return contents(log).startsWith("{") && contents(log).endsWith("}\n"); }, patienceMs));
    program.signal(SIGTERM);
    QCOMPARE(program.code(), 0);
}

QTEST_GUILESS_MAIN(TestProgram)
#include "test_program.moc"
