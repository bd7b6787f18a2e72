// One connection to a Redis server that never holds its caller up: every exchange is over by its deadline, however the
// server behaves. Any failure closes the link (a late answer would be taken for the next one's); the next exchange
// opens a new one. Synchronous: belongs to a thread that may wait a moment, never to the engine's or the store's.
#pragma once

#include "instant.h"
#include "result.h"

#include <QByteArray>
#include <QList>

#include <memory>

struct redisContext;

namespace nightbell {

struct RedisAddress
{
    QString host;
    int port = 6379;
    int database = 0;
    bool operator==(const RedisAddress &) const = default;
};

Result<RedisAddress> redisAddress(const QString &url); // redis://host[:port][/database]; Invalid with a password in it

struct RedisLimits
{
    Span connect{100};
    Span exchange{50};
};

struct RedisAnswer
{
    enum class Shape { Bytes, Nothing, Other } shape = Shape::Other;
    QByteArray bytes;
    Problem refusal; // of this one command; its detail is empty when it was carried out
};

using RedisCommand = QList<QByteArray>;

class RedisLink
{
public:
    RedisLink(RedisAddress address, QByteArray password, RedisLimits limits);
    ~RedisLink();

    // Sent at once, answered in order. Unreachable or TimedOut. Where a rested link turns out closed, all are sent once
    // more over a new one: only commands that may be given twice.
    Result<QList<RedisAnswer>> exchange(const QList<RedisCommand> &commands);

private:
    Result<QList<RedisAnswer>> attempt(const QList<RedisCommand> &commands);
    Result<> open();
    Result<QList<RedisAnswer>> converse(const QList<RedisCommand> &commands);

    RedisAddress m_address;
    QByteArray m_password;
    RedisLimits m_limits;
    std::unique_ptr<redisContext, void (*)(redisContext *)> m_context;
};

} // namespace nightbell
