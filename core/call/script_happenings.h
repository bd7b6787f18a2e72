// Where the assistant's script stands, and what it tells whoever watches it.
#pragma once

#include <QString>

namespace nightbell {

struct ScriptMoved
{
    static constexpr auto kind = "script_moved";
    QString script;
    int version = 0;
    QString node;
    bool operator==(const ScriptMoved &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("script", self.script), field("version", self.version), field("node", self.node);
    }
};

struct Told // by the conversation, for whoever watches it: reprompted, answered, withheld, resumed, …
{
    static constexpr auto kind = "told";
    int turn = 0;
    QString what;
    QString topic; // a word of the program, never of the caller
    bool operator==(const Told &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("turn", self.turn), field("what", self.what), field("topic", self.topic);
    }
};

} // namespace nightbell
