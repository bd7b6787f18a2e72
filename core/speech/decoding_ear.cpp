#include "speech/decoding_ear.h"

namespace nightbell {

Result<std::unique_ptr<DecoderPair>> DecoderPair::make(std::shared_ptr<const HearingSet> set)
{
    auto answer = Decoder::make(*set);
    auto open = answer ? Decoder::make(*set) : std::move(answer);
    if (!open)
        return open.problem();
    if (const Result<> ready = open.value()->expectAnything(); !ready)
        return ready.problem();
    std::unique_ptr<DecoderPair> pair(new DecoderPair);
    pair->set = std::move(set);
    pair->answer = std::move(answer).value();
    pair->open = std::move(open).value();
    return pair;
}

DecodingEar::DecodingEar(std::unique_ptr<DecoderPair> decoders, int rate)
    : m_decoders(std::move(decoders))
    , m_line(rate) { }

void DecodingEar::expect(const ExpectedAnswer &answer)
{
    if (answer == m_expected)
        return;
    m_expected = answer;
    const QByteArray grammar = m_decoders->set->grammarFor(answer);
    m_closed = !grammar.isEmpty() && m_decoders->answer->expect(grammar);
}

void DecodingEar::begin()
{
    m_opinions = {};
    m_decoders->open->begin();
    if (m_closed)
        m_decoders->answer->begin();
}

void DecodingEar::hear(std::span<const std::int16_t> samples)
{
    const auto wide = m_line.widened(samples);
    m_decoders->open->hear(wide);
    if (m_closed)
        m_decoders->answer->hear(wide);
}

JudgedWords DecodingEar::soFar()
{
    m_opinions.open = m_decoders->open->soFar();
    if (m_closed)
        m_opinions.answer = m_decoders->answer->soFar();
    return judged(m_opinions.answer, m_opinions.open);
}

JudgedWords DecodingEar::end()
{
    m_opinions.open = m_decoders->open->end();
    if (m_closed)
        m_opinions.answer = m_decoders->answer->end();
    return judged(m_opinions.answer, m_opinions.open);
}

std::unique_ptr<DecoderPair> DecodingEar::giveBack()
{
    for (Decoder *decoder : {m_decoders->answer.get(), m_decoders->open.get()})
        decoder->forgetLine();
    return std::move(m_decoders);
}

} // namespace nightbell
