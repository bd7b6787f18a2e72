// Where and how the telephone line works, as the settings say.
#pragma once

#include "line/sip_line.h"
#include "settings/secret_store.h"
#include "settings/settings.h"

namespace nightbell {

// A password that cannot be read is missing: the account says so by being refused.
SipLine::Place sipPlace(const Settings &settings, SecretStore &secrets);

} // namespace nightbell
