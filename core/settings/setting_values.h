// What the text of a setting says: addresses, networks, ports, numbers. Nothing = the text does not say it.
#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace nightbell {

struct ListenAddress
{
    QHostAddress host;
    quint16 port = 0; // 0 = any free one

    bool operator==(const ListenAddress &) const = default;
};

struct Network
{
    QHostAddress address;
    int bits = 0;

    bool contains(const QHostAddress &other) const { return other.isInSubnet(address, bits); }
    bool operator==(const Network &) const = default;
};

inline constexpr qsizetype iceServersAtMost = 4;

struct IceServer // over UDP
{
    bool relays = false; // turn: it also passes the packets on, for who has the credential
    QString host;        // a name or an address
    quint16 port = 3'478;

    bool operator==(const IceServer &) const = default;
};

struct PortRange // both ends belong to it
{
    int from = 0;
    int to = 0;

    bool operator==(const PortRange &) const = default;
};

std::optional<ListenAddress> addressFrom(const QString &text);       // 127.0.0.1:5060, [::1]:5060
std::optional<QList<Network>> networksFrom(const QString &text);     // 10.0.0.0/8, 192.0.2.7
std::optional<QStringList> beginningsFrom(const QString &text);      // +49, 0, 11
std::optional<QStringList> namesFrom(const QString &text);           // ann, bob-2
std::optional<PortRange> portsFrom(const QString &text);             // 20000-29999
std::optional<qint64> wholeFrom(const QString &text);                // digits only
std::optional<QList<IceServer>> iceServersFrom(const QString &text); // stun:stun.example.org, turn:[::1]:3478

} // namespace nightbell
