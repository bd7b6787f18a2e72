// A real Redis server on a free loopback port, keeping nothing on disk.
#pragma once

#include "scripted/real_server.h"

namespace nightbell {

class RealRedis
{
public:
    explicit RealRedis(QByteArray password = {}) : m_password(std::move(password)) { }

    bool start(); // the same port every time, empty every time; false: see failure()
    void stop() { m_server.stop(); }
    void kill() { m_server.kill(); }
    void hold() { m_server.hold(); }
    void goOn() { m_server.goOn(); }
    QString failure() const { return m_server.failure(); }

    quint16 port() const { return m_port; }
    QString url() const { return QStringLiteral("redis://127.0.0.1:%1/0").arg(m_port); }

private:
    bool answers() const;

    QByteArray m_password;
    quint16 m_port = 0;
    RealServer m_server{QStringLiteral("redis-server")};
};

} // namespace nightbell
