// libFuzzer target: whatever arrives on the port of an encrypted leg. Nothing that was not sealed with its key is
// opened, and what we seal comes back as it was.
#include "audio/rtp.h"
#include "audio/srtp_pair.h"

#include <algorithm>
#include <vector>

using namespace nightbell;

namespace {

std::unique_ptr<SrtpPair> pairOf(SrtpSuite suite, int keyBytes, char ours, char theirs)
{
    return std::move(SrtpPair::make({suite, QByteArray(keyBytes, ours), QByteArray(keyBytes, theirs)})).value();
}

void feed(SrtpPair &pair, SrtpPair &other, const std::uint8_t *bytes, std::size_t size)
{
    std::vector<std::uint8_t> packet(bytes, bytes + size);
    if (!pair.unprotect(packet).empty())
        qFatal("a stranger's packet was opened");
    packet.assign(bytes, bytes + size);
    if (!pair.unprotectReport(packet).empty())
        qFatal("a stranger's report was opened");
    packet.assign(bytes, bytes + size);
    packet.resize(size + srtpTrailerBytesAtMost);
    const std::size_t sealed = pair.protect(packet, size);
    if (sealed == 0)
        return;
    const auto opened = other.unprotect(std::span(packet).first(sealed));
    if (!std::equal(opened.begin(), opened.end(), bytes, bytes + size))
        qFatal("what was sealed does not come back");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    for (const auto &[suite, keyBytes] : {std::pair(SrtpSuite::AesCm128Sha1_80, 30), {SrtpSuite::AesGcm256, 44}}) {
        const auto pair = pairOf(suite, keyBytes, 'a', 'b'), other = pairOf(suite, keyBytes, 'b', 'a');
        feed(*pair, *other, bytes, size);
    }
    return 0;
}
