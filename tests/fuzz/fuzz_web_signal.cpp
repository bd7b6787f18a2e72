// libFuzzer target: what somebody at the other end of the signalling says. A signal that is read is written and read
// again as it was; an offer that is understood can be answered, and the answer is one.
#include "line/web_media.h"
#include "line/web_signal.h"

#include <cstdlib>

using namespace nightbell;

namespace {

void must(bool kept)
{
    if (!kept)
        std::abort();
}

const WebOurs ours{.address = {QHostAddress(QHostAddress::LocalHost), 40'000},
                   .fingerprint = QByteArray(32, '\x5a'),
                   .iceUser = "ouruser",
                   .icePassword = "apasswordof24lettersssss",
                   .candidates = {"7f000001 1 UDP 2130706431 127.0.0.1 40000 typ host"},
                   .source = 77};

void answer(const QByteArray &sdp)
{
    Result<WebMedia> answering = WebMedia::make();
    must(answering.ok());
    const auto theirs = answering.value().hear(sdp, true);
    if (!theirs)
        return;
    must(theirs.value().fingerprint.size() == 32 && theirs.value().candidates.size() <= webCandidatesAtMost);
    must(theirs.value().ourRole == DtlsRole::Passive);
    must(answering.value().path().ok());
    must(answering.value().say(ours, false).ok());
}

void hearAnswer(const QByteArray &sdp)
{
    Result<WebMedia> offering = WebMedia::make();
    must(offering.ok() && offering.value().say(ours, true).ok());
    if (const auto theirs = offering.value().hear(sdp, false))
        must(theirs.value().fingerprint.size() == 32);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const auto signal = webSignalFrom(text);
    if (signal) {
        const auto again = webSignalFrom(toText(signal.value()));
        must(again.ok() && again.value() == signal.value());
    }
    // A description alone, too: mutations keep it readable more often than one inside JSON.
    const QByteArray sdp = signal                        ? signal.value().sdp
        : text.startsWith("v=0") && !text.contains('\0') ? text
                                                         : QByteArray();
    if (!sdp.isEmpty()) {
        answer(sdp);
        hearAnswer(sdp);
    }
    return 0;
}
