// The whole store as one file, the same for both back ends: a backup of one can be restored into the other. What is
// sealed stays sealed; the wrapped keys go along, so that a restored store opens with the clinic's key, or, on a
// machine that lacks it, with the owner's recovery key.
#pragma once

#include "store/backup_file.h"
#include "store/database.h"

namespace nightbell {

// One moment of the store, while others go on writing. Give it a connection of its own that sees every clinic. The
// file appears whole or not at all; one that was there is replaced only by a whole one.
Result<BackupTotals> backUp(Database &database, const QString &path);
Result<BackupTotals> writeBackup(Database &database, QIODevice &file); // the same into what is open already

enum class RestoreOver { EmptyOnly, Anything };

// All or nothing: the file is read to its end before the first row is written, and every row is in one transaction.
// The store must have this program's schema. Refused when it is not empty and may not be overwritten; Newer or Damaged
// as BackupReader says. On PostgreSQL the connection afterwards sees the clinics of the backup.
Result<BackupTotals> restore(Database &database, const QString &path, RestoreOver over = RestoreOver::EmptyOnly);

// Reads to the end, row by row; answers the totals and, where wanted, the clinics.
Result<BackupTotals> verifyBackup(QIODevice &file, QList<ClinicId> *clinics = nullptr);

} // namespace nightbell
