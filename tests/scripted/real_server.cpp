#include "scripted/real_server.h"

#include <QFile>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int startWithinMs = 20'000;
constexpr int stopWithinMs = 10'000;

} // namespace

bool RealServer::start(const QString &program, const QStringList &arguments, const std::function<bool()> &answers)
{
    m_process = std::make_unique<QProcess>();
    m_process->setProgram(program);
    m_process->setArguments(arguments);
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardOutputFile(path(u"log"_s), QIODevice::Append);
    m_process->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process->start();
    if (QTest::qWaitFor([&] { return m_process->state() == QProcess::NotRunning || answers(); }, startWithinMs)
        && m_process->state() != QProcess::NotRunning)
        return true;
    kill();
    QFile log(path(u"log"_s));
    m_failure = u"%1 does not come up (Debian: %2)\n"_s.arg(program, m_packages)
        + (log.open(QIODevice::ReadOnly) ? QString::fromLocal8Bit(log.readAll().right(2'000)) : QString());
    return false;
}

void RealServer::stop()
{
    if (!m_process)
        return;
    m_process->terminate();
    m_process->waitForFinished(stopWithinMs);
    kill();
}

void RealServer::kill()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(stopWithinMs);
    m_process.reset();
}

void RealServer::hold() const { tell(SIGSTOP); }

void RealServer::goOn() const { tell(SIGCONT); }

void RealServer::tell(int signal) const { ::kill(pid_t(m_process->processId()), signal); }

} // namespace nightbell
