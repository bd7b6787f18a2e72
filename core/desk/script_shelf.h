// The scripts of each clinic: what is in force, what was before, and what is being changed. A version is published as a
// whole and never altered again; bringing an old one back publishes it anew.
#pragma once

#include "desk/asker.h"
#include "dialog/script_draft.h"
#include "instant.h"

#include <QFuture>
#include <QObject>

namespace nightbell {

struct ScriptVersion
{
    int number = 0;
    Instant published;
    StaffId by; // empty: it came with the program
    QString note;
    int broughtBack = 0; // the version that it repeats; 0: none
    bool operator==(const ScriptVersion &) const = default;
};

inline constexpr int scriptVersionsKept = 50; // the oldest are forgotten, the one in force never
inline constexpr int versionNoteCharacters = 500;

class ScriptShelf : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual ScriptSet inForce(const ClinicId &clinic) const = 0;                        // always sound
    virtual QFuture<Result<QList<ScriptVersion>>> versions(const ClinicId &clinic) = 0; // newest first
    virtual QFuture<Result<ScriptSet>> version(const ClinicId &clinic, int number) = 0;
    virtual QFuture<Result<ScriptDraft>> draft(
        const ClinicId &clinic) = 0; // empty, on what is in force, if there is none

    // A draft may be unfinished, and says by its revision what it is a change of: Stale when somebody else kept one
    // since. An empty draft lets it go. Answers the draft as kept.
    virtual QFuture<Result<ScriptDraft>> keep(const Asker &asker, const ClinicId &clinic, const ScriptDraft &draft) = 0;

    // Both answer the version now in force. Invalid names the fault's path, as check() does; Stale, that another
    // version is in force than the draft began with. What is in force stays so unless all went well.
    virtual QFuture<Result<ScriptVersion>> publish(const Asker &asker, const ClinicId &clinic, const ScriptDraft &draft,
                                                   const QString &note) = 0;
    virtual QFuture<Result<ScriptVersion>> bringBack(const Asker &asker, const ClinicId &clinic, int number,
                                                     const QString &note) = 0;

Q_SIGNALS:
    void published(const nightbell::ClinicId &clinic, const nightbell::ScriptSet &scripts);
};

} // namespace nightbell
