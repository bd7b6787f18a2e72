// What a SIP request says about a call, as values of the program.
#pragma once

#include "line/line.h"

struct sip_msg;
struct sa;
struct pl;

namespace nightbell {

ArrivedCall arrivedCall(const LegId &leg, const sip_msg &invite);

QHostAddress hostOf(const sa &address);
bool toSa(const MediaAddress &address, sa &raw);
QString decoded(const pl &part); // UTF-8, as it came

} // namespace nightbell
