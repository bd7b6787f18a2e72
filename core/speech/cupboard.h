// Sound of phrases that were spoken before, for the next time: bounded, what was not used for longest goes first. Only
// public phrases may be put in; they are kept in memory and never written anywhere. The voice is its owner's, so the
// rest of the key says whose sound it is. Not for two threads at once.
#pragma once

#include "audio/sound.h"
#include "speech/word_times.h"

#include <QCache>

#include <optional>

namespace nightbell {

struct PhraseSound
{
    Pcm pcm;
    WordTimes words; // of the phrase
};

struct PhraseKey
{
    QString words;
    QString language;
    int rate = 0;
    bool operator==(const PhraseKey &) const = default;
};

inline size_t qHash(const PhraseKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.words, key.language, key.rate);
}

class Cupboard
{
public:
    Cupboard(qsizetype bytesAtMost, qsizetype phrasesAtMost);

    void put(const PhraseKey &key, const PhraseSound &sound); // nothing is kept of a phrase larger than the cupboard
    std::optional<PhraseSound> find(const PhraseKey &key);
    bool keepsAny() const { return m_kept.maxCost() > 0; }
    bool has(const PhraseKey &key) const { return m_kept.contains(key); }

    qsizetype phrases() const { return m_kept.size(); }
    qsizetype bytes() const { return m_bytes; }

private:
    struct Kept
    {
        Kept(Cupboard &in, PhraseSound kept);
        ~Kept();
        Cupboard &cupboard;
        PhraseSound sound;
        qsizetype bytes;
        Q_DISABLE_COPY_MOVE(Kept)
    };

    qsizetype m_costAtLeast; // of one phrase: so the number of them has a bound too
    qsizetype m_bytes = 0;
    QCache<PhraseKey, Kept> m_kept; // last: its phrases count themselves out
};

} // namespace nightbell
