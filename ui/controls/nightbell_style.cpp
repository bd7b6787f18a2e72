#include "ui/controls/nightbell_style.h"

#include "ui/controls/icon_paint.h"
#include "ui/controls/tokens.h"

#include <QPainter>
#include <QStyleOption>

namespace nightbell {
namespace {

constexpr qreal radius = 4;
constexpr int chevronSize = 16, chevronEdge = 8;

void drawPanel(QPainter &painter, const QRectF &rect, const QColor &ground, const QColor &edge, qreal width = 1)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edge, width));
    painter.setBrush(ground);
    const qreal half = width / 2;
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius);
    painter.restore();
}

void drawButton(QPainter &painter, const QStyleOption &option, const Tokens &tokens)
{
    const bool enabled = option.state & QStyle::State_Enabled, on = option.state & QStyle::State_On;
    const bool pressed = option.state & QStyle::State_Sunken, over = option.state & QStyle::State_MouseOver;
    QColor ground = pressed ? tokens.line : over && enabled ? tokens.hover : tokens.raised;
    if (on)
        ground = pressed ? tokens.accentFill.darker(108) : over ? tokens.accentFill.lighter(108) : tokens.accentFill;
    drawPanel(painter, option.rect, ground, on ? ground : enabled ? tokens.ctl : tokens.line);
}

void drawBox(QPainter &painter, const QStyleOption &option, const Tokens &tokens)
{
    const bool enabled = option.state & QStyle::State_Enabled, focus = option.state & QStyle::State_HasFocus;
    const QColor edge = focus ? tokens.focus : enabled ? tokens.ctl : tokens.line;
    drawPanel(painter, option.rect, tokens.field, edge, focus ? 2 : 1);
    const QRect chevron(option.rect.right() - chevronEdge - chevronSize, option.rect.center().y() - chevronSize / 2 + 1,
                        chevronSize, chevronSize);
    paintIcon(painter, QStyle::visualRect(option.direction, option.rect, chevron), QStringLiteral("chevron"),
              enabled ? tokens.text2 : tokens.off);
}

} // namespace

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
    } else if (element == PE_PanelButtonCommand) {
        drawButton(*painter, *option, tokens);
    } else if (element == PE_Frame) { // flat: panes are parted by lines which their neighbours draw
    } else {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void NightbellStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (element != CE_PushButtonLabel || !button || !(button->state & State_On))
        return QProxyStyle::drawControl(element, option, painter, widget);
    QStyleOptionButton filled = *button;
    filled.palette.setColor(QPalette::ButtonText, Tokens::of(option->palette).onFill);
    QProxyStyle::drawControl(element, &filled, painter, widget);
}

void NightbellStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                        const QWidget *widget) const
{
    if (control == CC_ComboBox)
        drawBox(*painter, *option, Tokens::of(option->palette));
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
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
    if (hint == SH_ScrollBar_Transient || hint == SH_ComboBox_Popup)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, answer);
}

} // namespace nightbell
