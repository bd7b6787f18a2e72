#include "scripted/real_redis.h"

#include "store/redis_link.h"

#include <QTcpServer>

namespace nightbell {

bool RealRedis::start()
{
    if (m_server.runs())
        return true;
    if (m_port == 0) {
        QTcpServer probe;
        m_port = probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
    }
    QStringList arguments{QStringLiteral("--bind"),       QStringLiteral("127.0.0.1"),
                          QStringLiteral("--port"),       QString::number(m_port),
                          QStringLiteral("--save"),       QString(),
                          QStringLiteral("--appendonly"), QStringLiteral("no"),
                          QStringLiteral("--dir"),        m_server.path({})};
    if (!m_password.isEmpty())
        arguments << QStringLiteral("--requirepass") << QString::fromUtf8(m_password);
    return m_server.start(QStringLiteral("redis-server"), arguments, [this] { return answers(); });
}

bool RealRedis::answers() const
{
    RedisLink link({QStringLiteral("127.0.0.1"), m_port, 0}, m_password, {});
    return link.exchange({{"PING"}}).ok();
}

} // namespace nightbell
