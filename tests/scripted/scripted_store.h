// A store with one clinic, its keys and its journal; checked as the command checks it.
#pragma once

#include "scripted/each_store.h"
#include "scripted/scripted_journal.h"
#include "scripted/scripted_secrets.h"
#include "store/store_check.h"

namespace nightbell {

struct ScriptedStore
{
    std::unique_ptr<Database> database;
    ScriptedSecrets secrets;
    KeyRing keys;
    ScriptedJournal journal;
    PrivateText recoveryKey;

    explicit ScriptedStore(EachStore &stores)
        : database(stores.fresh())
        , keys(*database, secrets)
        , journal(*database, keys, QStringLiteral("oak"))
    {
        recoveryKey = keys.openOrCreate(journal.clinic()).value();
    }
    void run(const char *sql)
    {
        const auto done = database->run(QString::fromLatin1(sql));
        QVERIFY2(done, done ? "" : qPrintable(done.problem().detail));
    }
    CheckReport checked()
    {
        KeyRing fresh(*database, secrets); // as the command starts: nothing remembered
        const auto report = check(*database, fresh);
        if (!report)
            qFatal("%s", qPrintable(report.problem().detail));
        return report.value();
    }
};

inline QByteArray printed(const CheckReport &report)
{
    QStringList lines;
    for (const Finding &each : report.findings)
        lines << wordsFor(each);
    return lines.join(u'\n').toUtf8();
}

} // namespace nightbell
