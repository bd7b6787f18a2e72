#include "app/given_recovery_keys.h"

#include "app/admin_store.h"
#include "store/backup_file.h"
#include "store/recovery_key.h"

#include <QFile>

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

// What the owner of each clinic holds the other half of.
Result<QHash<ClinicId, QByteArray>> publicKeysIn(const QString &backup)
{
    QFile file(backup);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Problem::Kind::NotFound, file.errorString()};
    BackupReader reader(file);
    if (const Result<> begun = reader.begin(); !begun)
        return begun.problem();
    QHash<ClinicId, QByteArray> found;
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
            found.insert(ClinicId(row.value().value(table.columns.indexOf("clinic"_L1)).toString()),
                         row.value().value(table.columns.indexOf("recovery_public"_L1)).toByteArray());
        }
    }
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
    const auto publicKeys = publicKeysIn(backup);
    if (!publicKeys)
        return publicKeys.problem();
    QList<FittingKey> fitting;
    for (const PrivateText &key : keys) {
        const ClinicId clinic = publicKeys.value().key(RecoveryKey::read(key.reveal()).value().publicKey());
        if (clinic.isEmpty())
            return Problem{Problem::Kind::Refused,
                           say(QT_TRANSLATE_NOOP("Admin",
                                                 "A recovery key that was given is of no clinic in this backup. "
                                                 "Nothing was restored."))};
        fitting << FittingKey{clinic, key};
    }
    return fitting;
}

} // namespace nightbell
