#include "settings/setting_values.h"

#include <QRegularExpression>
#include <QStringList>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

std::optional<quint16> portFrom(const QString &text)
{
    const auto number = wholeFrom(text);
    if (!number || *number > 65'535)
        return std::nullopt;
    return static_cast<quint16>(*number);
}

std::optional<Network> networkFrom(const QString &text)
{
    static const QRegularExpression dottedQuad(u"\\A\\d+\\.\\d+\\.\\d+\\.\\d+(/\\d+)?\\z"_s);
    if (!text.contains(u':') && !dottedQuad.match(text).hasMatch())
        return std::nullopt; // parseSubnet would take "10" for a whole network
    const auto [address, bits] = QHostAddress::parseSubnet(text);
    if (address.isNull() || bits < 0)
        return std::nullopt;
    return Network{address, bits};
}

std::optional<IceServer> iceServerFrom(const QString &text)
{
    static const QRegularExpression shape(
        u"\\A(stun|turn):(?:\\[([0-9A-Fa-f:.]+)\\]|([A-Za-z0-9][A-Za-z0-9.-]{0,252}))(?::(\\d+))?(?:\\?transport=udp)?\\z"_s);
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    IceServer server{.relays = match.captured(1) == "turn"_L1, .host = match.captured(2) + match.captured(3)};
    if (match.hasCaptured(4)) {
        const auto port = portFrom(match.captured(4));
        if (!port || *port == 0)
            return std::nullopt;
        server.port = *port;
    }
    return server;
}

} // namespace

std::optional<ListenAddress> addressFrom(const QString &text)
{
    static const QRegularExpression shape(u"\\A(?:\\[([0-9A-Fa-f:.]+)\\]|(\\d+\\.\\d+\\.\\d+\\.\\d+)):(\\d+)\\z"_s);
    const auto match = shape.match(text);
    const QHostAddress host(match.captured(1) + match.captured(2));
    const auto port = portFrom(match.captured(3));
    if (host.isNull() || !port)
        return std::nullopt;
    return ListenAddress{host, *port};
}

std::optional<QList<Network>> networksFrom(const QString &text)
{
    QList<Network> networks;
    if (text.isEmpty())
        return networks;
    for (const QString &part : text.split(u',')) {
        const auto network = networkFrom(part.trimmed());
        if (!network)
            return std::nullopt;
        networks.append(*network);
    }
    return networks;
}

std::optional<QStringList> beginningsFrom(const QString &text)
{
    static const QRegularExpression shape(u"\\A[A-Za-z0-9+*#._-]{1,32}\\z"_s);
    QStringList beginnings;
    if (text.isEmpty())
        return beginnings;
    for (const QString &part : text.split(u',')) {
        if (!shape.match(part.trimmed()).hasMatch())
            return std::nullopt;
        beginnings.append(part.trimmed());
    }
    return beginnings;
}

std::optional<QStringList> namesFrom(const QString &text)
{
    static const QRegularExpression name(u"\\A[A-Za-z0-9._-]+\\z"_s);
    QStringList names;
    if (text.isEmpty())
        return names;
    for (const QString &part : text.split(u',')) {
        if (!name.match(part.trimmed()).hasMatch() || names.contains(part.trimmed()))
            return std::nullopt;
        names.append(part.trimmed());
    }
    return names;
}

std::optional<QList<IceServer>> iceServersFrom(const QString &text)
{
    QList<IceServer> servers;
    if (text.isEmpty())
        return servers;
    for (const QString &part : text.split(u',')) {
        const auto server = iceServerFrom(part.trimmed());
        if (!server || servers.size() == iceServersAtMost)
            return std::nullopt;
        servers.append(*server);
    }
    return servers;
}

std::optional<PortRange> portsFrom(const QString &text)
{
    const QStringList ends = text.split(u'-');
    if (ends.size() != 2)
        return std::nullopt;
    const auto from = portFrom(ends.at(0));
    const auto to = portFrom(ends.at(1));
    if (!from || !to || *from > *to)
        return std::nullopt;
    return PortRange{*from, *to};
}

std::optional<qint64> wholeFrom(const QString &text)
{
    static const QRegularExpression digits(u"\\A[0-9]{1,15}\\z"_s);
    if (!digits.match(text).hasMatch())
        return std::nullopt;
    return text.toLongLong();
}

} // namespace nightbell
