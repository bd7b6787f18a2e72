// The assistant's mouth: what the clinic recorded, what is kept of earlier calls, and else a throat, on one thread
// named "voice", phrase after phrase. A phrase that is there already is given at once, unless one of its call still
// waits.
#pragma once

#include "speech/phrase_maker.h"
#include "speech/recorded_prompts.h"
#include "speech/voice.h"

#include <QSet>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace nightbell {

inline constexpr qsizetype phrasesKeptAtMost = 2'000;
inline constexpr qint64 bytesKeptAsUsual = 32 * 1024 * 1024;

struct MouthParts
{
    Throats throats;
    QString language = QStringLiteral("en-US"); // of a sentence that names none
    RecordedPrompts recordings = {};
    qint64 keptBytesAtMost = bytesKeptAsUsual; // 0: nothing is kept
};

struct MouthCounts // of phrases
{
    quint64 rendered = 0;
    quint64 fromCupboard = 0;
    quint64 fromRecordings = 0;
    quint64 stoodIn = 0; // spoken by another throat than the one that should have
    quint64 failed = 0;  // no throat could speak them
    qint64 kept = 0;
    qint64 keptBytes = 0;
    qint64 toWarm = 0; // prompts that are still to be rendered
};

class Mouth : public Voice
{
    Q_OBJECT

public:
    explicit Mouth(MouthParts parts);
    Q_DISABLE_COPY_MOVE(Mouth)
    ~Mouth() override;

    void speak(const Sentence &sentence) override;
    void hush(const CallId &call) override;

    // Prompts without a patient's words: rendered while nobody waits, unhurried, and kept. They replace those of
    // before.
    void warm(const QStringList &prompts);

    MouthCounts counts() const;

private:
    struct Telling // a sentence on its way
    {
        Sentence sentence;
        quint64 order = 0;
        QList<Phrase> phrases;
        qsizetype next = 0; // the phrase that is to be given
        qint64 samples = 0; // given
        WordTimes words = {};
    };
    struct Ready
    {
        qsizetype phrases = 1;
        PhraseSound sound;
    };

    Result<> queue(Telling &&telling);
    void run(const std::stop_token &stopped);
    void warmNext(std::unique_lock<std::mutex> &locked, const std::stop_token &stopped);
    void tell(Telling &telling);
    Result<> render(Telling &telling);

    bool giveReady(Telling &telling);
    std::optional<Ready> ready(const Telling &telling);
    void timeWords(Telling &telling, qint64 fromMs, const WordTimes &words);
    void endPhrase(Telling &telling, qsizetype phrases);
    void give(Telling &telling, const Pcm &pcm, bool last = false);
    PhraseKey keyOf(const Sentence &sentence, const QString &words) const;

    const PhraseMaker m_maker; // of the thread
    const RecordedPrompts m_recordings;
    const QString m_language;

    QHash<CallId, quint64> m_last; // the order of the sentence that the thread was given last
    quint64 m_order = 0;

    mutable std::mutex m_lock; // for what follows; held for moments only
    std::condition_variable_any m_asked;
    std::deque<Telling> m_waiting;
    std::optional<CallId> m_speaking; // nothing in a call: a prompt is warmed
    bool m_warming = false;
    QStringList m_toWarm;
    QSet<QString> m_prompts; // their phrases
    Cupboard m_cupboard;
    MouthCounts m_counts;

    std::atomic<bool> m_hushed = false; // read by the synthesis between two pieces
    std::jthread m_thread;              // last: stops before the rest goes
};

} // namespace nightbell
