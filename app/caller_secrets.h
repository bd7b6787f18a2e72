// The passwords of those who may call from addresses that are not trusted.
#pragma once

#include "line/caller_digest.h"
#include "settings/secret_store.h"
#include "settings/settings.h"

namespace nightbell {

// A user whose secret cannot be read cannot call; the log says so.
CallerSecrets callerSecrets(const Settings &settings, SecretStore &secrets);

} // namespace nightbell
