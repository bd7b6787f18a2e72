// Secrets as files, one each: systemd's $CREDENTIALS_DIRECTORY, which is only read, or a folder of our own.
#pragma once

#include "settings/secret_store.h"

namespace nightbell {

class SecretFolder : public SecretStore
{
public:
    enum class Use {
        ReadOnly, // given from outside; its owner decides who in the group may read
        Own,      // 0700 with files of 0600
    };

    SecretFolder(QString path, Use use) : m_path(std::move(path)), m_use(use) { }

    Result<QByteArray> read(const QString &name) override;
    Result<> write(const QString &name, const QByteArray &secret) override;
    Result<> remove(const QString &name) override;

private:
    QString m_path;
    Use m_use;
};

} // namespace nightbell
