#include "scripted/real_postgres.h"

#include "store/postgres_database.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

// libpqxx 6.4 loses one result (2 kB) of its own making for each lost connection. The program never holds a PGresult
// itself; an object of ours that leaks is still told by its own allocation.
extern "C" const char *__lsan_default_suppressions();
extern "C" const char *__lsan_default_suppressions() { return "leak:libpqxx-6\n"; }

namespace nightbell {
namespace {

constexpr int startWithinMs = 30'000;
constexpr int stopWithinMs = 20'000;

// PostgreSQL refuses to run as root.
const passwd *servant()
{
    if (geteuid() != 0)
        return nullptr;
    const passwd *found = getpwnam("postgres");
    return found ? found : getpwnam("nobody");
}

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

bool runAs(const QString &url, const QStringList &statements)
{
    const auto opened = openPostgres({url, {}, {}});
    if (!opened)
        return false;
    for (const QString &statement : statements)
        if (!opened.value()->run(statement))
            return false;
    return true;
}

} // namespace

RealPostgres::~RealPostgres() { kill(); }

bool RealPostgres::start()
{
    if (m_server)
        return true;
    const bool fresh = m_port == 0;
    if (fresh && !makeCluster())
        return false;
    return launch() && (!fresh || makeRoles());
}

void RealPostgres::stop()
{
    if (!m_server)
        return;
    ::kill(pid_t(m_server->processId()), SIGINT);
    if (!m_server->waitForFinished(stopWithinMs))
        return kill();
    m_server.reset();
}

void RealPostgres::kill()
{
    if (!m_server)
        return;
    ::kill(pid_t(m_server->processId()), SIGQUIT);
    if (!m_server->waitForFinished(stopWithinMs))
        m_server->kill();
    m_server.reset();
}

QList<pid_t> RealPostgres::processes() const
{
    const auto own = pid_t(m_server->processId());
    QList<pid_t> all{own};
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(own));
    if (children.open(QIODevice::ReadOnly))
        for (const QByteArray &each : children.readAll().simplified().split(' '))
            if (!each.isEmpty())
                all << each.toInt();
    return all;
}

void RealPostgres::hold() const
{
    for (const pid_t process : processes())
        ::kill(process, SIGSTOP);
}

void RealPostgres::goOn() const
{
    for (const pid_t process : processes())
        ::kill(process, SIGCONT);
}

QString RealPostgres::createDatabase()
{
    const QString name = QStringLiteral("test_%1").arg(++m_databases);
    const QString create =
        QStringLiteral("CREATE DATABASE %1 TEMPLATE template0").arg(name); // nobody is ever in that one
    if (!runAs(ownerUrl(QStringLiteral("postgres")), {create})
        || !runAs(ownerUrl(name), {QStringLiteral("GRANT CREATE, USAGE ON SCHEMA public TO plain, guarded")}))
        qFatal("cannot create a database for the test");
    return name;
}

QString RealPostgres::urlOf(const char *role, const QString &database) const
{
    return QStringLiteral("postgresql://%1@127.0.0.1:%2/%3").arg(QLatin1String(role)).arg(m_port).arg(database);
}

bool RealPostgres::fail(const QString &why)
{
    QFile log(m_folder.filePath(QStringLiteral("log")));
    const QByteArray said = log.open(QIODevice::ReadOnly) ? log.readAll().right(2'000) : QByteArray();
    m_failure = why + u'\n' + QString::fromLocal8Bit(said);
    return false;
}

std::unique_ptr<QProcess> RealPostgres::newProcess(const QString &program, const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->setProgram(m_programs + u'/' + program);
    process->setArguments(arguments);
    process->setWorkingDirectory(m_folder.path());
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setStandardOutputFile(m_folder.filePath(QStringLiteral("log")), QIODevice::Append);
    process->setChildProcessModifier([who = servant()] {
        if (who && (setgroups(0, nullptr) != 0 || setgid(who->pw_gid) != 0 || setuid(who->pw_uid) != 0))
            _exit(125);
        prctl(PR_SET_PDEATHSIG, SIGQUIT); // after the change of user, which would clear it
    });
    return process;
}

bool RealPostgres::makeCluster()
{
    QDir versions(QStringLiteral("/usr/lib/postgresql"));
    const QStringList found = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    if (found.isEmpty())
        return fail(QStringLiteral("PostgreSQL is not installed (Debian: postgresql)"));
    m_programs = versions.filePath(found.last() + QStringLiteral("/bin"));
    if (const passwd *who = servant(); who && chown(m_folder.path().toLocal8Bit(), who->pw_uid, who->pw_gid) != 0)
        return fail(QStringLiteral("cannot give the folder away"));
    const auto maker =
        newProcess(QStringLiteral("initdb"),
                   {QStringLiteral("--pgdata=data"), QStringLiteral("--username=owner"), QStringLiteral("--auth=trust"),
                    QStringLiteral("--encoding=UTF8"), QStringLiteral("--locale=C"), QStringLiteral("--no-sync")});
    maker->start();
    if (!maker->waitForFinished(startWithinMs) || maker->exitCode() != 0)
        return fail(QStringLiteral("initdb failed"));
    QFile access(m_folder.filePath(QStringLiteral("data/pg_hba.conf")));
    if (!access.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return fail(QStringLiteral("cannot write pg_hba.conf"));
    access.write("host all guarded 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n");
    m_port = freePort();
    return true;
}

bool RealPostgres::makeRoles()
{
    return runAs(ownerUrl(QStringLiteral("postgres")),
                 {QStringLiteral("CREATE ROLE plain LOGIN"),
                  QStringLiteral("CREATE ROLE guarded LOGIN PASSWORD 'open sesame'")})
        || fail(QStringLiteral("cannot make the roles"));
}

bool RealPostgres::launch()
{
    const QString sync = m_sync == Sync::On ? QStringLiteral("on") : QStringLiteral("off");
    m_server =
        newProcess(QStringLiteral("postgres"),
                   {QStringLiteral("-D"), QStringLiteral("data"), QStringLiteral("-p"), QString::number(m_port),
                    QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-k"), QString(),
                    QStringLiteral("-c"), QStringLiteral("fsync=") + sync, QStringLiteral("-c"),
                    QStringLiteral("shared_buffers=32MB"), QStringLiteral("-c"), QStringLiteral("max_connections=40")});
    m_server->start();
    if (!QTest::qWaitFor([this] { return m_server->state() == QProcess::NotRunning || answers(); }, startWithinMs)
        || m_server->state() == QProcess::NotRunning) {
        m_server.reset();
        return fail(QStringLiteral("the server does not come up"));
    }
    return true;
}

bool RealPostgres::answers() const { return openPostgres({ownerUrl(QStringLiteral("postgres")), {}, {}}).ok(); }

} // namespace nightbell
