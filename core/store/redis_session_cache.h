// The session cache in Redis: keys "nightbell:session:…" with a time to live, values as they are given.
#pragma once

#include "settings/secret_store.h"
#include "store/redis_link.h"
#include "store/session_cache.h"

namespace nightbell {

inline const QString redisPasswordName = QStringLiteral("redis-password"); // in the secret store

class RedisSessionCache : public SessionCache
{
public:
    explicit RedisSessionCache(RedisAddress address, QByteArray password = {}, RedisLimits limits = {})
        : m_link(std::move(address), std::move(password), limits)
    { }

    Result<QByteArray> get(const QByteArray &key) override;
    Result<> put(const QList<CachedBytes> &all) override;
    Result<> remove(const QByteArray &key) override;

private:
    RedisLink m_link;
};

// Connects to nothing yet. A secret store without a password means a server without one; a locked one is a problem.
Result<std::unique_ptr<SessionCache>> openRedisSessions(const QString &url, SecretStore &secrets);

} // namespace nightbell
