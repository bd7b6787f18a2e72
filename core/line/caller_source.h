// Where a request really came from, and where its sender believes to be: whose own Via says otherwise is behind NAT.
#pragma once

#include <QHostAddress>

struct sip_msg;

namespace nightbell {

struct CallerSource
{
    QHostAddress host;      // of the packets; what an answer would name as "received"
    QHostAddress claimed;   // by the Via, where that is an address
    bool portMoved = false; // between the Via and us ("rport"), where the two must agree

    bool isBehindNat() const { return portMoved || (!claimed.isNull() && claimed != host); }
};

CallerSource sourceOf(const sip_msg &request);

} // namespace nightbell
