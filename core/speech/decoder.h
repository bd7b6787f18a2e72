// One PocketSphinx: sound of 16 kHz in, words out. Used by one thread at a time; making one takes some 100 ms.
#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <span>

struct ps_decoder_s;

namespace nightbell {

class HearingSet;

struct DecodedWords
{
    QString words;   // empty: none
    double fit = 0;  // how well they fit the sound, per 10 ms: 0 is perfect, −50 is usual
    double sure = 0; // 0 to 1, of the language model's choice; of a grammar it says nothing
    int frames = 0;  // of 10 ms
};

class Decoder
{
public:
    static Result<std::unique_ptr<Decoder>> make(const HearingSet &set);

    Result<> expectAnything();
    Result<> expect(const QByteArray &grammar); // JSGF; the last one stays in force where this cannot be read

    void begin(); // an utterance; something must be expected
    void hear(std::span<const std::int16_t> samples);
    DecodedWords soFar();
    DecodedWords end();
    void forgetLine(); // how the line sounds, learned from the calls before

private:
    struct Free
    {
        void operator()(ps_decoder_s *decoder) const;
    };
    Decoder() = default;

    QString m_languageModel;
    bool m_loaded = false; // the language model
    bool m_open = false;   // it is what is listened by
    std::unique_ptr<ps_decoder_s, Free> m_decoder;
};

Result<> packLanguageModel(const QString &arpa, const QString &packed); // what loads in a tenth of the time

} // namespace nightbell
