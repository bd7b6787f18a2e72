#include "speech/phrase_maker.h"

#include "speech/rendering.h"
#include "speech/spoken_form.h"

#include <QLoggingCategory>

#include <algorithm>

namespace nightbell {

namespace {

Q_LOGGING_CATEGORY(logSpeech, "nightbell.speech")

Result<PhraseMaker::Made> makeBy(Throat &throat, const PhraseKey &phrase, const PhraseMaker::Give &give)
{
    PhraseMaker::Made made;
    const SpokenForm form = spokenForm(phrase.words, phrase.language);
    Rendering rendering(throat.rate(), phrase.rate, [&](const Pcm &pcm) { made.whole = made.whole && give(pcm); });
    const Result<WordTimes> spoken =
        throat.speak(form.text, phrase.language, [&](std::span<const std::int16_t> samples) {
            rendering.add(samples);
            return made.whole;
        });
    if (!spoken)
        return spoken.problem();
    if (made.whole)
        rendering.finish();
    made.sound.pcm = rendering.whole();
    for (const WordTime &word : spoken.value())
        made.sound.words.append(
            {form.writtenAt(word.character), std::max<qint64>(word.atMs - rendering.leftOutMs(), 0)});
    return made;
}

} // namespace

QList<Throat *> PhraseMaker::throatsFor(const QString &language) const
{
    QList<Throat *> all;
    for (const auto &throat : m_throats)
        all.append(throat.get());
    std::ranges::stable_partition(all, [&](const Throat *throat) { return throat->speaks(language); });
    return all;
}

Result<PhraseMaker::Made> PhraseMaker::make(const PhraseKey &phrase, const Give &give) const
{
    Problem last{Problem::Kind::NotFound, QStringLiteral("there is no voice")};
    bool stoodIn = false;
    for (Throat *throat : throatsFor(phrase.language)) {
        Result<Made> made = makeBy(*throat, phrase, give);
        if (made) {
            made.value().stoodIn = stoodIn || !throat->speaks(phrase.language);
            return made;
        }
        stoodIn = true;
        last = made.problem();
        qCWarning(logSpeech) << throat->name() << "did not speak:" << last.detail;
    }
    return last;
}

} // namespace nightbell
