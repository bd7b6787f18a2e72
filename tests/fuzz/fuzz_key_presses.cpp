// Keypad presses both ways: bytes as telephone-event payloads, as keys to press, and as sound to listen to.
#include "audio/key_events.h"
#include "audio/key_tones.h"

#include <QtGlobal>

#include <cstring>
#include <vector>

using namespace nightbell;

namespace {

void readEvent(std::span<const std::uint8_t> bytes)
{
    if (const auto event = parseKeyEvent(bytes))
        (void)keyOf(*event);
}

void press(std::span<const std::uint8_t> keys)
{
    KeyEventWriter writer(8'000);
    std::size_t pressed = 0, begun = 0, ended = 0;
    for (const std::uint8_t key : keys)
        pressed += writer.press(char(key)) ? 1 : 0;
    for (std::uint32_t tick = 0; writer.busy(); ++tick)
        if (const auto packet = writer.tick(tick * 160)) {
            const auto event = parseKeyEvent(packet->payload);
            if (!event || !keyOf(*event))
                qFatal("what was pressed is no key to the parser");
            begun += packet->marker ? 1 : 0;
            ended += event->end ? 1 : 0;
        }
    if (begun != pressed || ended != 3 * pressed)
        qFatal("a press has no beginning or no end");
}

void listen(std::span<const std::uint8_t> bytes)
{
    std::vector<std::int16_t> samples(bytes.size() / 2);
    std::memcpy(samples.data(), bytes.data(), samples.size() * 2);
    KeyToneEar ear(narrowRate);
    for (std::size_t at = 0; at < samples.size(); at += 160) // the last piece is shorter than a tick
        (void)ear.hear(std::span(samples).subspan(at, std::min<std::size_t>(160, samples.size() - at)));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    readEvent({bytes, size});
    press({bytes, size});
    if (size > 1)
        listen({bytes, size});
    return 0;
}
