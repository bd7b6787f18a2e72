// Where secrets live: the desktop's keychain, a credentials folder, 0600 files or the environment when headless,
// memory in tests. "The keychain is locked" must never be taken for "there is no such secret": the first waits for a
// person, the second makes a new key and would leave everything sealed under the old one unreadable.
#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>

namespace nightbell {

// Problem kinds: NotFound = certainly missing · Locked = there may be one, unlock first ·
// Unreachable = no keychain service here · Refused = this store cannot be written.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    virtual Result<QByteArray> read(const QString &name) = 0;
    virtual Result<> write(const QString &name, const QByteArray &secret) = 0;
    virtual Result<> remove(const QString &name) = 0;
};

} // namespace nightbell
