// A real PostgreSQL server of this test alone, in a temporary folder on a free loopback port, gone afterwards: when the
// object goes, and also when the test crashes. It can be stopped, started again and killed.
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace nightbell {

class RealPostgres
{
public:
    enum class Sync { Off, On }; // On where a test measures or kills for real

    explicit RealPostgres(Sync sync = Sync::Off) : m_sync(sync) { }
    ~RealPostgres();

    bool start();      // the first time also makes the cluster; false: see failure()
    void stop();       // politely; open connections are ended
    void kill();       // at once, without a checkpoint, as a power cut would
    void hold() const; // it keeps its connections and answers nothing
    void goOn() const;
    QString failure() const { return m_failure; } // and the end of the server's own log

    QString createDatabase(); // a new empty one, of the plain role; answers its name

    // The plain role may make tables in a created database and has no other privilege, so row security binds it.
    QString url(const QString &database) const { return urlOf("plain", database); }
    // Like plain, but the server asks for the password "open sesame".
    QString guardedUrl(const QString &database) const { return urlOf("guarded", database); }
    // The superuser, whom row security never binds.
    QString ownerUrl(const QString &database) const { return urlOf("owner", database); }

private:
    QString urlOf(const char *role, const QString &database) const;
    bool makeCluster();
    bool makeRoles();
    bool launch();
    bool answers() const;
    QList<pid_t> processes() const; // the server's own and those of its connections
    bool fail(const QString &why);
    std::unique_ptr<QProcess> newProcess(const QString &program, const QStringList &arguments) const;

    Sync m_sync;
    QTemporaryDir m_folder;
    QString m_programs; // folder of initdb and postgres
    quint16 m_port = 0;
    int m_databases = 0;
    std::unique_ptr<QProcess> m_server;
    QString m_failure;
};

} // namespace nightbell
