#include "settings/sip_account_plan.h"

#include "settings/setting_values.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

std::optional<SipAccountPlan> addressed(const QString &name, const QString &address)
{
    static const QRegularExpression shape(
        u"\\A([A-Za-z0-9+._-]{1,64})@(?:\\[([0-9A-Fa-f:.]+)\\]|([A-Za-z0-9.-]{1,253}))(?::(\\d{1,5}))?\\z"_s);
    static const QRegularExpression nameShape(u"\\A[a-z0-9-]{1,32}\\z"_s); // it is part of a secret's name
    const auto match = shape.match(address);
    const QString port = match.captured(4);
    if (!match.hasMatch() || !nameShape.match(name).hasMatch() || port.toInt() > 65'535 || port == "0"_L1)
        return std::nullopt;
    return SipAccountPlan{.name = name,
                          .user = match.captured(1),
                          .host = match.captured(2) + match.captured(3),
                          .port = quint16(port.toInt())};
}

bool addWord(SipAccountPlan &plan, const QString &word)
{
    static const QStringList transports{u"udp"_s, u"tcp"_s, u"tls"_s};
    static const QRegularExpression realm(u"\\Arealm=([A-Za-z0-9.:_-]{1,64})\\z"_s);
    if (const qsizetype transport = transports.indexOf(word); transport >= 0) {
        plan.transport = SipTransport(transport);
        return true;
    }
    if (const auto match = realm.match(word); match.hasMatch()) {
        plan.realm = match.captured(1);
        return true;
    }
    const auto seconds = wholeFrom(word);
    plan.expiresSeconds = int(std::clamp<qint64>(seconds.value_or(0), 0, 86'400));
    return plan.expiresSeconds >= 30;
}

std::optional<SipAccountPlan> accountFrom(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words.size() < 2)
        return std::nullopt;
    std::optional<SipAccountPlan> plan = addressed(words[0], words[1]);
    const bool understood =
        plan && std::all_of(words.begin() + 2, words.end(), [&](const QString &word) { return addWord(*plan, word); });
    return understood ? plan : std::nullopt;
}

} // namespace

std::optional<QList<SipAccountPlan>> accountsFrom(const QString &text)
{
    QList<SipAccountPlan> plans;
    if (text.isEmpty())
        return plans;
    for (const QString &part : text.split(u',')) {
        const auto plan = accountFrom(part);
        const bool known = plan && std::any_of(plans.begin(), plans.end(), [&](const SipAccountPlan &other) {
                               return other.name == plan->name;
                           });
        if (!plan || known || plans.size() == accountsAtMost)
            return std::nullopt;
        plans.append(*plan);
    }
    return plans;
}

} // namespace nightbell
