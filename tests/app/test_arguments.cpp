#include "app/arguments.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutWordsTheConsoleRuns();
    void everyOptionHasItsPlace();
    void theLogLevelIsASetting();
    void aWishForHelpOrVersionIsRemembered();
    void adminTasksAreValues();
    void aRerunIsAValue();
    void whatIsNotUnderstoodIsRefused_data();
    void whatIsNotUnderstoodIsRefused();
};

namespace {

Result<Arguments> read(const char *line)
{
    return readArguments(u"nightbell "_s.append(QString::fromUtf8(line)).split(u' ', Qt::SkipEmptyParts));
}

template<class Task> Task taskOf(const char *line) { return std::get<Task>(*read(line).value().admin); }

} // namespace

void TestArguments::withoutWordsTheConsoleRuns()
{
    const Arguments arguments = read("").value();
    QCOMPARE(arguments.wish, Arguments::Wish::Run);
    QVERIFY(!arguments.headless && !arguments.admin);
    QVERIFY(arguments.dataFolder.isEmpty() && arguments.settingsFile.isEmpty() && arguments.assignments.isEmpty());
}

void TestArguments::everyOptionHasItsPlace()
{
    const Arguments arguments = read("--headless --data=/d --config f.ini --set a.b=1 --set a.c=x=y").value();
    QVERIFY(arguments.headless);
    QCOMPARE(arguments.dataFolder, u"/d"_s);
    QCOMPARE(arguments.settingsFile, u"f.ini"_s);
    QCOMPARE(arguments.assignments, QStringList({u"a.b=1"_s, u"a.c=x=y"_s}));
}

void TestArguments::theLogLevelIsASetting()
{
    QCOMPARE(read("--log-level debug").value().assignments, QStringList(u"log.level=debug"_s));
}

void TestArguments::aWishForHelpOrVersionIsRemembered()
{
    QCOMPARE(read("--help").value().wish, Arguments::Wish::Help);
    QCOMPARE(read("--help-settings").value().wish, Arguments::Wish::HelpSettings);
    QCOMPARE(read("--version").value().wish, Arguments::Wish::Version);
}

void TestArguments::adminTasksAreValues()
{
    QVERIFY(std::holds_alternative<CheckStore>(*read("admin check --data /d").value().admin));
    QVERIFY(std::holds_alternative<Rebuild>(*read("admin rebuild").value().admin));
    QCOMPARE(taskOf<BackUp>("admin backup night.bak").file, u"night.bak"_s);
    QCOMPARE(taskOf<Restore>("admin restore night.bak").force, false);
    QCOMPARE(taskOf<Restore>("admin restore night.bak --force").force, true);
    QCOMPARE(taskOf<Restore>("admin restore night.bak --force").file, u"night.bak"_s);
    QCOMPARE(taskOf<Restore>("admin restore night.bak").recoveryKeyFile, QString());
    QCOMPARE(taskOf<Restore>("admin restore night.bak --recovery-key-file -").recoveryKeyFile, u"-"_s);
    QCOMPARE(taskOf<ExportCall>("admin export --call c1").call, CallId(u"c1"_s));
}

void TestArguments::aRerunIsAValue()
{
    const Arguments arguments = read("lab rerun --script draft.json --last 7 --data /d").value();
    QCOMPARE(arguments.rerun->scriptFile, u"draft.json"_s);
    QCOMPARE(arguments.rerun->last, 7);
    QVERIFY(!arguments.lab && !arguments.admin);
    QCOMPARE(read("lab rerun --script draft.json").value().rerun->last, 100);
}

void TestArguments::whatIsNotUnderstoodIsRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"--demon",
                             "-h",
                             "run",
                             "lab rerun",
                             "lab rerun file --script draft.json",
                             "lab rerun --script draft.json --last 0",
                             "lab rerun --script draft.json --last many",
                             "lab rerun --script=",
                             "lab talk --script draft.json",
                             "--last 3",
                             "--data",
                             "--data=",
                             "--config=",
                             "--data a --data b",
                             "--log-level a --log-level b",
                             "admin",
                             "admin dance",
                             "admin backup",
                             "admin backup a b",
                             "admin restore",
                             "admin check now",
                             "admin backup a --force",
                             "admin backup a --recovery-key-file k",
                             "admin restore a --recovery-key-file k --recovery-key-file l",
                             "admin restore a --recovery-key-file=",
                             "--recovery-key-file k",
                             "admin export",
                             "admin check --call c1",
                             "admin export --call a --call b",
                             "--force",
                             "--call c1",
                             "--headless=1"})
        QTest::addRow("%s", line) << QByteArray(line);
}

void TestArguments::whatIsNotUnderstoodIsRefused()
{
    QFETCH(QByteArray, line);
    const auto arguments = read(line.constData());
    QVERIFY(!arguments.ok());
    QCOMPARE(arguments.problem().kind, Problem::Kind::Invalid);
    QVERIFY(!arguments.problem().detail.isEmpty());
}

QTEST_APPLESS_MAIN(TestArguments)
#include "test_arguments.moc"
