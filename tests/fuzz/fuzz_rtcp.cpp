// libFuzzer target: whatever arrives on a call's RTCP port. What was read can be written and is read again as it was.
#include "audio/rtcp.h"

#include <QtGlobal>

using namespace nightbell;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const auto news = parseRtcp({bytes, size}, 7);
    if (!news)
        return 0;
    if (news->heard)
        (void)roundTripMs(*news->heard, news->sent ? news->sent->ntpTime : 0);
    std::array<std::uint8_t, rtcpBytesAtMost> written{};
    const std::size_t length = writeRtcp({.source = news->sent ? news->sent->source : 1,
                                          .canonicalName = "k3w9",
                                          .sent = news->sent,
                                          .heard = news->heard,
                                          .bye = news->bye},
                                         written);
    const auto again = parseRtcp(std::span(written).first(length), 7);
    if (!again || again->bye != news->bye || again->sent.has_value() != news->sent.has_value()
        || again->heard.has_value() != news->heard.has_value())
        qFatal("a report reads back as another");
    if (news->heard && again->heard->lost != news->heard->lost)
        qFatal("the loss changed on its way");
    return 0;
}
