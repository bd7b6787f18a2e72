// libFuzzer target: whatever arrives on a call's port.
#include "audio/rtp.h"

using namespace nightbell;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (const auto packet = parseRtp({bytes, size}))
        if (const auto event = parseKeyEvent(packet->payload))
            keyOf(*event);
    return 0;
}
