#include "app/live_lines.h"

#include <QDateTime>

#include <cstdio>

namespace nightbell {

namespace {

QString details(const Happening &what)
{
    if (const auto *ended = std::get_if<Ended>(&what))
        return QString(nameOf(ended->cause));
    if (const auto *dropped = std::get_if<Dropped>(&what))
        return QString(nameOf(dropped->cause));
    if (const auto *escalated = std::get_if<Escalated>(&what))
        return QString(nameOf(escalated->gravity));
    if (const auto *played = std::get_if<Played>(&what))
        return QStringLiteral("%1 %2ms").arg(nameOf(played->how)).arg(played->playedMs);
    return {};
}

} // namespace

QString liveLine(const CallEvent &event)
{
    if (std::holds_alternative<TurnMoved>(event.what) || std::holds_alternative<Measured>(event.what))
        return {};
    const QString time = QDateTime::fromMSecsSinceEpoch(toMs(event.at)).toString(QStringLiteral("HH:mm:ss.zzz"));
    return QStringLiteral("%1  %2  %3 %4")
        .arg(time, event.call.text(), kindOf(event.what), details(event.what))
        .trimmed();
}

void sayLine(const QString &line)
{
    std::puts(qPrintable(line));
    std::fflush(stdout);
}

void printLiveCalls(Switchboard &switchboard)
{
    QObject::connect(&switchboard, &Switchboard::happened, &switchboard, [](const CallEvent &event) {
        if (const QString line = liveLine(event); !line.isEmpty())
            sayLine(line);
    });
}

} // namespace nightbell
