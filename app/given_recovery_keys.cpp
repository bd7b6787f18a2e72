#include "app/given_recovery_keys.h"

#include "app/admin_store.h"
#include "store/backup_file.h"
#include "store/key_names.h"
#include "store/recovery_key.h"

#include <QFile>

#include <algorithm>
#include <cstdio>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileBytesAtMost = 64 * 1024;

Problem cannotRead(const QFile &file)
{
    return {Problem::Kind::Unreachable,
            say(QT_TRANSLATE_NOOP("Admin", "The recovery key cannot be read: %1.")).arg(file.errorString())};
}

struct ClinicKeyRow
{
    qint64 generation = 0;
    QByteArray index;          // sealed with the clinic's key
    QByteArray recoveryPublic; // the owner holds the other half
};

Result<QHash<ClinicId, ClinicKeyRow>> clinicKeysIn(const QString &backup)
{
    QFile file(backup);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Problem::Kind::NotFound, file.errorString()};
    BackupReader reader(file);
    if (const Result<> begun = reader.begin(); !begun)
        return begun.problem();
    QHash<ClinicId, ClinicKeyRow> found;
    BackupTable table;
    for (;;) {
        const auto record = reader.next();
        if (!record)
            return record.problem();
        if (record.value().kind == BackupKind::Closing)
            return found;
        if (record.value().kind == BackupKind::Table) {
            auto heading = backupTableFrom(record.value().content);
            if (!heading)
                return heading.problem();
            table = std::move(heading).value();
        } else if (table.name == "clinic_key"_L1) {
            const auto row = backupRowFrom(record.value().content);
            if (!row)
                return row.problem();
            const auto value = [&](QLatin1StringView column) {
                return row.value().value(table.columns.indexOf(column));
            };
            found.insert(ClinicId(value("clinic"_L1).toString()),
                         {value("generation"_L1).toLongLong(), value("index_key"_L1).toByteArray(),
                          value("recovery_public"_L1).toByteArray()});
        }
    }
}

// With the key that this machine keeps, or with the next one of a change of keys that was cut short.
Result<> opens(SecretStore &secrets, const ClinicId &clinic, const ClinicKeyRow &row)
{
    Problem problem = key_names::needsRecovery(clinic);
    for (const QString &name : {key_names::secretName(clinic), key_names::nextName(clinic)}) {
        const Result<SealKey> key = key_names::keyFrom(secrets.read(name));
        if (key && unseal(key.value(), row.index, key_names::aboutIndex(clinic, row.generation)))
            return {};
        if (key)
            problem = {Problem::Kind::Damaged, QStringLiteral("the key that is kept here is another one")};
        else if (key.problem().kind != Problem::Kind::NotFound)
            problem = key.problem();
    }
    return problem;
}

Problem notAtHand(const Problem &problem, const ClinicId &clinic)
{
    const bool keyIsNeeded = problem.kind == Problem::Kind::NotFound || problem.kind == Problem::Kind::Damaged;
    const char *words = keyIsNeeded
        ? QT_TRANSLATE_NOOP("Admin",
                            "Nothing was restored: this machine lacks the key of clinic %1. Add --recovery-key-file "
                            "KEYFILE with its recovery key.")
        : QT_TRANSLATE_NOOP("Admin",
                            "Nothing was restored: the key of clinic %1 cannot be read (%2). Unlock or start the "
                            "keychain, or add --recovery-key-file KEYFILE.");
    return {problem.kind, keyIsNeeded ? say(words).arg(clinic.text()) : say(words).arg(clinic.text(), problem.detail)};
}

} // namespace

Result<QList<PrivateText>> readRecoveryKeys(const QString &path)
{
    QFile file(path);
    if (!(path == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly)))
        return cannotRead(file);
    QList<PrivateText> keys;
    const QStringList lines = QString::fromUtf8(file.read(fileBytesAtMost)).split(u'\n');
    for (qsizetype at = 0; at < lines.size(); ++at) {
        if (lines[at].trimmed().isEmpty())
            continue;
        if (const auto key = RecoveryKey::read(lines[at]); !key)
            return Problem{Problem::Kind::Invalid,
                           say(QT_TRANSLATE_NOOP("Admin", "Line %1 of the recovery key file: %2."))
                               .arg(at + 1)
                               .arg(key.problem().detail)};
        keys << PrivateText(lines[at]);
    }
    if (keys.isEmpty())
        return Problem{Problem::Kind::Invalid, say(QT_TRANSLATE_NOOP("Admin", "The recovery key file is empty."))};
    return keys;
}

Result<QList<FittingKey>> fitToBackup(const QList<PrivateText> &keys, const QString &backup)
{
    const auto rows = clinicKeysIn(backup);
    if (!rows)
        return rows.problem();
    QList<FittingKey> fitting;
    for (const PrivateText &key : keys) {
        const QByteArray publicKey = RecoveryKey::read(key.reveal()).value().publicKey();
        ClinicId clinic;
        for (auto row = rows.value().begin(); row != rows.value().end(); ++row)
            if (row->recoveryPublic == publicKey)
                clinic = row.key();
        if (clinic.isEmpty())
            return Problem{Problem::Kind::Refused,
                           say(QT_TRANSLATE_NOOP("Admin",
                                                 "A recovery key that was given is of no clinic in this backup. "
                                                 "Nothing was restored."))};
        fitting << FittingKey{clinic, key};
    }
    return fitting;
}

Result<> keysAtHand(const QString &backup, const QList<FittingKey> &given, SecretStore &secrets)
{
    const auto rows = clinicKeysIn(backup);
    if (!rows)
        return rows.problem();
    for (auto row = rows.value().begin(); row != rows.value().end(); ++row) {
        if (std::ranges::find(given, row.key(), &FittingKey::clinic) != given.end())
            continue;
        if (const Result<> opened = opens(secrets, row.key(), row.value()); !opened)
            return notAtHand(opened.problem(), row.key());
    }
    return {};
}

} // namespace nightbell
