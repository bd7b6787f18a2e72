#include "settings/secret_chain.h"

namespace nightbell {

namespace {

bool missing(const Problem &problem) { return problem.kind == Problem::Kind::NotFound; }
bool refused(const Problem &problem) { return problem.kind == Problem::Kind::Refused; }

Problem nowhere(const QString &name)
{
    return {Problem::Kind::NotFound, QStringLiteral("no store holds the secret %1").arg(name)};
}

} // namespace

Result<QByteArray> SecretChain::read(const QString &name)
{
    for (const auto &store : m_stores) {
        auto secret = store->read(name);
        if (secret.ok() || !missing(secret.problem()))
            return secret;
    }
    return nowhere(name);
}

Result<> SecretChain::write(const QString &name, const QByteArray &secret)
{
    for (const auto &store : m_stores) {
        const auto written = store->write(name, secret);
        if (written.ok() || !refused(written.problem()))
            return written;
        const auto held = store->read(name);
        if (held.ok())
            return written;
        if (!missing(held.problem()))
            return held.problem();
    }
    return Problem{Problem::Kind::Refused, QStringLiteral("none of the stores can be written")};
}

Result<> SecretChain::remove(const QString &name)
{
    for (const auto &store : m_stores) {
        const auto held = store->read(name);
        if (held.ok() || !missing(held.problem()))
            return store->remove(name);
    }
    return nowhere(name);
}

} // namespace nightbell
