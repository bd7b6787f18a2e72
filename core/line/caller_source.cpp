#include "line/caller_source.h"

#include "line/sip_words.h"

#include <re.h>

namespace nightbell {

CallerSource sourceOf(const sip_msg &request)
{
    CallerSource source{.host = hostOf(request.src)};
    const sa &via = request.via.addr; // without an address where the Via names a host
    if (!sa_isset(&via, SA_ADDR))
        return source;
    source.claimed = hostOf(via);
    const int port = sa_port(&via) ? int(sa_port(&via)) : int(SIP_PORT);
    source.portMoved =
        request.tp == SIP_TRANSP_UDP && port != sa_port(&request.src); // other transports dial out of any
    return source;
}

} // namespace nightbell
