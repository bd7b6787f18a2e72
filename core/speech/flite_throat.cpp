#include "speech/flite_throat.h"

#include "speech/language_tag.h"

#include <flite/flite.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>

extern "C" { // Debian's headers do not declare them
cst_voice *register_cmu_us_slt(const char *directory);
void unregister_cmu_us_slt(cst_voice *voice);
}

namespace nightbell {

namespace {

constexpr int smallestChunk = 320;
constexpr int fliteRate = 16'000;

struct Plain // what flite can read, and which character of the words each of its letters is of
{
    QByteArray text;
    QList<qsizetype> from;

    void add(char letter, qsizetype at)
    {
        if (letter == ' ' && (text.isEmpty() || text.endsWith(' ')))
            return;
        text += letter;
        from += at;
    }
};

// flite reads ASCII: accents go, what has no plain letter becomes a pause in the word.
Plain plainOf(const QString &words)
{
    Plain plain;
    for (qsizetype at = 0; at < words.size(); ++at)
        for (const QChar letter : QString(words[at]).normalized(QString::NormalizationForm_KD)) {
            if (letter.isMark())
                continue;
            if (letter == QChar(0x2019))
                plain.add('\'', at);
            else
                plain.add(letter.unicode() < 0x80 && letter.isPrint() ? letter.toLatin1() : ' ', at);
        }
    return plain;
}

bool isLetter(char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0; }

// The library knows one voice in a process, whoever asks for it, and one way in which it hands out its sound.
class Flite
{
public:
    static Flite &only()
    {
        static Flite flite;
        return flite;
    }

    Result<WordTimes> speak(const Plain &plain, const Throat::Hear &hear)
    {
        const std::lock_guard turn(m_turn);
        if (!m_voice)
            return Problem{Problem::Kind::Unreachable, QStringLiteral("flite has no voice")};
        Hearing hearing{hear};
        m_streaming->userdata = &hearing;
        const std::unique_ptr<cst_utterance, void (*)(cst_utterance *)> made(
            flite_synth_text(plain.text.constData(), m_voice), delete_utterance);
        if (!made)
            return Problem{Problem::Kind::Unreachable, QStringLiteral("flite made nothing of the words")};
        return hearing.enough ? WordTimes() : wordTimes(*made, plain);
    }

private:
    struct Hearing
    {
        const Throat::Hear &hear;
        bool enough = false;
    };

    Flite()
    {
        flite_init();
        m_voice = register_cmu_us_slt(nullptr);
        if (!m_voice)
            return;
        cst_audio_streaming_info *streaming = new_audio_streaming_info();
        streaming->min_buffsize = smallestChunk;
        streaming->asc = [](const cst_wave *wave, int start, int size, int, cst_audio_streaming_info *info) {
            auto &hearing = *static_cast<Hearing *>(info->userdata);
            hearing.enough = !hearing.hear(std::span(wave->samples + start, std::size_t(size)));
            return hearing.enough ? CST_AUDIO_STREAM_STOP : CST_AUDIO_STREAM_CONT;
        };
        feat_set(m_voice->features, "streaming_info", audio_streaming_info_val(streaming)); // the voice owns it now
        m_streaming = streaming;
    }
    ~Flite()
    {
        if (m_voice)
            unregister_cmu_us_slt(m_voice);
    }
    Flite(const Flite &) = delete;
    Flite &operator=(const Flite &) = delete;

    static WordTimes wordTimes(cst_utterance &made, const Plain &plain)
    {
        WordTimes times;
        if (!utt_relation_present(&made, "Token"))
            return times;
        qsizetype looked = 0;
        for (const cst_item *token = relation_head(utt_relation(&made, "Token")); token; token = item_next(token)) {
            const qsizetype at = plain.text.indexOf(item_name(token), looked);
            const cst_item *word = item_daughter(token);
            if (at < 0 || !word)
                continue;
            looked = at + 1;
            const float seconds = ffeature_float(word, "R:SylStructure.daughter1.daughter1.R:Segment.p.end");
            times.append({plain.from[at], qint64(std::lround(double(seconds) * 1'000))});
        }
        return times;
    }

    std::mutex m_turn;
    cst_voice *m_voice = nullptr;
    cst_audio_streaming_info *m_streaming = nullptr;
};

} // namespace

int FliteThroat::rate() const { return fliteRate; }

bool FliteThroat::speaks(const QString &language) const { return isLanguage(language, QLatin1StringView("en")); }

Result<WordTimes> FliteThroat::speak(const QString &words, const QString &, const Hear &hear)
{
    const Plain plain = plainOf(words);
    if (std::ranges::any_of(plain.text, isLetter))
        return Flite::only().speak(plain, hear);
    if (std::ranges::any_of(words, [](QChar letter) { return letter.isLetterOrNumber(); }))
        return Problem{Problem::Kind::Invalid, QStringLiteral("flite cannot read this writing")};
    return WordTimes();
}

} // namespace nightbell
