#include "line/web_signal.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace nightbell {

namespace {

constexpr std::array kinds{"offer", "answer", "bye"};                           // in the order of WebSignal::Kind
constexpr std::array reasons{"ended", "unknown_number", "busy", "unavailable"}; // in the order of WebBye

Problem unreadable(const char *what)
{
    return {Problem::Kind::Invalid, QStringLiteral("web signal: %1").arg(QLatin1String(what))};
}

template<class Words> std::optional<int> indexIn(const Words &words, const QString &word)
{
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const char *each) { return word == QLatin1String(each); });
    return found == words.end() ? std::nullopt : std::optional(int(found - words.begin()));
}

bool isDescription(const QByteArray &sdp) // printable lines, nothing that ends a C string early
{
    return sdp.startsWith("v=0")
        && std::all_of(sdp.begin(), sdp.end(), [](char c) { return c == '\r' || c == '\n' || (c >= ' ' && c < 0x7f); });
}

} // namespace

Result<WebSignal> webSignalFrom(const QByteArray &text)
{
    if (text.size() > webSignalBytesAtMost)
        return unreadable("too long");
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return unreadable("not a JSON object");
    const QJsonObject object = document.object();
    const auto kind = indexIn(kinds, object.value(QStringLiteral("type")).toString());
    if (!kind)
        return unreadable("unknown type");

    WebSignal signal{.kind = WebSignal::Kind(*kind)};
    const bool bye = signal.kind == WebSignal::Kind::Bye;
    const QString second = bye ? QStringLiteral("reason") : QStringLiteral("sdp");
    if (object.size() != 2 || !object.value(second).isString())
        return unreadable("other members than its own");
    const QString value = object.value(second).toString();
    if (bye) {
        const auto reason = indexIn(reasons, value);
        if (!reason)
            return unreadable("unknown reason");
        signal.reason = WebBye(*reason);
    } else {
        signal.sdp = value.toUtf8();
        if (!isDescription(signal.sdp))
            return unreadable("not a session description");
    }
    return signal;
}

QByteArray toText(const WebSignal &signal)
{
    QJsonObject object{{QStringLiteral("type"), QLatin1String(kinds.at(std::size_t(signal.kind)))}};
    if (signal.kind == WebSignal::Kind::Bye)
        object.insert(QStringLiteral("reason"), QLatin1String(reasons.at(std::size_t(signal.reason))));
    else
        object.insert(QStringLiteral("sdp"), QString::fromLatin1(signal.sdp));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace nightbell
