// One program, with a window or without. Every way out has its code and, when something is wrong, one line that says
// what and how to mend it.
#include "app/admin.h"
#include "app/arguments.h"
#include "app/console.h"
#include "app/demo/demo_clinic.h"
#include "app/display.h"
#include "app/exit_code.h"
#include "app/lab.h"
#include "app/lab_hear.h"
#include "app/lab_rerun.h"
#include "settings/settings_help.h"

#include <QCoreApplication>
#ifdef NIGHTBELL_WINDOWS
#include <QApplication>
#endif

#include <cstdio>
#include <exception>
#include <memory>
#include <sys/stat.h>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

void print(std::FILE *stream, const QString &text) { std::fputs(qPrintable(text), stream); }

int fail(const QString &why, ExitCode code)
{
    print(stderr, u"nightbell: %1\n"_s.arg(why));
    return static_cast<int>(code);
}

int fail(const Problem &problem) { return fail(problem.detail, exitCodeFor(problem)); }

QStringList words(int argc, char **argv)
{
    QStringList words;
    for (int at = 0; at < argc; ++at)
        words.append(QString::fromLocal8Bit(argv[at]));
    return words;
}

// Its kind is chosen before it is made, for Qt aborts a program that asks for windows where none can be shown.
Result<std::unique_ptr<QCoreApplication>> application(int &argc, char **argv, bool windows)
{
    if (!windows)
        return std::unique_ptr<QCoreApplication>(std::make_unique<QCoreApplication>(argc, argv));
#ifdef NIGHTBELL_WINDOWS
    if (const auto display = findDisplay(); !display)
        return display.problem();
    return std::unique_ptr<QCoreApplication>(std::make_unique<QApplication>(argc, argv));
#else
    return Problem{Problem::Kind::Unreachable,
                   QCoreApplication::translate("main", "This program was built without windows; use --headless.")};
#endif
}

int tell(Arguments::Wish wish)
{
    if (wish == Arguments::Wish::Help)
        print(stdout, argumentsHelp());
    else if (wish == Arguments::Wish::HelpSettings)
        print(stdout, settingsHelp());
    else
        print(stdout, u"nightbell %1\n"_s.arg(QCoreApplication::applicationVersion()));
    return static_cast<int>(ExitCode::Fine);
}

QString folderOf(const Arguments &arguments)
{
    if (!arguments.dataFolder.isEmpty())
        return arguments.dataFolder;
    return arguments.demo ? DataFolder::standardPath() + "-demo"_L1 : DataFolder::standardPath();
}

QString standardFile(const Arguments &arguments) { return folderOf(arguments) + "/nightbell.ini"_L1; }

Result<Settings> settingsOf(const Arguments &arguments)
{
    const bool named = !arguments.settingsFile.isEmpty();
    return loadSettings(named ? arguments.settingsFile : standardFile(arguments),
                        named ? FileMay::NotBeMissing : FileMay::BeMissing,
                        arguments.demo ? demoSettings(arguments.assignments) : arguments.assignments);
}

// Secrets are where the console whose store it is keeps them: with a desktop in its keychain.
int runOnStore(const Arguments &arguments)
{
    const auto settings = settingsOf(arguments);
    if (!settings)
        return fail(settings.problem());
    const Desktop desktop = !arguments.headless && findDisplay() ? Desktop::Here : Desktop::Absent;
    const AdminPlace place{settings.value(), folderOf(arguments), desktop};
    const auto done = arguments.admin ? careFor(*arguments.admin, place) : rerunCalls(*arguments.rerun, place);
    return done ? static_cast<int>(ExitCode::Fine) : fail(done.problem());
}

int runLab(const Arguments &arguments)
{
    const Result<> worked = arguments.hear ? hearFiles(*arguments.hear) : workInLab(*arguments.lab);
    return worked ? static_cast<int>(ExitCode::Fine) : fail(worked.problem());
}

int runConsole(const Arguments &arguments)
{
    const auto settings = settingsOf(arguments);
    if (!settings)
        return fail(settings.problem());
    const auto folder = DataFolder::open(folderOf(arguments));
    if (!folder)
        return fail(folder.problem());
    const bool named = !arguments.settingsFile.isEmpty();
    const QString file = named ? arguments.settingsFile : standardFile(arguments);
    const auto face = arguments.headless ? Console::Face::Lines : Console::Face::Windows;
    const Result<> ran = Console({settings.value(), file, folder.value(), face, arguments.demo}).run();
    return ran ? static_cast<int>(ExitCode::Fine) : fail(ran.problem());
}

int runProgram(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"nightbell"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(NIGHTBELL_VERSION));
    const auto arguments = readArguments(words(argc, argv));
    if (!arguments)
        return fail(QCoreApplication::translate("main", "%1 Try --help.").arg(arguments.problem().detail),
                    ExitCode::Usage);
    const bool runs = arguments.value().wish == Arguments::Wish::Run;
    const auto app = application(argc, argv,
                                 runs && !arguments.value().headless && !arguments.value().admin
                                     && !arguments.value().lab && !arguments.value().rerun && !arguments.value().hear);
    if (!app)
        return fail(app.problem());
    if (runs && (arguments.value().admin || arguments.value().rerun))
        return runOnStore(arguments.value());
    if (runs && (arguments.value().lab || arguments.value().hear))
        return runLab(arguments.value());
    return runs ? runConsole(arguments.value()) : tell(arguments.value().wish);
}

} // namespace

int main(int argc, char **argv)
{
    ::umask(077); // whatever the program leaves behind is its owner's
    try {
        return runProgram(argc, argv);
    } catch (const std::exception &bug) {
        return fail(QString::fromLocal8Bit(bug.what()), ExitCode::Bug);
    }
}
