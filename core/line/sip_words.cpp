#include "line/sip_words.h"

#include <re.h>

namespace nightbell {

namespace {

QString unescaped(const pl &part) // %20 and the like, as RFC 3261 has them in a user part
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(QByteArray(part.p, qsizetype(part.l))));
}

QString numberOf(const uri &address) // tel:+49… stands where a host would
{
    const QString number = pl_isset(&address.user)   ? unescaped(address.user)
        : pl_strcasecmp(&address.scheme, "tel") == 0 ? unescaped(address.host)
                                                     : QString();
    return number.section(QLatin1Char(';'), 0, 0);
}

bool isWithheld(const sip_msg &invite)
{
    return pl_strcasecmp(&invite.from.uri.user, "anonymous") == 0
        || pl_strcasecmp(&invite.from.uri.host, "anonymous.invalid") == 0
        || sip_msg_hdr_has_value(&invite, SIP_HDR_PRIVACY, "id")
        || sip_msg_hdr_has_value(&invite, SIP_HDR_PRIVACY, "user");
}

QString displayName(const pl &name)
{
    QString text = decoded(name).trimmed();
    if (text.size() >= 2 && text.startsWith(QLatin1Char('"')) && text.endsWith(QLatin1Char('"')))
        text = text.mid(1, text.size() - 2);
    return text.remove(QLatin1Char('\\'));
}

} // namespace

QString decoded(const pl &part) { return part.p ? QString::fromUtf8(part.p, qsizetype(part.l)) : QString(); }

ArrivedCall arrivedCall(const LegId &leg, const sip_msg &invite)
{
    ArrivedCall arrived{.leg = leg,
                        .provider = QStringLiteral("sip"),
                        .providerCall = PrivateText(decoded(invite.callid)),
                        .numberWithheld = isWithheld(invite)};
    if (!arrived.numberWithheld) {
        arrived.from = PrivateText(numberOf(invite.from.uri));
        arrived.callerName = PrivateText(displayName(invite.from.dname));
    }
    const auto addCalled = [&](const uri &address) {
        if (const PrivateText number(numberOf(address)); !number.isEmpty() && !arrived.called.contains(number))
            arrived.called.append(number);
    };
    addCalled(invite.uri);
    addCalled(invite.to.uri);
    if (const sip_hdr *diversion = sip_msg_xhdr(&invite, "Diversion")) {
        sip_addr diverted{};
        if (sip_addr_decode(&diverted, &diversion->val) == 0)
            addCalled(diverted.uri);
    }
    if (const sip_hdr *agent = sip_msg_hdr(&invite, SIP_HDR_USER_AGENT))
        arrived.metadata.insert(QStringLiteral("user_agent"), PrivateText(decoded(agent->val)));
    return arrived;
}

QHostAddress hostOf(const sa &address) { return QHostAddress(&address.u.sa); }

bool toSa(const MediaAddress &address, sa &raw)
{
    return sa_set_str(&raw, address.host.toString().toLatin1().constData(), address.port) == 0;
}

} // namespace nightbell
