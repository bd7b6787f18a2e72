// What a SIP request says about a call, as values of the program.
#pragma once

#include "line/held.h"
#include "line/line.h"

struct mbuf;
struct sip_msg;
struct sa;
struct pl;

namespace nightbell {

// Whole lines: what the program can do, for every request and answer that may begin or change a session.
inline constexpr const char *sipAbilities = "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, REFER, NOTIFY\r\n"
                                            "Supported: timer, replaces\r\n";

struct DialogNames // by which others may speak of a dialog
{
    QByteArray callId;
    QByteArray ourTag;
    QByteArray theirTag;
    QByteArray target; // URI of the other end
};

DialogNames dialogNames(const sip_msg &invite);   // one that came
DialogNames namesAnswered(const sip_msg &answer); // to one of ours

QByteArray bytesOf(const pl &part);
QByteArray leftIn(const mbuf &buffer);
Held<mbuf> bufferOf(const QByteArray &bytes);
std::optional<int> registeredSeconds(const sip_msg &answer, const QByteArray &user); // as the registrar granted it

struct CallerReading // how far a caller's own words go
{
    bool sourceIsTrusted = false; // then the network's word for who calls (P-Asserted-Identity) counts
    QString region;               // of numbers without a country code
};

ArrivedCall arrivedCall(const LegId &leg, const sip_msg &invite, const CallerReading &reading);

QHostAddress hostOf(const sa &address);
bool toSa(const MediaAddress &address, sa &raw);
QString decoded(const pl &part); // UTF-8, as it came

} // namespace nightbell
