// Opus (RFC 6716) straight from and to the rate of a call, mono. All memory is taken at construction.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

struct OpusDecoder;
struct OpusEncoder;

namespace nightbell {

inline constexpr int opusClockRate = 48'000;               // of RTP timestamps, whatever the rate of the sound
inline constexpr std::size_t opusPayloadBytesAtMost = 400; // what the writer ever makes of 20 ms

// How long the sound in a payload is, in timestamp units; nothing for bytes that are not Opus.
std::optional<std::uint32_t> opusDuration(std::span<const std::uint8_t> payload);

class OpusReader
{
public:
    explicit OpusReader(int rate);

    // Each answers how many samples it wrote; 0: the payload is no Opus, or there is no room for its sound (120 ms).
    std::size_t read(std::span<const std::uint8_t> payload, std::span<std::int16_t> room);
    // A packet that is missing: from what the one behind it repeats of it, or made up.
    std::size_t recover(std::span<const std::uint8_t> following, std::span<std::int16_t> frame);
    std::size_t makeUp(std::span<std::int16_t> frame);
    void restart(); // another stream begins

private:
    struct Free
    {
        void operator()(OpusDecoder *decoder) const;
    };
    std::unique_ptr<OpusDecoder, Free> m_decoder;
};

class OpusWriter
{
public:
    OpusWriter(int rate, int bitsPerSecond);

    // 20 ms; answers how many bytes it wrote.
    std::size_t write(std::span<const std::int16_t> frame, std::span<std::uint8_t> payload);
    void expectLoss(int percent); // more of it buys more repetition of what came before
    void restart();

private:
    struct Free
    {
        void operator()(OpusEncoder *encoder) const;
    };
    std::unique_ptr<OpusEncoder, Free> m_encoder;
};

} // namespace nightbell
