#include "app/log_line.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <array>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, 5> levelNames{"debug"_L1, "info"_L1, "warning"_L1, "critical"_L1, "fatal"_L1};

QString timeOf(Instant at) { return QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC).toString(Qt::ISODateWithMs); }

bool breaksLine(QChar c) { return c.category() == QChar::Other_Control || c == u'\u2028' || c == u'\u2029'; }

QString onOneLine(const QString &text)
{
    QString line;
    line.reserve(text.size());
    for (const QChar c : text) {
        if (breaksLine(c))
            line += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QChar(u'0'));
        else
            line += c;
    }
    return line;
}

QByteArray asText(const LogLine &line)
{
    QString text = u"%1 %2 "_s.arg(timeOf(line.at), levelNames.at(static_cast<std::size_t>(weightOf(line.level))));
    text += onOneLine(line.category);
    if (!line.call.isEmpty())
        text += " call="_L1 + onOneLine(line.call.text());
    if (line.turn)
        text += " turn="_L1 + QString::number(*line.turn);
    return (text + ": "_L1 + onOneLine(line.message)).toUtf8() + '\n';
}

QByteArray asJson(const LogLine &line)
{
    QJsonObject json{{u"time"_s, timeOf(line.at)},
                     {u"level"_s, levelNames.at(static_cast<std::size_t>(weightOf(line.level)))},
                     {u"category"_s, line.category},
                     {u"message"_s, line.message}};
    if (!line.call.isEmpty())
        json[u"call"_s] = line.call.text();
    if (line.turn)
        json[u"turn"_s] = *line.turn;
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

LogLine logLine(Instant at, QtMsgType level, const QString &category, const QString &message)
{
    static const QRegularExpression mark(u"\\A\\[call (\\S+?)(?: turn (\\d{1,9}))?\\] ?"_s);
    LogLine line{at, level, category, message.left(longestLogMessage), {}, {}};
    if (message.size() > longestLogMessage)
        line.message += u'…';
    if (const auto match = mark.match(line.message); match.hasMatch()) {
        line.call = CallId(match.captured(1));
        if (match.hasCaptured(2))
            line.turn = match.captured(2).toInt();
        line.message.remove(0, match.capturedLength());
    }
    return line;
}

QByteArray written(const LogLine &line, LogFormat format)
{
    return format == LogFormat::Json ? asJson(line) : asText(line);
}

int weightOf(QtMsgType level)
{
    switch (level) {
    case QtDebugMsg:
        return 0;
    case QtInfoMsg:
        return 1;
    case QtWarningMsg:
        return 2;
    case QtCriticalMsg:
        return 3;
    case QtFatalMsg:
        break;
    }
    return 4;
}

} // namespace nightbell
