// Whether scripts make sense before they are published: every place can be reached and left, every wording exists, and
// no caller is caught in them. The first fault is named by its path, as in the script file.
#pragma once

#include "dialog/script.h"
#include "result.h"

namespace nightbell {

inline constexpr int scriptsAtMost = 100;
inline constexpr int nodesAtMost = 500; // of a script
inline constexpr int edgesAtMost = 60;  // of a node
inline constexpr int wordingsAtMost = 2'000;
inline constexpr int variantsAtMost = 20; // of a wording
inline constexpr int wordingCharactersAtMost = 600;
inline constexpr int scriptsDeepAtMost = 8; // scripts that run scripts

// The scripts that every clinic has; a call begins in one of the first two.
inline constexpr const char *openingScripts[] = {"reception", "after_hours"};
// What is said beside every script: the words of this script, by these keys.
inline constexpr const char *mannersScript = "manners";
inline constexpr const char *mannerTexts[] = {"greeting",     "greeting_out", "still_there",  "unanswered",
                                              "no_such_time", "not_offered",  "out_of_scope", "left_it",
                                              "going_on",     "next_errand",  "aside_robot",  "aside_advice",
                                              "aside_others", "aside_abuse",  "aside_doing",  "aside_instructions"};

// What is begun by danger that was heard. Advice comes first, then a person; none of it can be left out.
inline constexpr const char *safetyScripts[] = {"emergency", "crisis", "urgent"};
// What is begun when a caller says nothing, when one comes back, and when the clinic calls about an appointment.
inline constexpr const char *stateScripts[] = {"silence", "resumption", "reminder"};

Result<> check(const ScriptSet &set);

} // namespace nightbell
