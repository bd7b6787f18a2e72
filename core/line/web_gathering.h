// Finds out under which addresses one socket can be reached: its own, the one a STUN server sees, one that a TURN
// server lends. libre knows no trickling, so all of it happens before the description is written, and within
// gatherAtMostMs: whatever a server has not said by then is left out.
#pragma once

#include "line/held.h"
#include "settings/setting_values.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <functional>
#include <memory>

struct dnsc;
struct icem;
struct udp_sock;

namespace nightbell {

inline constexpr int gatherAtMostMs = 2'000;

struct IceServices // where to ask; kept by the line
{
    QList<IceServer> servers;
    QByteArray turnSecret; // empty: TURN servers are not asked
};

class WebGathering
{
public:
    // All three belong to the same thread and outlive this.
    WebGathering(icem *ice, udp_sock *socket, dnsc *names);
    ~WebGathering();
    WebGathering(const WebGathering &) = delete;
    WebGathering &operator=(const WebGathering &) = delete;

    void addOwn(const QList<QHostAddress> &hosts, quint16 port);
    void begin(const IceServices &services, std::function<void()> done); // done may be called at once
    QList<QByteArray> candidates() const;                                // as a description has them

private:
    struct Question; // to one server
    struct Timer;

    void answered(Question &question);
    void finish();

    icem *m_ice;
    udp_sock *m_socket;
    dnsc *m_names;
    std::function<void()> m_done;
    std::vector<std::unique_ptr<Question>> m_questions;
    std::unique_ptr<Timer> m_patience;
};

} // namespace nightbell
