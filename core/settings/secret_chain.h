// Several stores asked in turn. Only "certainly missing" leads on to the next: a locked or unreachable store may hold
// the secret. What a read-only store holds cannot be written over by a later one, for it would never be read.
#pragma once

#include "settings/secret_store.h"

#include <memory>
#include <vector>

namespace nightbell {

class SecretChain : public SecretStore
{
public:
    explicit SecretChain(std::vector<std::unique_ptr<SecretStore>> stores) : m_stores(std::move(stores)) { }

    Result<QByteArray> read(const QString &name) override;
    Result<> write(const QString &name, const QByteArray &secret) override;
    Result<> remove(const QString &name) override;

private:
    std::vector<std::unique_ptr<SecretStore>> m_stores;
};

} // namespace nightbell
