#include "ui/controls/type.h"

#include <QApplication>

namespace nightbell {
namespace {

constexpr qreal bodyPoints = 9.75;

qreal points(Type type)
{
    switch (type) {
    case Type::Caption:
        return 8.25;
    case Type::Small:
        return 9;
    case Type::Body:
        return bodyPoints;
    case Type::Reading:
        return 10.5;
    case Type::Alarm:
        return 11.25;
    case Type::Title:
        return 13.5;
    }
    Q_UNREACHABLE();
}

} // namespace

QFont typeFont(Type type, int weight)
{
    QFont font = QApplication::font(); // its size is body times the person's text size
    font.setPointSizeF(points(type) * font.pointSizeF() / bodyPoints);
    font.setWeight(QFont::Weight(weight));
    return font;
}

} // namespace nightbell
