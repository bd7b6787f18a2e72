// The process that is killed: it appends events as fast as it can and writes a line to standard output for each one
// that was acknowledged as durable. Its parent notes the lines and kills it.
#pragma once

#include "scripted/scripted_secrets.h"
#include "store/journal.h"

#include <QStringList>

namespace nightbell::crash {

struct Death
{
    int atOperation = 0;     // of the database; 0 = whenever the parent kills
    bool afterwards = false; // right after the operation instead of right before it
    bool storeAway = false;  // every write is refused, so that all goes to the spill
};

QStringList argumentsFor(qint64 run, const QString &folder, const ScriptedSecrets &secrets, const Death &death);
int writeUntilKilled(const QStringList &arguments);

Result<JournalStore> openStore(const QString &folder, SecretStore &secrets);
Result<std::unique_ptr<Journal>> openJournal(const QString &folder, SecretStore &secrets, const Death &death = {});

// What the child appends as its n-th event, so that the parent knows what must be found.
QString wordsOf(qint64 run, qint64 number);

} // namespace nightbell::crash
