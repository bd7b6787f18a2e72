// Where an unfinished call stood: enough for the assistant to go on with the caller who comes back. A fold of events.
#pragma once

#include "call/call_summary.h"

namespace nightbell {

struct SpokenLine
{
    Party who = Party::Caller;
    PrivateText words; // for the assistant: what was really heard of the sentence
    int sentence = 0;  // of the assistant, while it is not known yet how much of it was heard
    bool operator==(const SpokenLine &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("who", self.who), field("words", self.words), field("sentence", self.sentence);
    }
};

inline constexpr int snapshotLinesAtMost = 200; // the oldest go first

struct SessionSnapshot
{
    QString script;
    int scriptVersion = 0;
    QString node;
    CallPhase phase = CallPhase::Greeting;
    QString intent;
    QMap<QString, FilledSlot> slotsFilled;
    QList<SpokenLine> lines;
    bool operator==(const SessionSnapshot &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("script", self.script), field("script_version", self.scriptVersion), field("node", self.node);
        field("phase", self.phase), field("intent", self.intent), field("slots_filled", self.slotsFilled);
        field("lines", self.lines);
    }
};

void fold(SessionSnapshot &snapshot, const CallEvent &event);

QByteArray toJson(const SessionSnapshot &snapshot);
Result<SessionSnapshot> snapshotFromJson(const QByteArray &json);

} // namespace nightbell
