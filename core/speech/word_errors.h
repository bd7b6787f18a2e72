// How far what was heard is from what was said: words to put in, leave out or change.
#pragma once

#include <QStringList>

namespace nightbell {

int wordErrors(const QStringList &said, const QStringList &heard);

} // namespace nightbell
