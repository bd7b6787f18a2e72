// Where a call is at home in libre. Pointers that are valid while the line is open.
#pragma once

struct sip;
struct sipevent_sock;
struct sipsess_sock;

namespace nightbell {

struct SipStation
{
    struct sip *stack = nullptr;
    sipsess_sock *sessions = nullptr;
    sipevent_sock *events = nullptr;
};

} // namespace nightbell
