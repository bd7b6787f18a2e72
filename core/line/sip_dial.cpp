#include "line/sip_dial.h"

#include "line/sip_replaces.h"

#include <QRegularExpression>

namespace nightbell {

namespace {

constexpr qsizetype longestShownName = 64;

struct SipAddress
{
    QString user;
    QString host;        // without the brackets of IPv6
    QByteArray rest;     // port and transport
    QByteArray replaces; // a dialog whose place the call shall take
};

Problem refused(const char *why) { return {Problem::Kind::Refused, QString::fromLatin1(why)}; }

std::optional<SipAddress> sipAddressFrom(const QString &text) // nothing: a number, or what we do not dial
{
    static const QRegularExpression shape(
        QStringLiteral("\\Asip:([^@:;?<>\\s]{1,64})@(?:\\[([0-9A-Fa-f:.]+)\\]|([A-Za-z0-9.-]{1,253}))(:\\d{1,5})?"
                       "(;transport=(?:udp|tcp))?(?:\\?Replaces=([A-Za-z0-9%@;=._~*!'()-]{1,512}))?\\z"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    SipAddress address{match.captured(1), match.captured(2) + match.captured(3),
                       (match.captured(4) + match.captured(5)).toLatin1(),
                       QByteArray::fromPercentEncoding(match.captured(6).toLatin1())};
    if (!address.replaces.isEmpty() && !replacesFrom(address.replaces))
        return std::nullopt;
    return address;
}

QByteArray escaped(const QString &user) { return user.toLatin1().replace('#', "%23"); }

QByteArray bracketed(const QString &host)
{
    return host.contains(QLatin1Char(':')) ? '[' + host.toLatin1() + ']' : host.toLatin1();
}

} // namespace

QByteArray shownName(const PrivateText &name)
{
    QString shown;
    for (const QChar sign : name.reveal().left(longestShownName))
        if (sign.isPrint() && sign != QLatin1Char('"') && sign != QLatin1Char('\\'))
            shown += sign;
    return shown.toUtf8();
}

QHostAddress hostIn(const QByteArray &sipUri)
{
    const auto address = sipAddressFrom(QString::fromLatin1(sipUri));
    return QHostAddress(address ? address->host : QString());
}

Result<SipTarget> sipTarget(const DialLeg &dial, const DialFrom &from)
{
    const auto address = sipAddressFrom(dial.to.reveal());
    const QString user = address ? address->user : dialled(dial.to.reveal());
    if (from.account) {
        if (address && !from.account->isItsHost(bracketed(address->host))
            && !from.account->isItsHost(address->host.toLatin1()))
            return refused("an address that is not the account's");
        if (const Result<> admitted = from.rule.admit(user, from.now); !admitted)
            return admitted.problem();
        SipTarget target = from.account->target(escaped(user), shownName(dial.shownName));
        target.replaces = address ? address->replaces : QByteArray();
        return target;
    }
    const QHostAddress host(address ? address->host : QString());
    if (host.isNull() || !from.trusted.contains(host))
        return refused("neither an account nor the address of a trusted host");
    if (const Result<> admitted = from.rule.admit(user, from.now); !admitted)
        return admitted.problem();
    const QByteArray where = bracketed(address->host) + address->rest;
    return SipTarget{.to = "sip:" + escaped(user) + '@' + where,
                     .from = "sip:nightbell@nightbell.invalid",
                     .route = "sip:" + where,
                     .contactUser = "nightbell",
                     .shownName = shownName(dial.shownName),
                     .replaces = address->replaces};
}

Result<QByteArray> referTarget(const PrivateText &to, const QByteArray &theirTarget, DialRule &rule, Span now)
{
    const auto theirs = theirTarget.indexOf('@');
    const auto address = sipAddressFrom(to.reveal());
    const QString user = address ? address->user : dialled(to.reveal());
    if (const Result<> admitted = rule.admit(user, now); !admitted)
        return admitted.problem();
    if (address)
        return "sip:" + escaped(user) + '@' + bracketed(address->host) + address->rest;
    if (theirs < 0)
        return refused("the other end has no address");
    const QByteArray host = theirTarget.mid(theirs + 1);
    return "sip:" + escaped(user) + '@' + host.left(host.indexOf(';') < 0 ? host.size() : host.indexOf(';'));
}

} // namespace nightbell
