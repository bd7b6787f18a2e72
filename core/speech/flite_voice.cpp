#include "speech/flite_voice.h"

#include "audio/rate_change.h"

#include <flite/flite.h>
#include <pthread.h>

#include <vector>

extern "C" { // Debian's headers do not declare them
cst_voice *register_cmu_us_slt(const char *directory);
void unregister_cmu_us_slt(cst_voice *voice);
}

namespace nightbell {

namespace {

constexpr int pieceMs = 100;
constexpr int firstPieceMs = 20; // the caller need not wait for a whole piece
constexpr int smallestChunk = 320;
constexpr int fliteRate = 16'000;

// flite reads ASCII: accents go, what has no plain letter becomes a pause in the word.
QByteArray speakable(const QString &words)
{
    QByteArray plain;
    for (const QChar letter : words.normalized(QString::NormalizationForm_KD)) {
        if (letter.isMark())
            continue;
        if (letter == QChar(0x2019))
            plain += '\'';
        else
            plain += letter.unicode() < 0x80 && letter.isPrint() ? letter.toLatin1() : ' ';
    }
    return plain.simplified();
}

} // namespace

// One sentence while flite makes it.
class FliteVoice::Utterance
{
public:
    Utterance(FliteVoice &voice, const Sentence &sentence)
        : m_voice(voice)
        , m_sentence(sentence)
        , m_rateChange(fliteRate, sentence.rate)
    {
        m_rateChange.skipDelay();
    }

    int take(std::span<const std::int16_t> samples)
    {
        if (m_voice.m_hushed)
            return CST_AUDIO_STREAM_STOP;
        add(samples);
        if (m_ready.size() >= qsizetype(samplesIn(m_begun ? pieceMs : firstPieceMs, m_sentence.rate)))
            give(false);
        return CST_AUDIO_STREAM_CONT;
    }

    void finish()
    {
        if (m_voice.m_hushed)
            return;
        add(std::vector<std::int16_t>(m_rateChange.held()));
        give(true);
    }

private:
    void add(std::span<const std::int16_t> samples)
    {
        const qsizetype before = m_ready.size();
        m_ready.resize(before + qsizetype(m_rateChange.roomFor(samples.size())));
        m_ready.resize(before
                       + qsizetype(m_rateChange.change(samples, std::span(m_ready).subspan(std::size_t(before)))));
    }

    void give(bool last)
    {
        m_begun = true;
        Q_EMIT m_voice.spoke(m_sentence.call, {m_sentence.turn, m_sentence.number, std::exchange(m_ready, {}), last});
    }

    FliteVoice &m_voice;
    const Sentence &m_sentence;
    RateChange m_rateChange;
    Pcm m_ready;
    bool m_begun = false;
};

FliteVoice::FliteVoice() : m_thread([this](const std::stop_token &stopped) { run(stopped); }) { }

FliteVoice::~FliteVoice()
{
    m_thread.request_stop();
    m_hushed = true;
    m_thread.join();
}

void FliteVoice::speak(const Sentence &sentence)
{
    if (const Result<> queued = queue(sentence); !queued)
        Q_EMIT failed(sentence.call, sentence.turn, sentence.number, queued.problem());
}

Result<> FliteVoice::queue(const Sentence &sentence)
{
    if (sentence.words.reveal().size() > sentenceCharactersAtMost)
        return Problem{Problem::Kind::Invalid,
                       QStringLiteral("a sentence longer than %1 characters").arg(sentenceCharactersAtMost)};
    const std::lock_guard locked(m_lock);
    if (m_waiting.size() == sentencesQueuedAtMost)
        return Problem{Problem::Kind::Full,
                       QStringLiteral("%1 sentences wait for the voice").arg(sentencesQueuedAtMost)};
    m_waiting.push_back(sentence);
    m_asked.notify_one();
    return {};
}

void FliteVoice::hush(const CallId &call)
{
    const std::lock_guard locked(m_lock);
    std::erase_if(m_waiting, [&](const Sentence &each) { return each.call == call; });
    if (m_speaking == call)
        m_hushed = true;
}

// flite knows one voice in a process, whoever asks for it, and one way in which it hands out its sound: two of us take
// turns at it.
class FliteVoice::Throat
{
public:
    static Throat &only()
    {
        static Throat throat;
        return throat;
    }

    void speak(const QByteArray &words, Utterance &utterance)
    {
        const std::lock_guard turn(m_turn);
        m_streaming->userdata = &utterance;
        delete_utterance(flite_synth_text(words.constData(), m_voice));
    }

private:
    Throat()
    {
        flite_init();
        m_voice = register_cmu_us_slt(nullptr);
        m_streaming->min_buffsize = smallestChunk;
        m_streaming->asc = [](const cst_wave *wave, int start, int size, int, cst_audio_streaming_info *info) {
            const std::span samples(wave->samples + start, std::size_t(size));
            return static_cast<Utterance *>(info->userdata)->take(samples);
        };
        feat_set(m_voice->features, "streaming_info", audio_streaming_info_val(m_streaming)); // the voice owns it now
    }
    ~Throat() { unregister_cmu_us_slt(m_voice); }

    std::mutex m_turn;
    cst_voice *m_voice = nullptr;
    cst_audio_streaming_info *m_streaming = new_audio_streaming_info();
};

void FliteVoice::run(const std::stop_token &stopped)
{
    ::pthread_setname_np(::pthread_self(), "voice");
    std::unique_lock locked(m_lock);
    const auto asked = [this] { return !m_waiting.empty(); };
    while (m_asked.wait(locked, stopped, asked) && !stopped.stop_requested()) {
        const Sentence sentence = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_speaking = sentence.call;
        m_hushed = stopped.stop_requested();
        locked.unlock();

        Utterance utterance(*this, sentence);
        Throat::only().speak(speakable(sentence.words.reveal()), utterance);
        utterance.finish();

        locked.lock();
        m_speaking = {};
    }
}

} // namespace nightbell
