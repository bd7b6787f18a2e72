// The scripts of one clinic on disk, in DATA/scripts/CLINIC: NUMBER.json for each version that was published, written
// once, and draft.json.
#pragma once

#include "desk/script_shelf.h"

namespace nightbell {

struct PublishedScripts
{
    ScriptVersion about;
    QList<Script> scripts;
    bool operator==(const PublishedScripts &) const = default;
};

class ScriptFolder
{
public:
    ScriptFolder(const QString &dataFolder, const ClinicId &clinic);

    QList<int> numbers() const; // of the versions that are there, ascending
    // NotFound · Damaged, not what was written · Newer · Unreachable. The detail names the file.
    Result<PublishedScripts> read(int number) const;
    Result<> write(const PublishedScripts &version) const; // Refused where that number is there already
    void forgetAllBut(int newest) const;                   // as many as are named

    Result<ScriptDraft> draft() const; // NotFound: there is none
    Result<> keep(const ScriptDraft &draft) const;
    Result<> letGoOfDraft() const;

private:
    QString fileOf(int number) const;
    Result<QByteArray> contents(const QString &file) const;

    QString m_path;
};

// What a clinic has in force: the newest version that is sound, or, where nothing was ever published, the scripts of
// the program.
struct ScriptsInForce
{
    ScriptSet set;
    int newest = 0;               // number that was given out, sound or not
    std::optional<Problem> fault; // of a newer version than the one in force
};

ScriptsInForce scriptsInForce(const ScriptFolder &folder);

} // namespace nightbell
