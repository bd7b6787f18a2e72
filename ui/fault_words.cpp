#include "ui/fault_words.h"

#include "ui/controls/digits.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Sentence
{
    const char *name; // what fails: a name of its own, or the room of it
    const char *why;
    const char *words; // %1: the time, %2: the account
};

// The gravest first.
constexpr std::array sentences{
    Sentence{
        "line.sip.listen", "address_in_use",
        QT_TRANSLATE_NOOP(
            "Faults", "No calls come in since %1: another program uses the address. End it, or change sip.listen.")},
    Sentence{
        "line.sip.listen", "not_permitted",
        QT_TRANSLATE_NOOP("Faults", "No calls come in since %1: this user may not open the port. Change sip.listen.")},
    Sentence{"line.sip.listen", "no_route",
             QT_TRANSLATE_NOOP("Faults",
                               "No calls come in since %1: the network is away. Connect it, or change sip.listen.")},
    Sentence{"store.refusing", "",
             QT_TRANSLATE_NOOP("Faults", "Events cannot be stored since %1. Free disk space now.")},
    Sentence{
        "sound.not_recorded", "",
        QT_TRANSLATE_NOOP("Faults", "Recordings cannot be written whole since %1. Calls go on. Look at the disk.")},
    Sentence{
        "hearing.none", "",
        QT_TRANSLATE_NOOP(
            "Faults", "The assistant cannot hear since %1: callers have keys only. Look at the disk and start again.")},
    Sentence{"hearing.behind", "",
             QT_TRANSLATE_NOOP("Faults", "More callers speak than can be heard since %1: new ones have keys only.")},
    Sentence{"speaker.alarms_unheard", "",
             QT_TRANSLATE_NOOP("Faults", "No loudspeaker works since %1: alarms are shown, but not heard.")},
    Sentence{"line.sip.tls_listen", "address_in_use",
             QT_TRANSLATE_NOOP(
                 "Faults", "No encrypted calls since %1: another program uses the address. Change sip.tls_listen.")},
    Sentence{"line.sip.tls_listen", "not_permitted",
             QT_TRANSLATE_NOOP("Faults",
                               "No encrypted calls since %1: this user may not open the port. Change sip.tls_listen.")},
    Sentence{"line.sip.tls_listen", "no_route",
             QT_TRANSLATE_NOOP("Faults", "No encrypted calls since %1: the network is away. Connect it.")},
    Sentence{"line.sip.tls_listen", "certificate_expired",
             QT_TRANSLATE_NOOP("Faults", "No encrypted calls since %1: the certificate has expired. Renew its file.")},
    Sentence{
        "line.sip.tls_listen", "certificate_unreadable",
        QT_TRANSLATE_NOOP("Faults", "No encrypted calls since %1: the certificate cannot be read. Check its files.")},
    Sentence{
        "line.account.", "wrong_password",
        QT_TRANSLATE_NOOP("Faults", "Account %2 takes no calls since %1: the password is wrong. Correct its secret.")},
    Sentence{
        "line.account.", "registrar_down",
        QT_TRANSLATE_NOOP("Faults", "Account %2 takes no calls since %1: the provider does not answer. Ask them.")},
    Sentence{"line.account.", "refused",
             QT_TRANSLATE_NOOP("Faults", "Account %2 takes no calls since %1: the provider refuses it. Ask them.")},
    Sentence{
        "line.account.", "no_route",
        QT_TRANSLATE_NOOP("Faults", "Account %2 takes no calls since %1: no way to the provider. Check the network.")},
    Sentence{"line.account.", "certificate_expired",
             QT_TRANSLATE_NOOP(
                 "Faults", "Account %2 takes no calls since %1: the provider's certificate has expired. Ask them.")},
    Sentence{"line.account.", "certificate_not_trusted",
             QT_TRANSLATE_NOOP(
                 "Faults", "Account %2 takes no calls since %1: the provider's certificate is not trusted. Ask them.")},
    Sentence{"line.account.", "certificate_unreadable",
             QT_TRANSLATE_NOOP("Faults",
                               "Account %2 takes no calls since %1: sip.tls_authorities cannot be read. Check it.")},
    Sentence{
        "store.away", "",
        QT_TRANSLATE_NOOP("Faults", "The store is out of reach since %1. Calls go on and are kept on this machine.")},
    Sentence{"hearing.demonstration", "",
             QT_TRANSLATE_NOOP("Faults", "The offline recogniser is for demonstration: callers reach a person early.")},
    Sentence{
        "sound.no_priority", "RLIMIT_RTPRIO",
        QT_TRANSLATE_NOOP("Faults", "Sound has no priority on this machine and may stutter. Allow it LimitRTPRIO=10.")},
};

struct Said
{
    std::ptrdiff_t gravity; // 0 is the gravest
    QString words;
};

Said said(const QString &name, const Fault &fault, const QString &time)
{
    const auto known = std::ranges::find_if(sentences, [&](const Sentence &each) {
        const QLatin1String what(each.name);
        return (what.endsWith('.'_L1) ? name.startsWith(what) : name == what) && fault.why == QLatin1String(each.why);
    });
    const std::ptrdiff_t gravity = known - sentences.begin();
    if (known == sentences.end())
        return {gravity,
                QCoreApplication::translate("Faults", "Something needs attention since %1: %2").arg(time, name)};
    const QString words = QCoreApplication::translate("Faults", known->words);
    if (!words.contains("%1"_L1))
        return {gravity, words};
    return {gravity, words.contains("%2"_L1) ? words.arg(time, name.section(u'.', 2)) : words.arg(time)};
}

} // namespace

QStringList faultSentences(const QMap<QString, Fault> &faults, const QTimeZone &zone, const QLocale &locale)
{
    QList<Said> all;
    for (auto fault = faults.cbegin(); fault != faults.cend(); ++fault) {
        const QDateTime since = QDateTime::fromMSecsSinceEpoch(toMs(fault->since), zone);
        all.append(said(fault.key(), *fault, clockText(since.time(), locale)));
    }
    std::ranges::stable_sort(all, {}, &Said::gravity);
    QStringList sentencesToSay;
    for (const Said &each : all)
        sentencesToSay.append(each.words);
    return sentencesToSay;
}

} // namespace nightbell
