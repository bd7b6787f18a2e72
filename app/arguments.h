// What the person asked for on the command line, as values.
#pragma once

#include "ids.h"
#include "result.h"

#include <QStringList>

#include <optional>
#include <variant>

namespace nightbell {

struct CheckStore
{
};
struct BackUp
{
    QString file;
};
struct Restore
{
    QString file;
    bool force = false;      // overwrite what is there
    QString recoveryKeyFile; // "-": standard input; empty: this machine has the keys
};
struct ExportCall
{
    CallId call;
};
struct Rebuild
{
};
using AdminTask = std::variant<CheckStore, BackUp, Restore, ExportCall, Rebuild>;

struct LabTask
{
    QString what; // "understand", "danger", …
    QString file; // empty or "-": standard input
};

struct Arguments
{
    enum class Wish { Run, Help, HelpSettings, Version };

    Wish wish = Wish::Run;
    bool headless = false;
    QString dataFolder;      // empty: the default
    QString settingsFile;    // empty: nightbell.ini in the data folder, which may be missing
    QStringList assignments; // key=value
    std::optional<AdminTask> admin;
    std::optional<LabTask> lab;
};

// words begins with the program's name. Invalid says what is wrong, in the user's language.
Result<Arguments> readArguments(const QStringList &words);

const QStringList &labTasks();

// Needs the application object, for the program's name.
QString argumentsHelp();

} // namespace nightbell
