// Icons are one-colour SVG paths in the resources; here they get their colour and their size in device pixels.
#pragma once

#include <QColor>
#include <QPixmap>
#include <QString>

class QPainter;
class QRectF;

namespace nightbell {

QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal pixelRatio);
void paintIcon(QPainter &painter, const QRectF &place, const QString &name, const QColor &colour);

} // namespace nightbell
