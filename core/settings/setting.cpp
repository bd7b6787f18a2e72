#include "settings/setting.h"

#include "settings/setting_values.h"
#include "settings/sip_account_plan.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("Settings", text); }

QStringList split(const char *words) { return QString::fromLatin1(words).split(u'|'); }

struct Words // how a kind is put into words
{
    QString operator()(kind::Address) const { return say(QT_TRANSLATE_NOOP("Settings", "an address and a port")); }
    QString operator()(kind::MaybeAddress) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "an address and a port, or empty"));
    }
    QString operator()(kind::Accounts) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "accounts like: front 100@pbx.example.org tls 600"));
    }
    QString operator()(kind::Beginnings) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "beginnings of numbers, separated by commas"));
    }
    QString operator()(kind::Country) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "two capital letters, or empty"));
    }
    QString operator()(kind::File) const { return say(QT_TRANSLATE_NOOP("Settings", "a file's whole path, or empty")); }
    QString operator()(kind::Networks) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "addresses or networks, separated by commas"));
    }
    QString operator()(kind::IceServers) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "stun:host:port or turn:host:port, at most %1, separated by commas"))
            .arg(iceServersAtMost);
    }
    QString operator()(kind::Ports limits) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "from-to within 1024 and 65535, at least %1 ports"))
            .arg(limits.fewest);
    }
    QString operator()(kind::Whole limits) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "a whole number from %1 to %2")).arg(limits.least).arg(limits.most);
    }
    QString operator()(kind::Choice limits) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "one of %1")).arg(split(limits.words).join(", "_L1));
    }
    QString operator()(kind::Url limits) const
    {
        QStringList schemes = split(limits.schemes);
        const bool mayBeEmpty = schemes.removeAll(QString()) > 0;
        const QString text = say(QT_TRANSLATE_NOOP("Settings", "begins with %1")).arg(schemes.join(", "_L1));
        return mayBeEmpty ? say(QT_TRANSLATE_NOOP("Settings", "%1, or empty")).arg(text) : text;
    }
    QString operator()(kind::Names limits) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "names of at most %1 letters, digits and . _ -, separated by commas"))
            .arg(limits.longest);
    }
    QString operator()(kind::Name limits) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "1 to %1 letters, digits, dots, dashes")).arg(limits.longest);
    }
    QString operator()(kind::Text limits) const
    {
        return say(QT_TRANSLATE_NOOP("Settings", "at most %1 characters, or empty")).arg(limits.longest);
    }
};

struct Fits // whether a value keeps the limits of a kind
{
    QString value;

    bool operator()(kind::Address) const { return addressFrom(value).has_value(); }
    bool operator()(kind::MaybeAddress) const { return value.isEmpty() || addressFrom(value).has_value(); }
    bool operator()(kind::Accounts) const { return accountsFrom(value).has_value(); }
    bool operator()(kind::Beginnings) const { return beginningsFrom(value).has_value(); }
    bool operator()(kind::Country) const
    {
        static const QRegularExpression allowed(u"\\A(?:[A-Z]{2})?\\z"_s);
        return allowed.match(value).hasMatch();
    }
    bool operator()(kind::File) const { return value.isEmpty() || value.startsWith(u'/'); }
    bool operator()(kind::Networks) const { return networksFrom(value).has_value(); }
    bool operator()(kind::IceServers) const { return iceServersFrom(value).has_value(); }
    bool operator()(kind::Ports limits) const
    {
        const auto ports = portsFrom(value);
        return ports && ports->from >= 1'024 && ports->to - ports->from + 1 >= limits.fewest;
    }
    bool operator()(kind::Whole limits) const
    {
        const auto number = wholeFrom(value);
        return number && *number >= limits.least && *number <= limits.most;
    }
    bool operator()(kind::Choice limits) const { return split(limits.words).contains(value); }
    bool operator()(kind::Url limits) const
    {
        const QStringList schemes = split(limits.schemes);
        return std::any_of(schemes.begin(), schemes.end(), [this](const QString &scheme) {
            return scheme.isEmpty() ? value.isEmpty() : value.startsWith(scheme);
        });
    }
    bool operator()(kind::Names limits) const
    {
        const auto names = namesFrom(value);
        return names && std::all_of(names->cbegin(), names->cend(), [limits](const QString &name) {
                   return name.size() <= limits.longest;
               });
    }
    bool operator()(kind::Name limits) const
    {
        static const QRegularExpression allowed(u"\\A[A-Za-z0-9._-]+\\z"_s);
        return value.size() <= limits.longest && allowed.match(value).hasMatch();
    }
    bool operator()(kind::Text limits) const { return value.size() <= limits.longest; }
};

bool holdsPassword(const QString &value)
{
    const QUrl url(value);
    return !url.password().isEmpty() || QUrlQuery(url).hasQueryItem(u"password"_s);
}

} // namespace

QString limitsInWords(const Setting &setting) { return std::visit(Words{}, setting.kind); }

std::optional<QString> whyRefused(const Setting &setting, const QString &value)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (std::any_of(value.begin(), value.end(), isControl) || !std::visit(Fits{value}, setting.kind))
        return say(QT_TRANSLATE_NOOP("Settings", "must be: %1")).arg(limitsInWords(setting));
    if (std::holds_alternative<kind::Url>(setting.kind) && holdsPassword(value))
        return say(QT_TRANSLATE_NOOP("Settings", "a password must not stand in the settings"));
    return std::nullopt;
}

} // namespace nightbell
