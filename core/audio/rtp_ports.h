// The pair of UDP sockets of one call: RTP on an even port, RTCP reserved on the odd one above it.
#pragma once

#include "audio/media_path.h"
#include "result.h"
#include "settings/setting_values.h"

namespace nightbell {

struct PortPair // two open, non-blocking sockets; owned by whoever holds the value
{
    int rtp = -1;
    int rtcp = -1;
    quint16 port = 0;
};

class RtpPorts
{
public:
    RtpPorts(const QHostAddress &host, PortRange range);

    Result<PortPair> open(); // tries every pair once, beginning behind the last one given
    static void close(const PortPair &pair);

private:
    QHostAddress m_host;
    int m_firstEven;
    int m_pairs;
    int m_next = 0;
};

} // namespace nightbell
