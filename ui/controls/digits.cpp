#include "ui/controls/digits.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

namespace nightbell {
namespace {

qreal cellOf(const QFontMetricsF &metrics)
{
    qreal widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

} // namespace

qreal digitsWidth(const QFont &font, const QString &text)
{
    const QFontMetricsF metrics(font);
    const qreal cell = cellOf(metrics);
    qreal width = 0;
    for (const QChar each : text)
        width += each.isDigit() ? cell : metrics.horizontalAdvance(each);
    return width;
}

void paintDigits(QPainter &painter, const QRectF &place, Qt::Alignment side, const QString &text)
{
    const QFontMetricsF metrics(painter.font());
    const qreal cell = cellOf(metrics);
    qreal x = side & Qt::AlignRight ? place.right() - digitsWidth(painter.font(), text) : place.left();
    const qreal y = place.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    for (const QChar each : text) {
        const qreal own = metrics.horizontalAdvance(each);
        const qreal width = each.isDigit() ? cell : own;
        painter.drawText(QPointF(x + (width - own) / 2, y), QString(each));
        x += width;
    }
}

QString clockText(QTime time, const QLocale &locale)
{
    return locale.toString(time, locale.timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss")));
}

QString lengthText(qint64 seconds)
{
    const qint64 hours = seconds / 3600, minutes = seconds / 60 % 60;
    const auto two = [](qint64 number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    return hours ? QStringLiteral("%1:%2:%3").arg(hours).arg(two(minutes), two(seconds % 60))
                 : QStringLiteral("%1:%2").arg(minutes).arg(two(seconds % 60));
}

QString lengthWords(qint64 seconds)
{
    const int minutes = int(seconds / 60), rest = int(seconds % 60);
    const QString secondsWords = QCoreApplication::translate("Length", "%n second(s)", nullptr, rest);
    if (minutes == 0)
        return secondsWords;
    const QString minutesWords = QCoreApplication::translate("Length", "%n minute(s)", nullptr, minutes);
    return QStringLiteral("%1 %2").arg(minutesWords, secondsWords);
}

} // namespace nightbell
