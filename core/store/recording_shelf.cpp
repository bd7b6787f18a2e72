#include "store/recording_shelf.h"

#include "audio/recording_folder.h"
#include "audio/recording_reader.h"
#include "store/call_projection.h"

#include <QFileInfo>
#include <QLoggingCategory>

namespace nightbell {
namespace {

Q_LOGGING_CATEGORY(log, "nightbell.store")

using Fault = Finding::Fault;

constexpr int callsAtATime = 500;

QHash<QString, QString> pathsByName(const QString &dataFolder)
{
    QHash<QString, QString> paths;
    for (const QString &path : everyRecording(dataFolder))
        paths.insert(QFileInfo(path).completeBaseName(), path);
    return paths;
}

bool isPressed(const QString &path)
{
    QFile file(path);
    const auto form =
        file.open(QIODevice::ReadOnly) ? formOf(file.read(recordingHeadBytes)) : Result<RecordingForm>(Problem{});
    return form && form.value() == RecordingForm::Opus;
}

Result<bool> saysItIsRecorded(Database &database, const SealKey &key, const CallId &call)
{
    const auto row = database.run(QStringLiteral("SELECT summary FROM call WHERE id = ?"), {call.text()});
    if (!row)
        return row.problem();
    if (row.value().rows.isEmpty())
        return false;
    const auto opened = unseal(key, row.value().rows[0][0].toByteArray(), aboutSummary(call));
    const auto summary = opened ? summaryFromJson(opened.value()) : Result<CallSummary>(opened.problem());
    return summary && summary.value().recorded; // a summary that does not open is found elsewhere
}

Result<> checkShelved(Database &database, KeyRing &keys, const ShelvedCall &shelved, Instant keptSince,
                      CheckReport &report)
{
    const QString where = QStringLiteral("recording of call %1").arg(shelved.call.text());
    const auto key = keys.callKey(shelved.call);
    if (!key) { // of the call itself it is told elsewhere
        if (!shelved.path.isEmpty())
            report.add(Fault::NotVerifiable, where);
        return {};
    }
    if (shelved.path.isEmpty()) {
        const bool mayBeGone = !shelved.ended || *shelved.ended < keptSince; // or about to be made
        const auto claimed = mayBeGone ? Result<bool>(false) : saysItIsRecorded(database, key.value(), shelved.call);
        if (!claimed)
            return claimed.problem();
        if (claimed.value())
            report.add(Fault::RecordingMissing, where);
        return {};
    }
    const auto reader = RecordingReader::open(shelved.path, shelved.call, key.value());
    if (!reader || reader.value()->damages() > 0)
        report.add(Fault::RecordingDamaged, where);
    return {};
}

} // namespace

Result<> forEachShelvedCall(Database &database, const QString &dataFolder,
                            const std::function<Result<>(const ShelvedCall &)> &visit)
{
    const QHash<QString, QString> paths = pathsByName(dataFolder);
    for (QString last;;) {
        const auto page =
            database.run(QStringLiteral("SELECT id, clinic, ended_ms FROM call WHERE id > ? ORDER BY id LIMIT ?"),
                         {last, qint64(callsAtATime)});
        if (!page)
            return page.problem();
        for (const SqlValues &row : page.value().rows) {
            ShelvedCall shelved{CallId(row[0].toString()), ClinicId(row[1].toString()), {}, {}};
            if (!row[2].isNull())
                shelved.ended = instantFromMs(row[2].toLongLong());
            shelved.path = paths.value(recordingName(shelved.call));
            if (const Result<> visited = visit(shelved); !visited)
                return visited;
        }
        if (page.value().rows.size() < callsAtATime)
            return {};
        last = page.value().rows.last()[0].toString();
    }
}

Result<int> forgetRecordings(Database &database, const QString &dataFolder, const ClinicId &clinic, Instant endedBefore)
{
    int forgotten = 0;
    if (everyRecording(dataFolder).isEmpty())
        return forgotten;
    const Result<> done = forEachShelvedCall(database, dataFolder, [&](const ShelvedCall &shelved) -> Result<> {
        const bool old = shelved.clinic == clinic && shelved.ended && *shelved.ended < endedBefore;
        if (!old || shelved.path.isEmpty())
            return {};
        ++forgotten;
        return removeRecording(dataFolder, shelved.call);
    });
    return done ? Result<int>(forgotten) : Result<int>(done.problem());
}

Result<> forgetWithRecording(Retention &retention, const QString &dataFolder, const CallId &call)
{
    const Result<> removed = removeRecording(dataFolder, call);
    const Result<> forgotten = retention.forget(call);
    if (!removed)
        qCWarning(log).noquote() << "call" << call.text() << "-" << removed.problem().detail;
    return forgotten;
}

Result<QList<std::pair<CallId, SealKey>>> unpressedRecordings(Database &database, KeyRing &keys,
                                                              const QString &dataFolder)
{
    QList<std::pair<CallId, SealKey>> unpressed;
    const Result<> done = forEachShelvedCall(database, dataFolder, [&](const ShelvedCall &shelved) -> Result<> {
        if (shelved.ended && !shelved.path.isEmpty() && !isPressed(shelved.path))
            if (const auto key = keys.callKey(shelved.call))
                unpressed.emplaceBack(shelved.call, key.value());
        return {};
    });
    return done ? Result<QList<std::pair<CallId, SealKey>>>(unpressed) : done.problem();
}

Result<> checkRecordings(Database &database, KeyRing &keys, const QString &dataFolder,
                         const std::function<Instant(const ClinicId &)> &keptSince, CheckReport &report)
{
    QHash<QString, QString> strays = pathsByName(dataFolder);
    const Result<> done = forEachShelvedCall(database, dataFolder, [&](const ShelvedCall &shelved) {
        strays.remove(recordingName(shelved.call));
        return checkShelved(database, keys, shelved, keptSince(shelved.clinic), report);
    });
    for (const QString &path : strays)
        report.add(Fault::RecordingStray, QStringLiteral("recording %1").arg(QFileInfo(path).fileName()));
    return done;
}

} // namespace nightbell
