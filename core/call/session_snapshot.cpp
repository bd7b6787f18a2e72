#include "call/session_snapshot.h"

#include "call/json_structs.h"

#include <algorithm>

namespace nightbell {
namespace {

void append(SessionSnapshot &snapshot, SpokenLine line)
{
    snapshot.lines.append(std::move(line));
    if (snapshot.lines.size() > snapshotLinesAtMost)
        snapshot.lines.removeFirst();
}

template<class What> void take(SessionSnapshot &, const What &) { }

void take(SessionSnapshot &snapshot, const ScriptMoved &moved)
{
    snapshot.script = moved.script;
    snapshot.scriptVersion = moved.version;
    snapshot.node = moved.node;
}

void take(SessionSnapshot &snapshot, const PhaseMoved &moved)
{
    if (moved.to != CallPhase::Greeting)
        snapshot.phase = moved.to;
}

void take(SessionSnapshot &snapshot, const Understood &understood) { snapshot.intent = understood.intent; }

void take(SessionSnapshot &snapshot, const SlotFilled &filled)
{
    snapshot.slotsFilled.insert(filled.slot, {filled.value, filled.source, filled.confidence, filled.confirmed});
}

void take(SessionSnapshot &snapshot, const Heard &heard)
{
    if (heard.final)
        append(snapshot, {heard.who, heard.words});
}

void take(SessionSnapshot &snapshot, const Said &said)
{
    append(snapshot, {Party::Assistant, said.words, said.sentence});
}

void take(SessionSnapshot &snapshot, const Played &played)
{
    auto line = std::ranges::find(snapshot.lines, played.sentence, &SpokenLine::sentence);
    if (played.sentence == 0 || line == snapshot.lines.end())
        return;
    line->sentence = 0;
    if (played.how == PlayedHow::Cut)
        line->words = PrivateText(line->words.reveal().left(std::max(0, played.heardCharacters)));
    if (played.how == PlayedHow::Never || line->words.isEmpty())
        snapshot.lines.erase(line);
}

} // namespace

void fold(SessionSnapshot &snapshot, const CallEvent &event)
{
    std::visit([&](const auto &what) { take(snapshot, what); }, event.what);
}

QByteArray toJson(const SessionSnapshot &snapshot) { return structToJson(snapshot); }

Result<SessionSnapshot> snapshotFromJson(const QByteArray &json)
{
    return structFromJson<SessionSnapshot>(json, "snapshot");
}

} // namespace nightbell
