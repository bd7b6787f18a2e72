#include "store/redis_session_cache.h"

namespace nightbell {
namespace {

QByteArray named(const QByteArray &key) { return "nightbell:session:" + key; }

} // namespace

Result<QByteArray> RedisSessionCache::get(const QByteArray &key)
{
    const auto answers = m_link.exchange({{"GET", named(key)}});
    if (!answers)
        return answers.problem();
    const RedisAnswer &answer = answers.value().first();
    if (!answer.refusal.detail.isEmpty())
        return answer.refusal;
    if (answer.shape == RedisAnswer::Shape::Nothing)
        return Problem{Problem::Kind::NotFound, QStringLiteral("Redis holds no such session")};
    if (answer.shape != RedisAnswer::Shape::Bytes)
        return Problem{Problem::Kind::Damaged, QStringLiteral("Redis holds no bytes there")};
    return answer.bytes;
}

Result<> RedisSessionCache::put(const QList<CachedBytes> &all)
{
    QList<RedisCommand> commands;
    for (const CachedBytes &each : all)
        if (each.lives > Span::zero())
            commands << RedisCommand{"SET", named(each.key), each.bytes, "PX", QByteArray::number(each.lives.count())};
    if (commands.isEmpty())
        commands << RedisCommand{"PING"};
    const auto answers = m_link.exchange(commands);
    if (!answers)
        return answers.problem();
    for (const RedisAnswer &answer : answers.value())
        if (!answer.refusal.detail.isEmpty())
            return answer.refusal;
    return {};
}

Result<> RedisSessionCache::remove(const QByteArray &key)
{
    const auto answers = m_link.exchange({{"DEL", named(key)}});
    if (!answers)
        return answers.problem();
    const Problem &refusal = answers.value().first().refusal;
    return refusal.detail.isEmpty() ? Result<>() : Result<>(refusal);
}

Result<std::unique_ptr<SessionCache>> openRedisSessions(const QString &url, SecretStore &secrets)
{
    auto address = redisAddress(url);
    if (!address)
        return address.problem();
    auto password = secrets.read(redisPasswordName);
    if (!password && password.problem().kind != Problem::Kind::NotFound)
        return password.problem();
    return std::unique_ptr<SessionCache>(std::make_unique<RedisSessionCache>(
        std::move(address).value(), password ? std::move(password).value() : QByteArray()));
}

} // namespace nightbell
