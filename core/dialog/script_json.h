// A script as its file: {"version": 1, "name": …, "nodes": […], "texts": {"en": {"hello": ["Hello.", …]}}}.
// Strict: an unknown key or a wrong type is a problem with its path.
#pragma once

#include "dialog/script_draft.h"

#include <QByteArray>

namespace nightbell {

inline constexpr int scriptFileVersion = 1;
inline constexpr qsizetype scriptFileBytes = 1 << 20; // at most

QByteArray toJson(const Script &script);
Result<Script> scriptFromJson(const QByteArray &json); // well formed; check() tells whether it makes sense

// A draft, and a whole set as it was published or is to be tried: {"version": 1, "scripts": [{"name": …}, …]}.
inline constexpr qsizetype scriptSetFileBytes = 16 << 20; // at most

QByteArray toJson(const ScriptDraft &draft);
Result<ScriptDraft> scriptDraftFromJson(const QByteArray &json);

struct ScriptSetFile
{
    int number = 0;    // 0: it was not published
    QString published; // UTC, "2026-09-17T10:00:00.000Z"
    QString by, note;
    int broughtBack = 0;
    QList<Script> scripts;
    QString digest; // of the scripts: what was published is not altered
    bool operator==(const ScriptSetFile &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("number", self.number), field("published", self.published), field("by", self.by);
        field("note", self.note), field("brought_back", self.broughtBack), field("scripts", self.scripts);
        field("digest", self.digest);
    }
};

QByteArray toJson(const ScriptSetFile &file);
Result<ScriptSetFile> scriptSetFileFromJson(const QByteArray &json);
QString digestOf(const QList<Script> &scripts);

// A file of one script is a change of that script; one of a whole set is instead of everything. What comes of it on top
// of what is in force.
Result<ScriptSet> draftedByFile(const ScriptSet &inForce, const QByteArray &json);

} // namespace nightbell
