// A real Redis server of this test alone, in a temporary folder on a free loopback port, keeping nothing on disk, gone
// afterwards: when the object goes, and also when the test crashes. It can be stopped, started again, killed and held.
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace nightbell {

class RealRedis
{
public:
    explicit RealRedis(QByteArray password = {}) : m_password(std::move(password)) { }
    ~RealRedis() { kill(); }

    bool start(); // the same port every time, empty every time; false: see failure()
    void stop();  // politely
    void kill();  // at once
    void hold();  // it keeps its connections and answers nothing
    void goOn();
    QString failure() const { return m_failure; }

    quint16 port() const { return m_port; }
    QString url() const { return QStringLiteral("redis://127.0.0.1:%1/0").arg(m_port); }

private:
    bool answers() const;

    QByteArray m_password;
    QTemporaryDir m_folder;
    quint16 m_port = 0;
    std::unique_ptr<QProcess> m_server;
    QString m_failure;
};

} // namespace nightbell
