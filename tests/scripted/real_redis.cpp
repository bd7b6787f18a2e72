#include "scripted/real_redis.h"

#include "store/redis_link.h"

#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>

namespace nightbell {
namespace {

constexpr int startWithinMs = 20'000;
constexpr int stopWithinMs = 10'000;

} // namespace

bool RealRedis::start()
{
    if (m_server)
        return true;
    if (m_port == 0) {
        QTcpServer probe;
        m_port = probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
    }
    m_server = std::make_unique<QProcess>();
    m_server->setProgram(QStringLiteral("redis-server"));
    QStringList arguments{QStringLiteral("--bind"),       QStringLiteral("127.0.0.1"),
                          QStringLiteral("--port"),       QString::number(m_port),
                          QStringLiteral("--save"),       QString(),
                          QStringLiteral("--appendonly"), QStringLiteral("no"),
                          QStringLiteral("--dir"),        m_folder.path()};
    if (!m_password.isEmpty())
        arguments << QStringLiteral("--requirepass") << QString::fromUtf8(m_password);
    m_server->setArguments(arguments);
    m_server->setProcessChannelMode(QProcess::MergedChannels);
    m_server->setStandardOutputFile(m_folder.filePath(QStringLiteral("log")), QIODevice::Append);
    m_server->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_server->start();
    if (QTest::qWaitFor([this] { return m_server->state() == QProcess::NotRunning || answers(); }, startWithinMs)
        && m_server->state() != QProcess::NotRunning)
        return true;
    kill();
    QFile log(m_folder.filePath(QStringLiteral("log")));
    m_failure = QStringLiteral("redis-server does not come up (Debian: redis-server)\n")
        + (log.open(QIODevice::ReadOnly) ? QString::fromLocal8Bit(log.readAll().right(2'000)) : QString());
    return false;
}

void RealRedis::stop()
{
    if (!m_server)
        return;
    m_server->terminate();
    if (!m_server->waitForFinished(stopWithinMs))
        m_server->kill();
    m_server.reset();
}

void RealRedis::kill()
{
    if (!m_server)
        return;
    m_server->kill();
    m_server->waitForFinished(stopWithinMs);
    m_server.reset();
}

void RealRedis::hold() { ::kill(pid_t(m_server->processId()), SIGSTOP); }

void RealRedis::goOn() { ::kill(pid_t(m_server->processId()), SIGCONT); }

bool RealRedis::answers() const
{
    RedisLink link({QStringLiteral("127.0.0.1"), m_port, 0}, m_password, {});
    return link.exchange({{"PING"}}).ok();
}

} // namespace nightbell
