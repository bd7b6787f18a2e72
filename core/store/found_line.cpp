#include "store/found_line.h"

namespace nightbell {

std::optional<FoundLine> findableLine(const JournalEntry &entry)
{
    FoundLine line{entry.engine, entry.position, entry.event.call, entry.event.at};
    if (const auto *heard = std::get_if<Heard>(&entry.event.what); heard && heard->final) {
        line.who = heard->who;
        line.words = heard->words;
    } else if (const auto *said = std::get_if<Said>(&entry.event.what)) {
        line.who = said->by == SpokenBy::Assistant ? Party::Assistant : Party::Staff;
        line.words = said->words;
    } else if (const auto *note = std::get_if<NoteWritten>(&entry.event.what)) {
        line.who = Party::Staff;
        line.words = note->words;
    } else {
        return std::nullopt;
    }
    return line;
}

} // namespace nightbell
