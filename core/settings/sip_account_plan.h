// An account at a telephone exchange or provider, as one line of the settings says it:
//   front 100@pbx.example.org:5061 tls 600 realm=asterisk
// name, user and registrar; then, as needed, the transport (udp), the seconds between registrations (300), the realm.
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace nightbell {

enum class SipTransport { Udp, Tcp, Tls };

struct SipAccountPlan
{
    QString name;
    QString user;
    QString host;     // of the registrar: a name, an address, or an address of IPv6 without its brackets
    quint16 port = 0; // 0: the usual one
    SipTransport transport = SipTransport::Udp;
    int expiresSeconds = 300;
    QString realm; // empty: what the registrar first asks for
    bool operator==(const SipAccountPlan &) const = default;
};

inline constexpr int accountsAtMost = 16;

std::optional<QList<SipAccountPlan>> accountsFrom(const QString &text); // separated by commas; no name twice

} // namespace nightbell
