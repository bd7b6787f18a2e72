#include "app/console.h"

#include "app/caller_secrets.h"
#include "app/clinic_file_on_disk.h"
#include "app/demo/demo_clinic.h"
#include "app/demo/demo_day.h"
#include "app/engine_room.h"
#include "app/fault_lines.h"
#include "app/live_lines.h"
#include "app/prepare_store.h"
#include "app/recovery_key_file.h"
#include "app/script_desk.h"
#include "app/store_words.h"
#include "app/vitals_board.h"
#include "engine/system_clock.h"
#include "settings/open_secrets.h"
#include "settings/settings_file.h"
#include "store/store_plan.h"
#ifdef NIGHTBELL_WINDOWS
#include "app/desktop.h"
#include "audio/headset/headset_sound.h"
#endif

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLoggingCategory>
#include <QProcessEnvironment>

#include <array>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(appLog, "nightbell.app")

constexpr qint64 megabyte = 1'000'000;

QtMsgType levelOf(const QString &name)
{
    if (name == "debug"_L1)
        return QtDebugMsg;
    if (name == "info"_L1)
        return QtInfoMsg;
    return name == "warning"_L1 ? QtWarningMsg : QtCriticalMsg;
}

Log::Choices logChoices(const Settings &settings)
{
    return {.level = levelOf(settings.text("log.level")),
            .format = settings.text("log.format") == "json"_L1 ? LogFormat::Json : LogFormat::Text,
            .limits = {.fileBytes = settings.whole("log.file_mb") * megabyte,
                       .filesKept = static_cast<int>(settings.whole("log.files_kept"))}};
}

// A new installation gets the starter's book as a file, to be edited.
Result<ClinicBook> bookOf(const QString &path, bool demo)
{
    if (demo)
        return demoBook(QDateTime::currentDateTimeUtc());
    const Result<ClinicBook> book = readClinicFile(path);
    if (book && !QFile::exists(path))
        if (const Result<> written = writeClinicFile(path, book.value()); !written)
            return written.problem();
    return book;
}

StorePlan planOf(const Settings &settings, const QString &dataFolder, const ClinicBook &book, SecretStore &secrets)
{
    JournalLimits limits;
    limits.queueAtMost = int(settings.whole("journal.queue_events"));
    limits.spillBytesAtMost = settings.whole("journal.spill_mb") * megabyte;
    return {.url = settings.text("store.url"),
            .dataFolder = dataFolder,
            .redisUrl = settings.text("sessions.redis"),
            .engine = EngineId(settings.text("engine.name")),
            .leaseTerm = std::chrono::seconds{settings.whole("engine.lease_seconds")},
            .limits = limits,
            .book = book,
            .secrets = secrets,
            .now = [] { return instantFromMs(QDateTime::currentMSecsSinceEpoch()); }};
}

#ifdef NIGHTBELL_WINDOWS
std::unique_ptr<HeadsetSound> headsetOf(const Settings &settings, const QString &file)
{
    const HeadsetChoices chosen{.microphone = settings.text("headset.microphone"),
                                .speaker = settings.text("headset.speaker"),
                                .alarmSpeaker = settings.text("headset.alarm_speaker")};
    return std::make_unique<HeadsetSound>(chosen, [file](HeadsetPart part, const QString &id) {
        static constexpr std::array keys{"headset.microphone"_L1, "headset.speaker"_L1, "headset.alarm_speaker"_L1};
        return writeSetting(file, keys.at(std::size_t(part)), id);
    });
}
#endif

#ifdef NIGHTBELL_WINDOWS
// A console whose alarms nobody hears is as unwell as an engine without a store.
QFuture<VitalSigns> withAlarmSound(QFuture<VitalSigns> vitals, const HeadsetStatus &status)
{
    if (alarmsAreHeard(status))
        return vitals;
    return vitals.then([](VitalSigns signs) {
        signs.faults.insert(QStringLiteral("speaker.alarms_unheard"), QString());
        return signs;
    });
}
#endif

} // namespace

Console::Console(Start start)
    : m_start(std::move(start))
    , m_log(m_start.folder.path() + "/nightbell.log"_L1, logChoices(m_start.settings))
{
    // quit() would ask the windows, and one that shows a dialog says no.
    QObject::connect(&m_stop, &StopSignals::stopAsked, qApp, [] { QCoreApplication::exit(); });
}

Result<> Console::run()
{
    qCInfo(appLog).noquote() << QCoreApplication::applicationName() << QCoreApplication::applicationVersion()
                             << "starts in" << m_start.folder.path();
    Result<> served = serve();
    if (!served)
        m_log.keepOnly(QtCriticalMsg, served.problem().detail); // main prints it
    qCInfo(appLog) << "ended";
    return served;
}

Result<> Console::serve()
{
    const QString folder = m_start.folder.path();
    const Result<ClinicBook> book = bookOf(clinicFilePath(folder), m_start.demo);
    if (!book)
        return book.problem();
    const auto secrets = openSecrets(m_start.settings, m_start.face == Face::Windows ? Desktop::Here : Desktop::Absent,
                                     folder, QProcessEnvironment::systemEnvironment());
    const StorePlan plan = planOf(m_start.settings, folder, book.value(), *secrets);
    if (const Result<> prepared = prepareStore(plan); !prepared)
        return prepared;
    const auto store = Store::open(plan);
    if (!store)
        return storeTrouble(store.problem());

    ClinicDesk clinics(clinicFilePath(folder), book.value());
    HeadsetDoor door;
#ifdef NIGHTBELL_WINDOWS
    std::unique_ptr<HeadsetSound> headset;
    if (m_start.face == Face::Windows) {
        headset = headsetOf(m_start.settings, m_start.settingsFile);
        door = {[&headset] { return headset->canBeHeard(); }, [&headset] { return headset->open(); },
                [&headset](const std::shared_ptr<FramePost> &post) { headset->close(post); }};
    }
#endif
    const SystemClock clock;
    ScriptDesk scripts(folder, clinicsOf(book.value()), clock);
    for (const Problem &fault : scripts.faults())
        qCWarning(appLog).noquote() << "scripts passed over:" << fault.detail;
    EngineRoom room(m_start.settings, folder, clinics, scripts, *store.value(), *secrets,
                    callerSecrets(m_start.settings, *secrets), std::move(door));
#ifdef NIGHTBELL_WINDOWS
    if (headset)
        QObject::connect(
            headset.get(), &HeadsetSound::lost, &room.engine(),
            [&engine = room.engine()](const std::shared_ptr<FramePost> &post) { engine.headsetLost(post); });
#endif
    if (m_start.face == Face::Lines) {
        if (!m_start.demo)
            printLiveCalls(room.switchboard());
        QObject::connect(store.value().get(), &Store::recovered, qApp, [](int calls) {
            sayLine(QCoreApplication::translate("Console",
                                                "Calls cut off by the end of the last run: %1. Their callers "
                                                "can go on when they call back.")
                        .arg(calls));
        });
    }
    if (const Result<> started = room.start(); !started)
        return started;
    const auto demo = beginDemo(room.switchboard());
#ifdef NIGHTBELL_WINDOWS
    VitalsBoard vitals([&] { return headset ? withAlarmSound(room.vitals(), headset->status()) : room.vitals(); },
                       plan.now);
#else
    VitalsBoard vitals([&room] { return room.vitals(); }, plan.now);
#endif
#ifdef NIGHTBELL_WINDOWS
    if (m_start.face == Face::Windows)
        showWindows({room.switchboard(), clinics, vitals, *headset, keysToHandOver()});
#endif
    if (m_start.face == Face::Lines)
        showLines(vitals, room.vitals().result());
    if (demo && m_start.face == Face::Lines)
        for (const QString &line : demo->summary())
            sayLine(line);
    room.stop().waitForFinished();
    return {};
}

// Nobody misses what made-up patients said.
QList<RecoveryKeyFile> Console::keysToHandOver() const
{
    return m_start.demo ? QList<RecoveryKeyFile>() : recoveryKeysNotSafeYet(m_start.folder.path());
}

std::unique_ptr<DemoDay> Console::beginDemo(Switchboard &switchboard) const
{
    if (!m_start.demo)
        return nullptr;
    const ListenAddress engine = m_start.settings.address("sip.listen");
    auto day = std::make_unique<DemoDay>(switchboard,
                                         DemoPlan{.stories = demoStories(),
                                                  .engine = u"%1:%2"_s.arg(engine.host.toString()).arg(engine.port),
                                                  .number = demoNumber,
                                                  .forEver = true});
    if (m_start.face == Face::Lines)
        QObject::connect(day.get(), &DemoDay::said, qApp, &sayLine);
    if (const Result<> begun = day->begin(); !begun)
        qCWarning(appLog).noquote() << "no simulated patients:" << begun.problem().detail;
    return day;
}

void Console::showLines(Vitals &vitals, const VitalSigns &first) const
{
    const ListenAddress address = m_start.settings.address("sip.listen");
    FaultLines faults(QCoreApplication::translate("Console", "Calls are taken at %1 port %2.")
                          .arg(address.host.toString())
                          .arg(address.port));
    const auto say = [&faults](const VitalSigns &signs) {
        for (const QString &line : faults.take(signs))
            sayLine(line);
    };
    say(first);
    QObject listener; // no longer than what it speaks with
    QObject::connect(&vitals, &Vitals::changed, &listener, say);
    for (const RecoveryKeyFile &file : keysToHandOver())
        sayLine(QCoreApplication::translate("Console",
                                            "The recovery key is in %1. Move it to a safe place off this machine: "
                                            "without it, nothing can be read once the clinic's key is lost.")
                    .arg(file.path));
    QCoreApplication::exec();
}

} // namespace nightbell
