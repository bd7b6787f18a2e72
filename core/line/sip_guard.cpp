#include "line/sip_guard.h"

#include <re.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace nightbell {

namespace {

constexpr quint64 sequenceAtMost = 0x7fffffff; // RFC 3261: below 2^31
constexpr quint64 forwardsAtMost = 255;
constexpr std::string_view branchCookie = "z9hG4bK"; // alone it names no transaction

std::string_view text(const pl &part) { return part.p ? std::string_view(part.p, part.l) : std::string_view(); }

std::optional<quint64> number(std::string_view digits)
{
    if (digits.empty() || digits.size() > 18
        || !std::all_of(digits.begin(), digits.end(), [](char each) { return each >= '0' && each <= '9'; }))
        return std::nullopt;
    quint64 value = 0;
    for (const char digit : digits)
        value = value * 10 + quint64(digit - '0');
    return value;
}

bool saidOnce(const sip_msg &request)
{
    static constexpr std::array single{SIP_HDR_CALL_ID, SIP_HDR_CSEQ, SIP_HDR_FROM, SIP_HDR_TO};
    return std::all_of(single.begin(), single.end(), [&](sip_hdrid id) { return sip_msg_hdr_count(&request, id) == 1; })
        && sip_msg_hdr_count(&request, SIP_HDR_MAX_FORWARDS) <= 1
        && sip_msg_hdr_count(&request, SIP_HDR_CONTENT_LENGTH) <= 1;
}

bool lengthFits(const sip_msg &request)
{
    if (!request.clen.p)
        return true;
    const auto length = number(text(request.clen));
    return length && *length <= mbuf_get_left(request.mb);
}

bool sequenceFits(const sip_msg &request)
{
    const sip_hdr *header = sip_msg_hdr(&request, SIP_HDR_CSEQ);
    const std::string_view value = header ? text(header->val) : std::string_view();
    const auto sequence = number(value.substr(0, value.find_first_of(" \t\r\n")));
    return sequence && *sequence <= sequenceAtMost && text(request.cseq.met) == text(request.met);
}

bool plainUri(std::string_view uri) // as it may stand in a request line
{
    return !uri.empty() && std::all_of(uri.begin(), uri.end(), [](char each) {
        return each > ' ' && each < 0x7f && each != '<' && each != '>' && each != '"';
    });
}

bool quotesClosed(const pl &value)
{
    bool open = false;
    const std::string_view all = text(value);
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (open && all[at] == '\\')
            ++at;
        else if (all[at] == '"')
            open = !open;
    }
    return !open;
}

bool oneAddress(const sip_taddr &address) // <sip:…> without spaces in it
{
    const bool enclosed = text(address.val).find('<') != std::string_view::npos;
    return !enclosed || text(address.auri).find_first_of(" \t\r\n") == std::string_view::npos;
}

bool plainHost(std::string_view uri) // colons stand in brackets, or one before a port
{
    const std::string_view rest = uri.substr(std::min(uri.find(':'), uri.size() - 1) + 1);
    const std::string_view place = rest.substr(rest.find('@') == std::string_view::npos ? 0 : rest.find('@') + 1);
    const std::string_view host = place.substr(0, place.find_first_of(";?"));
    return host.starts_with('[') || std::count(host.begin(), host.end(), ':') <= 1;
}

bool withoutNull(const sip_msg &request) // but for a quoted one
{
    const char *all = reinterpret_cast<const char *>(request.mb->buf);
    const char *const end = all + request.mb->pos;
    for (const char *at = all; (at = std::find(at, end, '\0')) != end; ++at)
        if (at == all || at[-1] != '\\')
            return false;
    return true;
}

bool takesOurDescription(const sip_msg &invite)
{
    static constexpr std::array enough{"application/sdp", "application/*", "*/*"};
    const auto isEnough = [](const sip_hdr *accepted, const sip_msg *, void *) {
        const std::string_view all = text(accepted->val);
        const std::string_view value = all.substr(0, all.find_first_of("; \t\r\n"));
        const QByteArray type = QByteArray(value.data(), qsizetype(value.size())).toLower();
        return std::any_of(enough.begin(), enough.end(), [&](const char *each) { return type == each; });
    };
    return !sip_msg_hdr(&invite, SIP_HDR_ACCEPT) || sip_msg_hdr_apply(&invite, true, SIP_HDR_ACCEPT, isEnough, nullptr);
}

bool knownScheme(std::string_view uri)
{
    const QByteArray scheme = QByteArray(uri.data(), qsizetype(std::min(uri.find(':'), uri.size()))).toLower();
    return scheme == "sip" || scheme == "sips" || scheme == "tel";
}

// What a request insists on and nobody here understands; its own words, to be sent back.
QByteArray unknownOptions(const sip_msg &request)
{
    QByteArray unknown;
    sip_msg_hdr_apply(
        &request, true, SIP_HDR_REQUIRE,
        [](const sip_hdr *header, const sip_msg *, void *found) {
            const QByteArray option(header->val.p, qsizetype(header->val.l));
            auto &all = *static_cast<QByteArray *>(found);
            if (option.compare("replaces", Qt::CaseInsensitive) != 0
                && option.compare("timer", Qt::CaseInsensitive) != 0)
                all += (all.isEmpty() ? "" : ", ") + option;
            return false;
        },
        &unknown);
    return unknown;
}

} // namespace

std::optional<SipRefusal> refusalOf(const sip_msg &request)
{
    if (!saidOnce(request) || !lengthFits(request) || !sequenceFits(request) || !plainUri(text(request.ruri))
        || !quotesClosed(request.from.val) || !quotesClosed(request.to.val) || !oneAddress(request.from)
        || !oneAddress(request.to) || !withoutNull(request) || text(request.via.branch) == branchCookie)
        return SipRefusal{};
    if (request.maxfwd.p) {
        const auto forwards = number(text(request.maxfwd));
        if (!forwards || *forwards > forwardsAtMost)
            return SipRefusal{};
        if (*forwards == 0)
            return SipRefusal{483, "Too Many Hops", {}};
    }
    if (!knownScheme(text(request.ruri)))
        return SipRefusal{416, "Unsupported URI Scheme", {}};
    if (!plainHost(text(request.ruri)))
        return SipRefusal{};
    if (const QByteArray unknown = unknownOptions(request); !unknown.isEmpty() && text(request.met) != "CANCEL") {
        return SipRefusal{420, "Bad Extension", "Unsupported: " + unknown + "\r\n"};
    }
    if (text(request.met) == "INVITE" && !takesOurDescription(request))
        return SipRefusal{406, "Not Acceptable", "Accept: application/sdp\r\n"};
    return std::nullopt;
}

// libre would send a reply wherever maddr says, and to port 5060 where it cannot read the address before the port.
void answerToSource(const sip_msg &request)
{
    pl maddr{};
    while (msg_param_decode(&request.via.params, "maddr", &maddr) == 0) {
        auto *name = const_cast<char *>(maddr.p);
        while (*name != 'r' && *name != 'R')
            --name;
        *name = 'x'; // a parameter that nobody knows
    }
    const std::string_view sentBy = text(request.via.sentby);
    const std::size_t bracket = sentBy.find("]:");
    if (const auto port = bracket == sentBy.npos ? std::nullopt : number(sentBy.substr(bracket + 2));
        port && *port <= 0xffff)
        sa_set_port(&const_cast<sip_msg &>(request).via.addr, uint16_t(*port));
}

void cutToContentLength(const sip_msg &request)
{
    if (const auto length = number(text(request.clen)); length && *length <= mbuf_get_left(request.mb))
        request.mb->end = request.mb->pos + *length;
}

} // namespace nightbell
