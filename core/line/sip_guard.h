// What is refused before libre's session layer sees it, because libre would accept it. Pure: looks at one parsed
// request.
#pragma once

#include <QByteArray>

#include <optional>

struct sip_msg;

namespace nightbell {

struct SipRefusal
{
    int code = 400;
    const char *reason = "Bad Request";
    QByteArray headers; // whole lines
};

std::optional<SipRefusal> refusalOf(const sip_msg &request);

void answerToSource(const sip_msg &request); // nobody has our replies sent to somebody else

void cutToContentLength(const sip_msg &request); // octets behind the body are no part of the message

} // namespace nightbell
