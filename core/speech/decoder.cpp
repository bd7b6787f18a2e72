#include "speech/decoder.h"

#include "speech/hearing_set.h"

#include <pocketsphinx/pocketsphinx.h>
#include <sphinxbase/cmn.h>
#include <sphinxbase/err.h>
#include <sphinxbase/jsgf.h>
#include <sphinxbase/ngram_model.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *answerSearch = "answer";
constexpr const char *openSearch = "open";
constexpr double openScale = 1'024;    // its scores are told in units so much smaller than those of a grammar
constexpr float languageWeight = 6.5F; // PocketSphinx's own

Problem unloadable(const char *what)
{
    return {Problem::Kind::Invalid, u"the recogniser cannot load %1"_s.arg(QLatin1String(what))};
}

void beQuiet() // it would write what callers say into the log
{
    [[maybe_unused]] static const bool once = [] {
        err_set_logfp(nullptr);
        return true;
    }();
}

} // namespace

void Decoder::Free::operator()(ps_decoder_s *decoder) const { ps_free(decoder); }

Result<std::unique_ptr<Decoder>> Decoder::make(const HearingSet &set)
{
    beQuiet();
    std::vector<QByteArray> words{"nightbell",
                                  "-hmm",
                                  set.sounds().toLocal8Bit(),
                                  "-dict",
                                  set.dictionary().toLocal8Bit(),
                                  "-remove_noise",
                                  "no",
                                  "-compallsen",
                                  "yes"};
    if (!set.transform().isEmpty()) {
        words.push_back("-mllr");
        words.push_back(set.transform().toLocal8Bit());
    }
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    cmd_ln_t *config = cmd_ln_parse_r(nullptr, ps_args(), int(arguments.size()), arguments.data(), TRUE);
    if (!config)
        return unloadable("its own settings");
    std::unique_ptr<Decoder> decoder(new Decoder);
    decoder->m_decoder.reset(ps_init(config));
    cmd_ln_free_r(config);
    if (!decoder->m_decoder)
        return Problem{
            Problem::Kind::NotFound,
            u"the recogniser's model cannot be loaded from %1 (package pocketsphinx-en-us)"_s.arg(set.sounds())};
    decoder->m_languageModel = set.languageModel();
    return decoder;
}

Result<> Decoder::expectAnything()
{
    if (!m_loaded && ps_set_lm_file(m_decoder.get(), openSearch, m_languageModel.toLocal8Bit().constData()) < 0)
        return unloadable("the language model");
    m_loaded = m_open = true;
    return ps_set_search(m_decoder.get(), openSearch) < 0 ? Result<>(unloadable("the open search")) : Result<>();
}

// By hand, for ps_set_jsgf_string takes a grammar that speaks of rules it has not, and falls.
Result<> Decoder::expect(const QByteArray &grammar)
{
    jsgf_t *read = jsgf_parse_string(grammar.constData(), nullptr);
    jsgf_rule_t *rule = read ? jsgf_get_public_rule(read) : nullptr;
    fsg_model_t *built = rule ? jsgf_build_fsg(read, rule, ps_get_logmath(m_decoder.get()), languageWeight) : nullptr;
    if (read)
        jsgf_grammar_free(read);
    const bool loaded = built && ps_set_fsg(m_decoder.get(), answerSearch, built) == 0; // not: a word is missing
    if (built)
        fsg_model_free(built);
    if (!loaded || ps_set_search(m_decoder.get(), answerSearch) < 0)
        return unloadable("a grammar");
    m_open = false;
    return {};
}

void Decoder::begin() { ps_start_utt(m_decoder.get()); }

void Decoder::hear(std::span<const std::int16_t> samples)
{
    ps_process_raw(m_decoder.get(), samples.data(), samples.size(), FALSE, FALSE);
}

DecodedWords Decoder::soFar()
{
    DecodedWords found;
    int score = 0;
    if (const char *words = ps_get_hyp(m_decoder.get(), &score))
        found.words = QString::fromLatin1(words);
    double fit = 0;
    int begin = -1, end = 0; // frames are counted on from one utterance to the next
    for (ps_seg_t *part = ps_seg_iter(m_decoder.get()); part; part = ps_seg_next(part)) {
        int first = 0, sound = 0, language = 0, back = 0;
        ps_seg_frames(part, &first, &end);
        ps_seg_prob(part, &sound, &language, &back);
        begin = begin < 0 ? first : begin;
        fit += sound;
    }
    found.frames = begin < 0 ? 0 : end - begin + 1;
    found.fit = found.frames > 0 ? fit / found.frames / (m_open ? openScale : 1) : 0;
    return found;
}

DecodedWords Decoder::end()
{
    ps_end_utt(m_decoder.get());
    DecodedWords found = soFar();
    found.sure = logmath_exp(ps_get_logmath(m_decoder.get()), ps_get_prob(m_decoder.get()));
    return found;
}

void Decoder::forgetLine()
{
    // As the model's own feat.params begin: what the first 13 coefficients are on average.
    std::array<mfcc_t, 13> usual{41.00F, -5.29F, -0.12F, 5.09F,  2.48F,  -4.07F, -1.37F,
                                 -1.78F, -5.08F, -2.05F, -6.45F, -1.42F, 1.17F};
    cmn_live_set(ps_get_feat(m_decoder.get())->cmn_struct, usual.data());
}

Result<> packLanguageModel(const QString &arpa, const QString &packed)
{
    beQuiet();
    logmath_t *logarithms = logmath_init(1.0001, 0, 0);
    ngram_model_t *model = ngram_model_read(nullptr, arpa.toLocal8Bit().constData(), NGRAM_ARPA, logarithms);
    const bool written = model && ngram_model_write(model, packed.toLocal8Bit().constData(), NGRAM_BIN) == 0;
    if (model)
        ngram_model_free(model);
    logmath_free(logarithms);
    return written ? Result<>() : Result<>(unloadable("what it is to write as a language model"));
}

} // namespace nightbell
