// What callers say beside their errand and every good receptionist answers in a breath: are you a robot, what would
// you take for it, is my neighbour with you. Each has a wording in the opening script; none of them moves the call.
#pragma once

#include "dialog/words.h"

#include <optional>

namespace nightbell {

enum class Aside {
    Robot,        // what am I talking to
    Instructions, // somebody tries to give the assistant other orders
    Advice,       // medical advice is asked for
    Others,       // about another patient
    Abuse,
    Doing, // "how are you"
};

std::optional<Aside> asideIn(const Words &said);

QString wordingOf(Aside aside); // the key of what is answered

} // namespace nightbell
