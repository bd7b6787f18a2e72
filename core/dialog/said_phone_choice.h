// Which of several whole numbers is to be called: "my husband's is … but use mine …", "my new one is …".
#pragma once

#include "dialog/words.h"

namespace nightbell {

qsizetype numberMeant(const Words &said, const QList<Evidence> &numbers); // the first, unless words speak for another

} // namespace nightbell
