#include "settings/secret_folder.h"

#include "settings/private_file.h"
#include "settings/secret_names.h"

#include <QFile>
#include <QFileInfo>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr QFileDevice::Permissions openToOthers =
    QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
constexpr QFileDevice::Permissions openToGroup =
    QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup;

Problem readOnly() { return {Problem::Kind::Refused, u"these secrets are given from outside and only read"_s}; }

} // namespace

Result<QByteArray> SecretFolder::read(const QString &name)
{
    if (const auto named = checkSecretName(name); !named)
        return named.problem();
    const QString path = m_path + u'/' + secretFileName(name);
    const QFileInfo found(path);
    if (!found.exists() && !found.isSymLink()) {
        // A folder that cannot be looked into may well hold the secret.
        const QFileInfo folder(m_path);
        if (folder.exists() && !(folder.isDir() && folder.isReadable() && folder.isExecutable()))
            return Problem{Problem::Kind::Unreachable, u"%1: the folder of secrets cannot be read"_s.arg(m_path)};
        return Problem{Problem::Kind::NotFound, u"no secret %1"_s.arg(path)};
    }
    QFile file(path);
    if (!found.isFile() || !file.open(QIODevice::ReadOnly))
        return Problem{Problem::Kind::Unreachable, u"%1: the secret cannot be read"_s.arg(path)};
    const auto tooOpen = m_use == Use::Own ? openToOthers | openToGroup : openToOthers;
    if (file.permissions() & tooOpen)
        return Problem{Problem::Kind::Refused, u"%1: others may read this secret; chmod 600 it"_s.arg(path)};
    QByteArray secret = file.read(longestSecretBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return Problem{Problem::Kind::Unreachable, u"%1: %2"_s.arg(path, file.errorString())};
    if (secret.size() > longestSecretBytes)
        return Problem{Problem::Kind::Invalid, u"%1: too long for a secret"_s.arg(path)};
    return secret;
}

Result<> SecretFolder::write(const QString &name, const QByteArray &secret)
{
    if (m_use == Use::ReadOnly)
        return readOnly();
    if (const auto named = checkSecretName(name); !named)
        return named;
    if (secret.size() > longestSecretBytes)
        return Problem{Problem::Kind::Invalid, u"%1: too long for a secret"_s.arg(name)};
    if (const auto made = makePrivateFolder(m_path); !made)
        return made;
    return writePrivateFile(m_path + u'/' + secretFileName(name), secret);
}

Result<> SecretFolder::remove(const QString &name)
{
    if (m_use == Use::ReadOnly)
        return readOnly();
    if (const auto held = read(name); !held && held.problem().kind != Problem::Kind::Refused)
        return held.problem(); // one that others may read is removed all the sooner
    const QString path = m_path + u'/' + secretFileName(name);
    if (!QFile::remove(path))
        return Problem{Problem::Kind::Unreachable, u"%1: the secret cannot be removed"_s.arg(path)};
    syncFolder(m_path);
    return {};
}

} // namespace nightbell
