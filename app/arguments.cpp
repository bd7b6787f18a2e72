#include "app/arguments.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("Arguments", text); }

Problem wrong(const QString &why) { return {Problem::Kind::Invalid, why}; }

void declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(say(
        QT_TRANSLATE_NOOP("Arguments", "The console of a clinic whose telephone is answered by an AI receptionist.")));
    parser.addOptions({
        {u"help"_s, say(QT_TRANSLATE_NOOP("Arguments", "Print this help."))},
        {u"help-settings"_s, say(QT_TRANSLATE_NOOP("Arguments", "Print every setting with its default and limits."))},
        {u"version"_s, say(QT_TRANSLATE_NOOP("Arguments", "Print the version."))},
        {u"headless"_s, say(QT_TRANSLATE_NOOP("Arguments", "Run the engine without a window."))},
        {u"demo"_s, say(QT_TRANSLATE_NOOP("Arguments", "Let simulated patients call a clinic made up for it."))},
        {u"data"_s, say(QT_TRANSLATE_NOOP("Arguments", "Keep everything in this folder.")), u"DIR"_s},
        {u"config"_s, say(QT_TRANSLATE_NOOP("Arguments", "Read the settings from this file.")), u"FILE"_s},
        {u"set"_s, say(QT_TRANSLATE_NOOP("Arguments", "Overrule one setting; may be repeated.")), u"key=value"_s},
        {u"log-level"_s, say(QT_TRANSLATE_NOOP("Arguments", "The same as --set log.level=LEVEL.")), u"LEVEL"_s},
        {u"force"_s, say(QT_TRANSLATE_NOOP("Arguments", "admin restore: overwrite the store that is there."))},
        {u"recovery-key-file"_s,
         say(QT_TRANSLATE_NOOP("Arguments",
                               "admin restore: the clinic's recovery key, one in a line; - reads standard "
                               "input. Needed on a machine that lacks the clinic's key.")),
         u"FILE"_s},
        {u"call"_s, say(QT_TRANSLATE_NOOP("Arguments", "admin export: the call.")), u"ID"_s},
        {u"script"_s,
         say(QT_TRANSLATE_NOOP("Arguments", "lab rerun: a script, or a set of them, to try on stored calls.")),
         u"FILE"_s},
        {u"question"_s,
         say(QT_TRANSLATE_NOOP("Arguments", "lab hear: the question that the sounds answer, like dob or confirm.")),
         u"KEY"_s},
        {u"last"_s, say(QT_TRANSLATE_NOOP("Arguments", "lab rerun: how many calls, the newest first.")), u"N"_s},
    });
    parser.addPositionalArgument(
        u"admin"_s,
        say(QT_TRANSLATE_NOOP("Arguments", "Care for the store: check, backup FILE, restore FILE, export, rebuild.")),
        u"[admin TASK]"_s);
    parser.addPositionalArgument(
        u"lab"_s,
        say(QT_TRANSLATE_NOOP("Arguments",
                              "Try the receptionist's parts on text, JSON lines in and out: %1 [FILE]; "
                              "rerun --script FILE tries scripts on stored calls; hear WAV… writes down what is "
                              "said in sound files."))
            .arg(labTasks().join(u", "_s)),
        u"[lab TASK]"_s);
}

// words begins with "admin".
Result<AdminTask> readTask(const QStringList &words, const QCommandLineParser &parser)
{
    const QString task = words.value(1);
    const bool takesFile = task == "backup"_L1 || task == "restore"_L1;
    if (takesFile && words.size() < 3)
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "admin %1 needs a file.")).arg(task));
    if (words.size() > (takesFile ? 3 : 2))
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "Unexpected: %1.")).arg(words.last()));
    if (parser.isSet(u"force"_s) && task != "restore"_L1)
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "--force belongs to admin restore.")));
    if (parser.isSet(u"recovery-key-file"_s) && task != "restore"_L1)
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "--recovery-key-file belongs to admin restore.")));
    if (parser.isSet(u"call"_s) != (task == "export"_L1))
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "--call and admin export belong together.")));
    if (task == "check"_L1)
        return AdminTask(CheckStore{});
    if (task == "backup"_L1)
        return AdminTask(BackUp{words.at(2)});
    if (task == "restore"_L1)
        return AdminTask(Restore{words.at(2), parser.isSet(u"force"_s), parser.value(u"recovery-key-file"_s)});
    if (task == "export"_L1)
        return AdminTask(ExportCall{CallId(parser.value(u"call"_s))});
    if (task == "rebuild"_L1)
        return AdminTask(Rebuild{});
    return wrong(
        say(QT_TRANSLATE_NOOP("Arguments", "admin takes one of: check, backup FILE, restore FILE, export, rebuild.")));
}

// words begins with "lab".
Result<LabTask> readLabTask(const QStringList &words)
{
    if (!labTasks().contains(words.value(1)))
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "lab takes one of: %1."))
                         .arg((labTasks() + QStringList{u"hear"_s, u"rerun"_s}).join(u", "_s)));
    if (words.size() > 3)
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "Unexpected: %1.")).arg(words.last()));
    return LabTask{words.at(1), words.value(2)};
}

// words begins with "lab", "rerun".
Result<RerunCalls> readRerun(const QStringList &words, const QCommandLineParser &parser)
{
    if (words.size() > 2)
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "Unexpected: %1.")).arg(words.last()));
    if (!parser.isSet(u"script"_s))
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "lab rerun needs --script FILE.")));
    RerunCalls task{.scriptFile = parser.value(u"script"_s)};
    if (!parser.isSet(u"last"_s))
        return task;
    bool number = false;
    task.last = parser.value(u"last"_s).toInt(&number);
    if (!number || task.last < 1 || task.last > callsRerunAtMost)
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "--last takes a number from 1 to %1.")).arg(callsRerunAtMost));
    return task;
}

// words begins with "lab", "hear".
Result<HearFiles> readHear(const QStringList &words, const QCommandLineParser &parser)
{
    if (words.size() < 3)
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "lab hear needs a WAV file.")));
    return HearFiles{words.mid(2), parser.value(u"question"_s)};
}

Arguments::Wish wishOf(const QCommandLineParser &parser)
{
    if (parser.isSet(u"help"_s))
        return Arguments::Wish::Help;
    if (parser.isSet(u"help-settings"_s))
        return Arguments::Wish::HelpSettings;
    return parser.isSet(u"version"_s) ? Arguments::Wish::Version : Arguments::Wish::Run;
}

// The last of several would win unseen.
std::optional<QString> givenTwice(const QCommandLineParser &parser)
{
    for (const QString &option : {u"data"_s, u"config"_s, u"log-level"_s, u"call"_s, u"recovery-key-file"_s,
                                  u"script"_s, u"last"_s, u"question"_s}) {
        if (parser.values(option).size() > 1)
            return option;
    }
    return std::nullopt;
}

} // namespace

Result<Arguments> readArguments(const QStringList &words)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(words)) // process() would end the program by itself
        return wrong(parser.errorText());
    if (const auto option = givenTwice(parser))
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "--%1 is given twice.")).arg(*option));

    Arguments arguments{.wish = wishOf(parser),
                        .headless = parser.isSet(u"headless"_s),
                        .demo = parser.isSet(u"demo"_s),
                        .dataFolder = parser.value(u"data"_s),
                        .settingsFile = parser.value(u"config"_s),
                        .assignments = parser.values(u"set"_s),
                        .admin = {},
                        .lab = {},
                        .rerun = {},
                        .hear = {}};
    if (parser.isSet(u"log-level"_s))
        arguments.assignments.append("log.level="_L1 + parser.value(u"log-level"_s));
    for (const QString &option : {u"data"_s, u"config"_s, u"recovery-key-file"_s, u"script"_s}) {
        if (parser.isSet(option) && parser.value(option).isEmpty())
            return wrong(say(QT_TRANSLATE_NOOP("Arguments", "--%1 is empty.")).arg(option));
    }
    if (arguments.wish != Arguments::Wish::Run)
        return arguments; // whoever asks for help is not told that a word is missing
    const QStringList rest = parser.positionalArguments();
    const bool reruns = rest.value(0) == "lab"_L1 && rest.value(1) == "rerun"_L1;
    if (!reruns && (parser.isSet(u"script"_s) || parser.isSet(u"last"_s)))
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "--script and --last belong to lab rerun.")));
    const bool hears = rest.value(0) == "lab"_L1 && rest.value(1) == "hear"_L1;
    if (!hears && parser.isSet(u"question"_s))
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "--question belongs to lab hear.")));
    if (hears) {
        const auto task = readHear(rest, parser);
        if (!task)
            return task.problem();
        arguments.hear = task.value();
    } else if (reruns) {
        const auto task = readRerun(rest, parser);
        if (!task)
            return task.problem();
        arguments.rerun = task.value();
    } else if (rest.value(0) == "admin"_L1) {
        const auto task = readTask(rest, parser);
        if (!task)
            return task.problem();
        arguments.admin = task.value();
    } else if (rest.value(0) == "lab"_L1) {
        const auto task = readLabTask(rest);
        if (!task)
            return task.problem();
        arguments.lab = task.value();
    } else if (!rest.isEmpty()) {
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "Unexpected: %1.")).arg(rest.first()));
    } else if (parser.isSet(u"force"_s) || parser.isSet(u"call"_s) || parser.isSet(u"recovery-key-file"_s)) {
        return wrong(say(QT_TRANSLATE_NOOP("Arguments", "--force, --call and --recovery-key-file belong to admin.")));
    }
    return arguments;
}

const QStringList &labTasks()
{
    static const QStringList all{u"understand"_s, u"danger"_s, u"dates"_s, u"slots"_s, u"talk"_s};
    return all;
}

QString argumentsHelp()
{
    QCommandLineParser parser;
    declare(parser);
    return parser.helpText();
}

} // namespace nightbell
