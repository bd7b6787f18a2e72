#include "store/postgres_text.h"

#include <QUrl>
#include <QUrlQuery>

#include <array>
#include <utility>

namespace nightbell {
namespace {

// Where the quote, dollar quote or comment that begins at `from` ends; `from` itself when none begins there.
qsizetype endOfQuoted(QStringView sql, qsizetype from)
{
    const auto after = [&](QStringView close, qsizetype start) {
        const qsizetype found = sql.indexOf(close, start);
        return found < 0 ? sql.size() : found + close.size();
    };
    const QStringView rest = sql.sliced(from);
    if (rest.startsWith(u'\'') || rest.startsWith(u'"'))
        return after(rest.first(1), from + 1); // a doubled quote reads as two quoted pieces side by side
    if (rest.startsWith(u"--"))
        return after(u"\n", from + 2);
    if (rest.startsWith(u"/*"))
        return after(u"*/", from + 2);
    if (rest.startsWith(u"$$"))
        return after(u"$$", from + 2);
    return from;
}

constexpr std::array<std::pair<const char *, const char *>, 7> boundedWaiting{{{"connect_timeout", "3"}, // seconds
                                                                               {"keepalives_idle", "10"},
                                                                               {"keepalives_interval", "5"},
                                                                               {"keepalives_count", "3"},
                                                                               {"tcp_user_timeout", "5000"}, // ms
                                                                               {"client_encoding", "UTF8"},
                                                                               {"application_name", "nightbell"}}};

} // namespace

QByteArray withNumberedParameters(const QString &sql)
{
    QString text;
    text.reserve(sql.size() + 16);
    int number = 0;
    for (qsizetype at = 0; at < sql.size();) {
        if (const qsizetype end = endOfQuoted(sql, at); end != at) {
            text += QStringView(sql).sliced(at, end - at);
            at = end;
            continue;
        }
        if (sql[at] == u'?')
            text += u'$' + QString::number(++number);
        else
            text += sql[at];
        ++at;
    }
    return text.toUtf8();
}

Result<QByteArray> connectionText(const QString &url, const QByteArray &password)
{
    const auto invalid = [](const QString &why) { return Problem{Problem::Kind::Invalid, why}; };
    QUrl parsed(url, QUrl::StrictMode);
    if (!parsed.isValid() || (parsed.scheme() != u"postgresql" && parsed.scheme() != u"postgres"))
        return invalid(QStringLiteral("the store URL must read postgresql://user@host/database"));
    QUrlQuery options(parsed);
    if (!parsed.password().isEmpty() || options.hasQueryItem(QStringLiteral("password"))
        || options.hasQueryItem(QStringLiteral("sslpassword")))
        return invalid(QStringLiteral("the store URL must not hold a password: put it into the secret store"));
    if (parsed.path().size() < 2)
        return invalid(QStringLiteral("the store URL must name a database: postgresql://user@host/database"));
    for (const auto &[name, value] : boundedWaiting)
        if (const QString key = QLatin1String(name); !options.hasQueryItem(key))
            options.addQueryItem(key, QLatin1String(value));
    parsed.setQuery(options);
    QByteArray text = parsed.toEncoded();
    if (!password.isEmpty())
        text += "&password=" + password.toPercentEncoding();
    return text;
}

} // namespace nightbell
