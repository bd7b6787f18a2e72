#include "app/store_words.h"

#include <QCoreApplication>

namespace nightbell {

namespace {

const char *storeWords(Problem::Kind kind)
{
    switch (kind) {
    case Problem::Kind::Full:
        return QT_TRANSLATE_NOOP("StoreWords",
                                 "The disk of the store is full (%1). Free some space, then try again; nothing that "
                                 "was stored is lost.");
    case Problem::Kind::Refused:
        return QT_TRANSLATE_NOOP("StoreWords",
                                 "The store may not be written (%1). Change the permissions of its file and folder, "
                                 "or the rights of its role on the server.");
    case Problem::Kind::Damaged:
        return QT_TRANSLATE_NOOP("StoreWords",
                                 "The store is damaged (%1). Restore a backup: nightbell admin restore FILE --force.");
    case Problem::Kind::Newer:
        return QT_TRANSLATE_NOOP("StoreWords",
                                 "A newer version wrote the store (%1). Install that version; nothing was changed.");
    case Problem::Kind::Locked:
        return QT_TRANSLATE_NOOP("StoreWords",
                                 "The store, or the keychain that holds its password, is locked (%1). Unlock the "
                                 "keychain, or end the program that holds the store.");
    case Problem::Kind::Invalid:
        return QT_TRANSLATE_NOOP("StoreWords", "The store cannot be used (%1). Check the setting store.url.");
    case Problem::Kind::Unreachable:
    case Problem::Kind::TimedOut:
    case Problem::Kind::InDoubt:
        return QT_TRANSLATE_NOOP("StoreWords",
                                 "The store cannot be reached (%1). See to the server, the network or the folder that "
                                 "store.url names.");
    case Problem::Kind::NotFound:
    case Problem::Kind::Stale:
        break;
    }
    return QT_TRANSLATE_NOOP("StoreWords", "The store cannot be used now (%1).");
}

const char *keyWords(Problem::Kind kind)
{
    switch (kind) {
    case Problem::Kind::NotFound:
        return QT_TRANSLATE_NOOP("StoreWords",
                                 "The key of clinic %2 is not on this machine. Give its recovery key: nightbell admin "
                                 "backup FILE, then nightbell admin restore FILE --force --recovery-key-file KEYFILE.");
    case Problem::Kind::Damaged:
        return QT_TRANSLATE_NOOP("StoreWords",
                                 "The key that this machine keeps for clinic %2 does not open its store (%1). Give the "
                                 "recovery key: nightbell admin backup FILE, then nightbell admin restore FILE --force "
                                 "--recovery-key-file KEYFILE.");
    case Problem::Kind::Locked:
        return QT_TRANSLATE_NOOP("StoreWords",
                                 "The key of clinic %2 is locked (%1). Unlock the keychain, then try again.");
    case Problem::Kind::Unreachable:
    case Problem::Kind::TimedOut:
        return QT_TRANSLATE_NOOP("StoreWords",
                                 "The key of clinic %2 cannot be reached (%1). Start the keychain, or choose another "
                                 "place with the setting secrets.from.");
    default:
        return QT_TRANSLATE_NOOP("StoreWords", "The key of clinic %2 cannot be used (%1).");
    }
}

QString say(const char *words, const QString &detail, const QString &clinic = {})
{
    const QString sentence = QCoreApplication::translate("StoreWords", words);
    return clinic.isEmpty()        ? sentence.arg(detail)
        : sentence.contains(u"%1") ? sentence.arg(detail, clinic) // in one step: a detail may hold a percent sign
                                   : sentence.arg(clinic);        // the only mark left
}

} // namespace

Problem storeTrouble(const Problem &problem) { return {problem.kind, say(storeWords(problem.kind), problem.detail)}; }

Problem recoveryKeyTrouble(const Problem &problem, const ClinicId &clinic)
{
    return {
        problem.kind,
        say(QT_TRANSLATE_NOOP("StoreWords",
                              "The new recovery key of clinic %2 cannot be kept (%1). Free some space, or change the "
                              "permissions of the data folder, then start again; the store keeps no key without it."),
            problem.detail, clinic.text())};
}

Problem keyTrouble(const Problem &problem, const ClinicId &clinic)
{
    return {problem.kind, say(keyWords(problem.kind), problem.detail, clinic.text())};
}

} // namespace nightbell
