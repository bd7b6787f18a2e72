#include "app/hearing_place.h"

#include "app/clinic_desk.h"
#include "app/script_desk.h"

#include <QLoggingCategory>

namespace nightbell {

namespace {

Q_LOGGING_CATEGORY(log, "nightbell.app")

Result<std::shared_ptr<const HearingSet>> setOf(const ClinicBook &book, const ScriptDesk::InForce &scripts)
{
    return HearingSet::make(hearingWordsOf(book, scripts.values()));
}

} // namespace

HearingPlace hearingPlace(const Settings &settings, const ClinicDesk &clinics, const ScriptDesk &scripts)
{
    if (settings.text("speech.transcriber") != QLatin1String("pocketsphinx"))
        return {};
    auto set = setOf(*clinics.inForce(), *scripts.now());
    if (!set) {
        qCWarning(log).noquote() << "nobody hears callers, who have keys only:" << set.problem().detail;
        return {{}, set.problem()};
    }
    return {std::make_unique<PocketsphinxTranscriber>(std::move(set).value()), std::nullopt};
}

void learnWhatIsPublished(PocketsphinxTranscriber &transcriber, ClinicDesk &clinics, ScriptDesk &scripts)
{
    const auto learn = [&transcriber](const ClinicBook &book, const ScriptDesk::InForce &inForce) -> Result<> {
        auto set = setOf(book, inForce);
        if (!set)
            return set.problem();
        transcriber.learn(std::move(set).value());
        return {};
    };
    clinics.setBeforePublishing([learn, &scripts](const ClinicBook &book) { return learn(book, *scripts.now()); });
    scripts.setBeforePublishing(
        [learn, &clinics](const ScriptDesk::InForce &inForce) { return learn(*clinics.inForce(), inForce); });
}

void addHearing(const HearingVitals &hearing, VitalSigns &signs)
{
    signs.counters.insert(QStringLiteral("hearing.callers"), hearing.callers);
    signs.counters.insert(QStringLiteral("hearing.callers_at_most"), hearing.callersAtMost);
    signs.counters.insert(QStringLiteral("hearing.decoders_ready"), hearing.decodersReady);
    signs.counters.insert(QStringLiteral("hearing.frames_heard"), qint64(hearing.framesHeard));
    signs.counters.insert(QStringLiteral("hearing.frames_forgotten"), qint64(hearing.framesForgotten));
    signs.counters.insert(QStringLiteral("hearing.frames_stray"), qint64(hearing.framesStray));
    signs.counters.insert(QStringLiteral("hearing.frames_lost"), qint64(hearing.framesLost));
    signs.counters.insert(QStringLiteral("hearing.turned_away"), qint64(hearing.turnedAway));
    signs.faults.insert(QStringLiteral("hearing.demonstration"), QString());
    if (hearing.behind)
        signs.faults.insert(QStringLiteral("hearing.behind"), QString());
}

} // namespace nightbell
