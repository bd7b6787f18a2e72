// A secret store in memory that can be locked, and can fail at the n-th change.
#pragma once

#include "settings/secret_store.h"

#include <QHash>

#include <limits>
#include <optional>

namespace nightbell {

class ScriptedSecrets : public SecretStore
{
public:
    QHash<QString, QByteArray> kept;
    std::optional<Problem> answersWith; // to everything
    int changesAllowed = std::numeric_limits<int>::max();

    Result<QByteArray> read(const QString &name) override
    {
        if (answersWith)
            return *answersWith;
        if (!kept.contains(name))
            return Problem{Problem::Kind::NotFound, name};
        return QByteArray(kept[name].constData(), kept[name].size()); // its own copy: readers wipe what they got
    }
    Result<> write(const QString &name, const QByteArray &secret) override
    {
        if (const Result<> allowed = change(); !allowed)
            return allowed;
        kept.insert(name, QByteArray(secret.constData(), secret.size()));
        return {};
    }
    Result<> remove(const QString &name) override
    {
        if (const Result<> allowed = change(); !allowed)
            return allowed;
        kept.remove(name);
        return {};
    }

private:
    Result<> change()
    {
        if (answersWith)
            return *answersWith;
        if (changesAllowed-- <= 0)
            return Problem{Problem::Kind::Unreachable, QStringLiteral("the keychain went away")};
        return {};
    }
};

} // namespace nightbell
