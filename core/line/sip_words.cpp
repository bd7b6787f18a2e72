#include "line/sip_words.h"

#include "line/phone_number.h"

#include <re.h>

#include <algorithm>

namespace nightbell {

QByteArray leftIn(const mbuf &buffer)
{
    return QByteArray(reinterpret_cast<const char *>(mbuf_buf(&buffer)), qsizetype(mbuf_get_left(&buffer)));
}

Held<mbuf> bufferOf(const QByteArray &bytes)
{
    Held<mbuf> buffer(mbuf_alloc(std::size_t(std::max<qsizetype>(bytes.size(), 1))));
    mbuf_write_mem(buffer.get(), reinterpret_cast<const uint8_t *>(bytes.constData()), std::size_t(bytes.size()));
    mbuf_set_pos(buffer.get(), 0);
    return buffer;
}

QByteArray bytesOf(const pl &part) { return part.p ? QByteArray(part.p, qsizetype(part.l)) : QByteArray(); }

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

bool isAnonymous(const uri &address)
{
    return pl_strcasecmp(&address.user, "anonymous") == 0 || pl_strcasecmp(&address.host, "anonymous.invalid") == 0;
}

bool asksForPrivacy(const sip_msg &invite)
{
    const sip_hdr *privacy = sip_msg_hdr(&invite, SIP_HDR_PRIVACY);
    const QList<QByteArray> wishes = privacy ? bytesOf(privacy->val).toLower().split(';') : QList<QByteArray>();
    return std::any_of(wishes.begin(), wishes.end(), [](const QByteArray &wish) {
        return QList<QByteArray>{"id", "user", "header"}.contains(wish.trimmed());
    });
}

// Who calls, as the network says, or else as the caller says.
struct Caller
{
    sip_addr address{}; // into the message
    bool withheld = false;
};

Caller callerOf(const sip_msg &invite, bool networkIsTrusted)
{
    Caller caller{.withheld = asksForPrivacy(invite) || isAnonymous(invite.from.uri)};
    caller.address.dname = invite.from.dname;
    caller.address.uri = invite.from.uri;
    if (networkIsTrusted) {
        const auto asserted = [](const sip_hdr *identity, const sip_msg *, void *argument) {
            auto &said = static_cast<Caller *>(argument)->address;
            sip_addr address{};
            if (sip_addr_decode(&address, &identity->val) || numberOf(address.uri).isEmpty())
                return false;
            if (!pl_isset(&address.dname))
                address.dname = said.dname;
            said = address;
            return true;
        };
        sip_msg_hdr_apply(&invite, true, SIP_HDR_P_ASSERTED_IDENTITY, asserted, &caller);
    }
    return caller;
}

QString displayName(const pl &name)
{
    QString text = decoded(name).trimmed();
    if (text.size() >= 2 && text.startsWith(QLatin1Char('"')) && text.endsWith(QLatin1Char('"')))
        text = text.mid(1, text.size() - 2);
    return text.remove(QLatin1Char('\\'));
}

} // namespace

namespace {

QByteArray contactOf(const sip_msg &message)
{
    sip_addr address{};
    const sip_hdr *contact = sip_msg_hdr(&message, SIP_HDR_CONTACT);
    return contact && sip_addr_decode(&address, &contact->val) == 0 ? bytesOf(address.auri) : QByteArray();
}

} // namespace

std::optional<int> registeredSeconds(const sip_msg &answer, const QByteArray &user)
{
    struct Search
    {
        QByteArray user;
        std::optional<int> seconds;
    } search{user, {}};
    const auto look = [](const sip_hdr *contact, const sip_msg *, void *argument) {
        auto &wanted = *static_cast<Search *>(argument);
        sip_addr address{};
        pl expires{};
        if (sip_addr_decode(&address, &contact->val) == 0 && bytesOf(address.uri.user) == wanted.user
            && msg_param_decode(&address.params, "expires", &expires) == 0)
            wanted.seconds = std::max(bytesOf(expires).toInt(), wanted.seconds.value_or(0));
        return false;
    };
    sip_msg_hdr_apply(&answer, true, SIP_HDR_CONTACT, look, &search);
    if (!search.seconds && pl_isset(&answer.expires))
        search.seconds = bytesOf(answer.expires).toInt();
    return search.seconds;
}

DialogNames dialogNames(const sip_msg &invite)
{
    return {bytesOf(invite.callid), QByteArray::number(qulonglong(invite.tag), 16).rightJustified(16, '0'),
            bytesOf(invite.from.tag), contactOf(invite)};
}

DialogNames namesAnswered(const sip_msg &answer)
{
    return {bytesOf(answer.callid), bytesOf(answer.from.tag), bytesOf(answer.to.tag), contactOf(answer)};
}

QString decoded(const pl &part) { return part.p ? QString::fromUtf8(part.p, qsizetype(part.l)) : QString(); }

ArrivedCall arrivedCall(const LegId &leg, const sip_msg &invite, const CallerReading &reading)
{
    const Caller caller = callerOf(invite, reading.sourceIsTrusted);
    ArrivedCall arrived{.leg = leg,
                        .provider = QStringLiteral("sip"),
                        .providerCall = PrivateText(decoded(invite.callid)),
                        .numberWithheld = caller.withheld};
    if (!arrived.numberWithheld) {
        arrived.from = PrivateText(toE164(numberOf(caller.address.uri), reading.region));
        arrived.callerName = PrivateText(displayName(caller.address.dname));
    }
    const auto addCalled = [&](const uri &address) { // as it came, then as the world writes it
        const QString number = numberOf(address);
        for (const PrivateText &each : {PrivateText(number), PrivateText(toE164(number, reading.region))})
            if (!each.isEmpty() && !arrived.called.contains(each))
                arrived.called.append(each);
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
