// Letters beside words: which of the words said they spell, and how many of them.
#pragma once

#include "dialog/name_parts.h"

namespace nightbell {

// Letters that spell words said beside them take their place: "weiss w e i s s", "al rashid a l hyphen r a s h i d".
void spellWithin(QList<NamePart> &parts);

// "jean luc moreau", that's "jean-luc"; "john smith", j o h n s m y t h: one that stands for two or three said before.
bool spreadOver(QList<NamePart> &parts, const NamePart &anew);

// "smith, john smith", "john john smith", "jean-luc, jean luc marchand"
void dropRepeated(QList<NamePart> &parts);

} // namespace nightbell
