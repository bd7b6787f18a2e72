// Secrets in NIGHTBELL_SECRET_<NAME>: text as it is, bytes as base64:….
#pragma once

#include "settings/secret_store.h"

#include <QProcessEnvironment>

namespace nightbell {

class EnvironmentSecrets : public SecretStore
{
public:
    explicit EnvironmentSecrets(const QProcessEnvironment &environment) : m_environment(environment) { }

    Result<QByteArray> read(const QString &name) override;
    Result<> write(const QString &name, const QByteArray &secret) override;
    Result<> remove(const QString &name) override;

private:
    QProcessEnvironment m_environment;
};

} // namespace nightbell
