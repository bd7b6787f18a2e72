// Under which address of this machine another one reaches us.
#pragma once

#include <QHostAddress>

namespace nightbell {

bool isAnywhere(const QHostAddress &host);
QHostAddress ownAddressTowards(const QHostAddress &other); // null: there is no way to it

} // namespace nightbell
