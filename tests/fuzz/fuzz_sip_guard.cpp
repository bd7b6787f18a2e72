// Whatever datagram arrives: read by libre, judged at the door for a trusted source, for a stranger, for one who has a
// call; what is let in can be put into words.
#include "line/doorkeeper.h"
#include "line/held.h"
#include "line/sip_words.h"

#include <re.h>

#include <cstdlib>

using namespace nightbell;

namespace {

const TrustedSources trusted{{}, {{QHostAddress(QStringLiteral("127.0.0.9")), 32}}};

void judge(sip_msg &request, const char *source, bool hasCalls)
{
    static Doorkeeper door({.trustedPerSecond = 1'000'000'000,
                            .strangersPerSecond = 1'000'000'000,
                            .users = {{QStringLiteral("ann"), "s3cret"}}},
                           trusted);
    sa_set_str(&request.src, source, 5060);
    const Verdict verdict = door.judge(
        request, [hasCalls] { return hasCalls; }, DoorTime(std::chrono::hours(1)));
    if (verdict.letIn && verdict.refusal)
        std::abort();
    if (!verdict.letIn)
        return;
    const std::size_t end = request.mb->end;
    cutToContentLength(request);
    if (request.mb->end > end || request.mb->pos > request.mb->end)
        std::abort();
    arrivedCall(LegId(QStringLiteral("leg")), request, {.sourceIsTrusted = true, .region = QStringLiteral("US")});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const Held<mbuf> datagram(mbuf_alloc(size + 1));
    mbuf_write_mem(datagram.get(), bytes, size);
    mbuf_set_pos(datagram.get(), 0);
    sip_msg *message = nullptr;
    if (sip_msg_decode(&message, datagram.get()))
        return 0;
    const Held<sip_msg> held(message);
    if (!message->req)
        return 0;
    answerToSource(*message);
    pl elsewhere{};
    if (msg_param_decode(&message->via.params, "maddr", &elsewhere) == 0)
        std::abort();
    judge(*message, "127.0.0.9", false);
    judge(*message, "127.0.0.9", true);
    judge(*message, "127.0.0.1", false);
    return 0;
}
