#include "ui/controls/nightbell_style.h"

#include "ui/controls/tokens.h"

#include <QPainter>
#include <QStyleOption>

namespace nightbell {

NightbellStyle::NightbellStyle() : QProxyStyle(QStringLiteral("Fusion")) { }

void NightbellStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                   const QWidget *widget) const
{
    const Tokens &tokens = Tokens::of(option->palette);
    if (element == PE_FrameFocusRect) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens.focus, 2));
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 5, 5);
        painter->restore();
    } else if (element == PE_Frame) { // flat: panes are parted by lines which their neighbours draw
    } else {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

int NightbellStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_DefaultFrameWidth:
        return 0;
    case PM_SplitterWidth:
        return 1;
    case PM_ScrollBarExtent:
        return 10;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int NightbellStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                              QStyleHintReturn *answer) const
{
    if (hint == SH_ScrollBar_Transient)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, answer);
}

} // namespace nightbell
