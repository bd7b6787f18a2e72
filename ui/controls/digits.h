// Clocks and lengths whose digits do not dance: each digit sits in a cell of the widest digit's width.
#pragma once

#include <QFont>
#include <QLocale>
#include <QString>
#include <QTime>

class QPainter;
class QRectF;

namespace nightbell {

qreal digitsWidth(const QFont &font, const QString &text);
void paintDigits(QPainter &painter, const QRectF &place, Qt::Alignment side, const QString &text);

QString clockText(QTime time, const QLocale &locale); // hours and minutes as the locale writes them
QString lengthText(qint64 seconds);                   // 0:09, 2:14, 1:02:14
QString lengthWords(qint64 seconds);                  // for a screen reader: "2 minutes 14 seconds"

} // namespace nightbell
