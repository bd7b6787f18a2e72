// What the words around a name tell of it: who is meant, which part of the name comes, that it was wrong, that a word
// is no name at all.
#pragma once

#include "dialog/phrase_book.h"

namespace nightbell {

struct NameCue
{
    enum Kind {
        Caller,   // the caller's own name follows
        Patient,  // the name of the person it is about follows
        Nickname, // a name that is not the real one follows
        First,    // the given name follows
        Middle,
        Last,        // the surname follows
        WasNickname, // what was said before is not the real one
        WasFirst,    // what was said before is the given name
        WasLast,
        Correction, // what follows replaces what was said before
        Spelling,   // letters follow, of what was said before
        Joined,     // the letters before, or the last two words, are one word
        Hyphen,
        Hyphened, // the names said before are joined
        Comma,    // the surname was said before
        Aside,    // what follows is no name: "like the singer", "for doctor …"
        Title,    // left out
        Suffix,   // "junior"
        Plain,    // no part of a name
    };
};

std::optional<PhraseBook<NameCue::Kind>::Hit> nameCueAt(const Words &words, int place);

bool isPlainWord(const QString &word);      // a common word that is nobody's name
bool isGivenName(const QString &word);      // a common given name
bool isGivenNameFirst(const QString &word); // and seldom a surname
bool isSurnameLike(const QString &word);    // by its ending

} // namespace nightbell
