#include "audio/opus_coding.h"

#include <QtGlobal>

#include <opus.h>

#include <algorithm>

namespace nightbell {

namespace {

// Of 10. All calls are encoded in the same tick, and speech at these rates gains little above it.
constexpr int complexity = 3;
constexpr int lossExpectedPercent = 5;

opus_int32 bytesOf(std::span<const std::uint8_t> payload) { return opus_int32(payload.size()); }

std::size_t samplesOrNone(int answer) { return answer > 0 ? std::size_t(answer) : 0; }

} // namespace

std::optional<std::uint32_t> opusDuration(std::span<const std::uint8_t> payload)
{
    if (payload.empty())
        return std::nullopt;
    const int samples = opus_packet_get_nb_samples(payload.data(), bytesOf(payload), opusClockRate);
    return samples > 0 ? std::optional(std::uint32_t(samples)) : std::nullopt;
}

void OpusReader::Free::operator()(OpusDecoder *decoder) const { opus_decoder_destroy(decoder); }

OpusReader::OpusReader(int rate)
{
    int error = OPUS_OK;
    m_decoder.reset(opus_decoder_create(rate, 1, &error));
    if (error != OPUS_OK)
        qFatal("no memory for an Opus decoder");
}

std::size_t OpusReader::read(std::span<const std::uint8_t> payload, std::span<std::int16_t> room)
{
    if (payload.empty()) // to libopus it would mean a loss
        return 0;
    return samplesOrNone(
        opus_decode(m_decoder.get(), payload.data(), bytesOf(payload), room.data(), int(room.size()), 0));
}

std::size_t OpusReader::recover(std::span<const std::uint8_t> following, std::span<std::int16_t> frame)
{
    if (following.empty())
        return makeUp(frame);
    return samplesOrNone(
        opus_decode(m_decoder.get(), following.data(), bytesOf(following), frame.data(), int(frame.size()), 1));
}

std::size_t OpusReader::makeUp(std::span<std::int16_t> frame)
{
    return samplesOrNone(opus_decode(m_decoder.get(), nullptr, 0, frame.data(), int(frame.size()), 0));
}

void OpusReader::restart() { opus_decoder_ctl(m_decoder.get(), OPUS_RESET_STATE); }

void OpusWriter::Free::operator()(OpusEncoder *encoder) const { opus_encoder_destroy(encoder); }

OpusWriter::OpusWriter(int rate, int bitsPerSecond)
{
    int error = OPUS_OK;
    m_encoder.reset(opus_encoder_create(rate, 1, OPUS_APPLICATION_VOIP, &error));
    if (error != OPUS_OK)
        qFatal("no memory for an Opus encoder");
    OpusEncoder *encoder = m_encoder.get();
    opus_encoder_ctl(encoder, OPUS_SET_BITRATE(bitsPerSecond));
    opus_encoder_ctl(encoder, OPUS_SET_COMPLEXITY(complexity));
    opus_encoder_ctl(encoder, OPUS_SET_INBAND_FEC(1));
    opus_encoder_ctl(encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
    expectLoss(lossExpectedPercent); // none would switch the repetition off
}

std::size_t OpusWriter::write(std::span<const std::int16_t> frame, std::span<std::uint8_t> payload)
{
    const std::size_t most = std::min(payload.size(), opusPayloadBytesAtMost);
    return samplesOrNone(
        opus_encode(m_encoder.get(), frame.data(), int(frame.size()), payload.data(), opus_int32(most)));
}

void OpusWriter::expectLoss(int percent)
{
    opus_encoder_ctl(m_encoder.get(), OPUS_SET_PACKET_LOSS_PERC(std::clamp(percent, 1, 30)));
}

void OpusWriter::restart() { opus_encoder_ctl(m_encoder.get(), OPUS_RESET_STATE); }

} // namespace nightbell
