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

struct RerunCalls // lab rerun
{
    QString scriptFile; // of one script, or of a set
    int last = 100;     // calls of each clinic
};

struct HearFiles // lab hear
{
    QStringList files;
    QString question; // the key of the question that all of them answer; empty: anything may be said
};

struct Arguments
{
    enum class Wish { Run, Help, HelpSettings, Version };

    Wish wish = Wish::Run;
    bool headless = false;
    bool demo = false;       // simulated patients call a clinic made up for it
    QString dataFolder;      // empty: the default
    QString settingsFile;    // empty: nightbell.ini in the data folder, which may be missing
    QStringList assignments; // key=value
    std::optional<AdminTask> admin;
    std::optional<LabTask> lab;
    std::optional<RerunCalls> rerun;
    std::optional<HearFiles> hear;
};

// words begins with the program's name. Invalid says what is wrong, in the user's language.
Result<Arguments> readArguments(const QStringList &words);

inline constexpr int callsRerunAtMost = 100'000;

const QStringList &labTasks(); // that answer line by line

// Needs the application object, for the program's name.
QString argumentsHelp();

} // namespace nightbell
