#include "ui/controls/icon_paint.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace nightbell {

QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal pixelRatio)
{
    const QString key = QStringLiteral("icon/%1/%2/%3/%4").arg(name, colour.name()).arg(size).arg(pixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "iconPixmap", qPrintable(name));
    QSvgRenderer drawing(file.readAll().replace("#000", colour.name().toLatin1()));
    pixmap = QPixmap(QSize(size, size) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawing.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter &painter, const QRectF &place, const QString &name, const QColor &colour)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QPixmap pixmap = iconPixmap(name, colour, int(place.width()), ratio);
    const QPointF corner(qRound(place.x() * ratio) / ratio, qRound(place.y() * ratio) / ratio);
    painter.drawPixmap(corner, pixmap);
}

} // namespace nightbell
