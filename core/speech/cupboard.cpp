#include "speech/cupboard.h"

namespace nightbell {

Cupboard::Kept::Kept(Cupboard &in, PhraseSound kept)
    : cupboard(in)
    , sound(std::move(kept))
    , bytes(sound.pcm.size() * qsizetype(sizeof(qint16)) + sound.words.size() * qsizetype(sizeof(WordTime)))
{
    cupboard.m_bytes += bytes;
}

Cupboard::Kept::~Kept() { cupboard.m_bytes -= bytes; }

Cupboard::Cupboard(qsizetype bytesAtMost, qsizetype phrasesAtMost)
    : m_costAtLeast(std::max<qsizetype>(bytesAtMost / std::max<qsizetype>(phrasesAtMost, 1), 1))
    , m_kept(bytesAtMost)
{ }

void Cupboard::put(const PhraseKey &key, const PhraseSound &sound)
{
    auto *kept = new Kept(*this, sound); // the cache owns it, and lets it go if it is too large
    m_kept.insert(key, kept, std::max(kept->bytes, m_costAtLeast));
}

std::optional<PhraseSound> Cupboard::find(const PhraseKey &key)
{
    const Kept *kept = m_kept.object(key);
    return kept ? std::optional(kept->sound) : std::nullopt;
}

} // namespace nightbell
