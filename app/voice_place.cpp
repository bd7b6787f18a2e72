#include "app/voice_place.h"

#include "dialog/shipped_scripts.h"
#include "speech/prompts.h"
#include "speech/voice_choice.h"

#include <QLoggingCategory>

namespace nightbell {

namespace {

Q_LOGGING_CATEGORY(log, "nightbell.app")

constexpr qint64 bytesPerMb = 1024 * 1024;

} // namespace

std::unique_ptr<Mouth> voicePlace(const Settings &settings, const ClinicBook &book)
{
    VoiceChoice choice{.voice = settings.text("speech.voice"),
                       .recordings = settings.text("speech.recordings"),
                       .keptBytesAtMost = settings.whole("speech.cache_mb") * bytesPerMb};
    if (!book.organisations.isEmpty() && !book.organisations.constFirst().languages.isEmpty())
        choice.language = book.organisations.constFirst().languages.constFirst();
    ChosenVoice chosen = choose(choice);
    for (const QString &fault : std::as_const(chosen.faults))
        qCWarning(log).noquote() << "a recorded prompt is not heard:" << fault;
    QStringList prompts;
    const ScriptSet scripts = shippedScripts();
    for (const Organisation &organisation : book.organisations)
        prompts += promptsOf(organisation, scripts, choice.language.section(u'-', 0, 0));
    chosen.mouth->warm(prompts);
    return std::move(chosen.mouth);
}

void addVoice(const MouthCounts &counts, VitalSigns &signs)
{
    signs.counters.insert(QStringLiteral("voice.rendered"), qint64(counts.rendered));
    signs.counters.insert(QStringLiteral("voice.from_cupboard"), qint64(counts.fromCupboard));
    signs.counters.insert(QStringLiteral("voice.from_recordings"), qint64(counts.fromRecordings));
    signs.counters.insert(QStringLiteral("voice.stood_in"), qint64(counts.stoodIn));
    signs.counters.insert(QStringLiteral("voice.failed"), qint64(counts.failed));
    signs.counters.insert(QStringLiteral("voice.kept_phrases"), counts.kept);
    signs.counters.insert(QStringLiteral("voice.kept_bytes"), counts.keptBytes);
    signs.counters.insert(QStringLiteral("voice.to_warm"), counts.toWarm);
}

} // namespace nightbell
