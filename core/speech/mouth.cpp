#include "speech/mouth.h"

#include <pthread.h>

namespace nightbell {

namespace {

constexpr int betweenPhrasesMs = 120;      // beside the silence that is in their sound
constexpr int restAfterWork = 3;           // warming takes a quarter of a core
constexpr qsizetype promptsAtMost = 2'000; // phrases

} // namespace

Mouth::Mouth(MouthParts parts)
    : m_maker(std::move(parts.throats))
    , m_recordings(std::move(parts.recordings))
    , m_language(parts.language)
    , m_cupboard(qsizetype(parts.keptBytesAtMost), phrasesKeptAtMost)
    , m_thread([this](const std::stop_token &stopped) { run(stopped); })
{ }

Mouth::~Mouth()
{
    m_thread.request_stop();
    m_hushed = true;
    m_thread.join();
}

void Mouth::speak(const Sentence &sentence)
{
    const QString &words = sentence.words.reveal();
    if (words.size() > sentenceCharactersAtMost) {
        Q_EMIT failed(sentence.call, sentence.turn, sentence.number,
                      {Problem::Kind::Invalid,
                       QStringLiteral("a sentence longer than %1 characters").arg(sentenceCharactersAtMost)});
        return;
    }
    Telling telling{.sentence = sentence, .order = ++m_order, .phrases = phrasesOf(words)};
    if (telling.phrases.isEmpty())
        return give(telling, {}, true);
    while (!m_last.contains(sentence.call) && giveReady(telling))
        if (telling.next == telling.phrases.size())
            return;
    if (const Result<> queued = queue(std::move(telling)); !queued)
        Q_EMIT failed(sentence.call, sentence.turn, sentence.number, queued.problem());
}

Result<> Mouth::queue(Telling &&telling)
{
    const std::lock_guard locked(m_lock);
    if (m_waiting.size() == sentencesQueuedAtMost)
        return Problem{Problem::Kind::Full,
                       QStringLiteral("%1 sentences wait for the voice").arg(sentencesQueuedAtMost)};
    m_last.insert(telling.sentence.call, telling.order);
    m_waiting.push_back(std::move(telling));
    if (m_warming)
        m_hushed = true; // a prompt waits for a caller
    m_asked.notify_one();
    return {};
}

void Mouth::hush(const CallId &call)
{
    m_last.remove(call);
    const std::lock_guard locked(m_lock);
    std::erase_if(m_waiting, [&](const Telling &each) { return each.sentence.call == call; });
    if (m_speaking == call)
        m_hushed = true;
}

void Mouth::warm(const QStringList &prompts)
{
    QStringList fresh;
    QSet<QString> all;
    for (const QString &prompt : prompts) {
        const QList<Phrase> phrases = phrasesOf(prompt);
        for (qsizetype at = 0; at < phrases.size() && all.size() < promptsAtMost;) {
            const qsizetype recorded = m_recordings.find(phrases, at, narrowRate).phrases;
            if (recorded == 0 && !all.contains(phrases[at].words)) {
                all.insert(phrases[at].words);
                fresh << phrases[at].words;
            }
            at += std::max<qsizetype>(recorded, 1);
        }
    }
    const std::lock_guard locked(m_lock);
    m_prompts = all;
    m_toWarm = m_cupboard.keepsAny() ? fresh : QStringList();
    m_asked.notify_one();
}

MouthCounts Mouth::counts() const
{
    const std::lock_guard locked(m_lock);
    MouthCounts counts = m_counts;
    counts.kept = m_cupboard.phrases();
    counts.keptBytes = m_cupboard.bytes();
    counts.toWarm = m_toWarm.size() + (m_warming ? 1 : 0);
    return counts;
}

void Mouth::run(const std::stop_token &stopped)
{
    ::pthread_setname_np(::pthread_self(), "voice");
    std::unique_lock locked(m_lock);
    const auto asked = [this] { return !m_waiting.empty() || !m_toWarm.isEmpty(); };
    while (m_asked.wait(locked, stopped, asked) && !stopped.stop_requested()) {
        m_hushed = stopped.stop_requested();
        if (m_waiting.empty()) {
            warmNext(locked, stopped);
            continue;
        }
        Telling telling = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_speaking = telling.sentence.call;
        locked.unlock();
        tell(telling);
        const auto over = [this, call = telling.sentence.call, order = telling.order] {
            if (m_last.value(call) == order)
                m_last.remove(call);
        };
        QMetaObject::invokeMethod(this, over, Qt::QueuedConnection); // after its pieces, which went the same way
        locked.lock();
        m_speaking.reset();
    }
}

void Mouth::warmNext(std::unique_lock<std::mutex> &locked, const std::stop_token &stopped)
{
    const QString words = m_toWarm.takeFirst();
    const PhraseKey key{words, m_language, narrowRate};
    if (m_cupboard.has(key))
        return;
    m_warming = true;
    locked.unlock();
    const auto began = std::chrono::steady_clock::now();
    const auto made = m_maker.make(key, [this](const Pcm &) { return !m_hushed; });
    locked.lock();
    m_warming = false;
    if (made && made.value().whole && !made.value().stoodIn)
        m_cupboard.put(key, made.value().sound);
    else if (made && !made.value().whole && m_prompts.contains(words))
        m_toWarm.prepend(words);
    const auto rest = restAfterWork * (std::chrono::steady_clock::now() - began);
    m_asked.wait_for(locked, stopped, rest, [this] { return !m_waiting.empty(); });
}

void Mouth::tell(Telling &telling)
{
    while (!m_hushed && telling.next < telling.phrases.size()) {
        if (giveReady(telling))
            continue;
        if (const Result<> rendered = render(telling); !rendered) {
            Q_EMIT failed(telling.sentence.call, telling.sentence.turn, telling.sentence.number, rendered.problem());
            return;
        }
    }
}

Result<> Mouth::render(Telling &telling)
{
    const QString &words = telling.phrases[telling.next].words;
    const PhraseKey key = keyOf(telling.sentence, words);
    const qint64 fromMs = telling.samples * 1'000 / telling.sentence.rate;
    const auto made = m_maker.make(key, [&](const Pcm &pcm) {
        if (!m_hushed)
            give(telling, pcm);
        return !m_hushed;
    });
    const bool whole = made && made.value().whole && !m_hushed;
    {
        const std::lock_guard locked(m_lock);
        ++(made ? m_counts.rendered : m_counts.failed);
        m_counts.stoodIn += made && made.value().stoodIn;
        if (whole && !made.value().stoodIn && (telling.sentence.isPublic || m_prompts.contains(words)))
            m_cupboard.put(key, made.value().sound);
    }
    if (!made)
        return made.problem();
    if (!whole)
        return {};
    timeWords(telling, fromMs, made.value().sound.words);
    endPhrase(telling, 1);
    return {};
}

bool Mouth::giveReady(Telling &telling)
{
    const std::optional<Ready> found = ready(telling);
    if (!found)
        return false;
    timeWords(telling, telling.samples * 1'000 / telling.sentence.rate, found->sound.words);
    give(telling, found->sound.pcm);
    endPhrase(telling, found->phrases);
    return true;
}

std::optional<Mouth::Ready> Mouth::ready(const Telling &telling)
{
    const int rate = telling.sentence.rate;
    const std::lock_guard locked(m_lock);
    if (const auto recorded = m_recordings.find(telling.phrases, telling.next, rate); recorded.phrases > 0) {
        ++m_counts.fromRecordings;
        return Ready{recorded.phrases, {recorded.pcm, {}}};
    }
    auto kept = m_cupboard.find(keyOf(telling.sentence, telling.phrases[telling.next].words));
    if (!kept)
        return std::nullopt;
    ++m_counts.fromCupboard;
    return Ready{1, std::move(*kept)};
}

// A phrase whose words nobody timed begins, at least, where it begins.
void Mouth::timeWords(Telling &telling, qint64 fromMs, const WordTimes &words)
{
    const qsizetype at = telling.phrases[telling.next].at;
    if (words.isEmpty())
        telling.words.append({at, fromMs});
    for (const WordTime &word : words)
        telling.words.append({at + word.character, fromMs + word.atMs});
}

void Mouth::endPhrase(Telling &telling, qsizetype phrases)
{
    telling.next += phrases;
    if (telling.next < telling.phrases.size())
        return give(telling, Pcm(qsizetype(samplesIn(betweenPhrasesMs, telling.sentence.rate)), 0));
    Q_EMIT timed(telling.sentence.call, telling.sentence.turn, telling.sentence.number, telling.words);
    give(telling, {}, true);
}

void Mouth::give(Telling &telling, const Pcm &pcm, bool last)
{
    telling.samples += pcm.size();
    Q_EMIT spoke(telling.sentence.call, {telling.sentence.turn, telling.sentence.number, pcm, last});
}

PhraseKey Mouth::keyOf(const Sentence &sentence, const QString &words) const
{
    return {words, sentence.language.isEmpty() ? m_language : sentence.language, sentence.rate};
}

} // namespace nightbell
