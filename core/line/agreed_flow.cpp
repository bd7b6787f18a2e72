#include "line/agreed_flow.h"

#include <re.h>

namespace nightbell {

Flow agreedFlow(const sdp_media *media)
{
    switch (sdp_media_dir(media)) {
    case SDP_SENDRECV:
        return Flow::BothWays;
    case SDP_SENDONLY:
        return Flow::ToThem;
    case SDP_RECVONLY:
        return Flow::FromThem;
    case SDP_INACTIVE:
        break;
    }
    return Flow::Nowhere;
}

} // namespace nightbell
