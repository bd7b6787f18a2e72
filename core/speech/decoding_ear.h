// The two decoders that listen to one caller. Used by one thread at a time.
#pragma once

#include "speech/hearing_set.h"
#include "speech/line_sound.h"
#include "speech/two_judges.h"

namespace nightbell {

// Made ahead of need, for it takes a while. What it was made from lives as long as it.
class DecoderPair
{
public:
    static Result<std::unique_ptr<DecoderPair>> make(std::shared_ptr<const HearingSet> set);

    std::shared_ptr<const HearingSet> set;
    std::unique_ptr<Decoder> answer;
    std::unique_ptr<Decoder> open;

private:
    DecoderPair() = default;
};

class DecodingEar
{
public:
    DecodingEar(std::unique_ptr<DecoderPair> decoders, int rate);

    void expect(const ExpectedAnswer &answer); // between two utterances
    void begin();
    void hear(std::span<const std::int16_t> samples);
    JudgedWords soFar();
    JudgedWords end();
    std::unique_ptr<DecoderPair> giveBack(); // between two utterances, as the last thing

    struct Opinions // the last that each of the two had
    {
        std::optional<DecodedWords> answer;
        DecodedWords open;
    };
    const Opinions &opinions() const { return m_opinions; }

private:
    std::unique_ptr<DecoderPair> m_decoders;
    LineSound m_line;
    ExpectedAnswer m_expected;
    bool m_closed = false; // the question has a grammar
    Opinions m_opinions;
};

} // namespace nightbell
