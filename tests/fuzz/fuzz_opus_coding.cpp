// Opus payloads from outside through our reader: in a row, lost in between, of any length. Each packet in the input is
// led by its length; a length of 0 is a loss.
#include "audio/frame.h"
#include "audio/opus_coding.h"

#include <QtGlobal>

#include <array>

using namespace nightbell;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    std::span<const std::uint8_t> input(bytes, size);
    OpusReader reader(size % 2 ? narrowRate : wideRate);
    std::array<std::int16_t, 6 * frameSamplesAtMost> room; // 120 ms
    while (!input.empty()) {
        const std::size_t length = std::min<std::size_t>(input.front(), input.size() - 1);
        const auto payload = input.subspan(1, length);
        const std::size_t frame = samplesPerFrame(size % 2 ? narrowRate : wideRate);
        if (payload.empty()) {
            reader.makeUp(std::span(room).first(frame));
        } else {
            const auto duration = opusDuration(payload);
            reader.recover(payload, std::span(room).first(frame));
            const std::size_t samples = reader.read(payload, room);
            if (samples > room.size() || (samples > 0 && (!duration || *duration > 5'760)))
                qFatal("sound came from a payload without a length");
        }
        input = input.subspan(1 + length);
    }
    return 0;
}
