#include "ui/controls/nightbell_style.h"

#include "ui/controls/icon_paint.h"
#include "ui/controls/tokens.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace nightbell {
namespace {

constexpr qreal radius = 4;
constexpr int chevronSize = 16, chevronEdge = 8, side = 12, iconGap = 8;

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

void drawButtonLabel(QPainter &painter, const QStyleOptionButton &button, const Tokens &tokens)
{
    const bool enabled = button.state & QStyle::State_Enabled, on = button.state & QStyle::State_On;
    const int icon = button.icon.isNull() ? 0 : button.iconSize.width() + iconGap;
    const int wide = std::min(icon + painter.fontMetrics().horizontalAdvance(button.text), button.rect.width());
    const int down = button.state & QStyle::State_Sunken ? 1 : 0;
    const QRect content(button.rect.center().x() - wide / 2 + 1, button.rect.top() + down, wide, button.rect.height());
    if (icon > 0)
        button.icon.paint(&painter,
                          QStyle::visualRect(button.direction, content,
                                             QRect(content.topLeft(), QSize(icon - iconGap, content.height()))));
    painter.setPen(on ? tokens.onFill : enabled ? tokens.text : tokens.off);
    painter.drawText(QStyle::visualRect(button.direction, content, content.adjusted(icon, 0, 0, 0)),
                     Qt::AlignVCenter | Qt::AlignLeading,
                     painter.fontMetrics().elidedText(button.text, Qt::ElideRight, wide - icon));
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
    if (element == CE_PushButtonLabel && button)
        drawButtonLabel(*painter, *button, Tokens::of(option->palette));
    else
        QProxyStyle::drawControl(element, option, painter, widget);
}

void NightbellStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                        const QWidget *widget) const
{
    if (control == CC_ComboBox)
        drawBox(*painter, *option, Tokens::of(option->palette));
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect NightbellStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                     const QWidget *widget) const
{
    if (control != CC_ComboBox || part != SC_ComboBoxEditField)
        return QProxyStyle::subControlRect(control, option, part, widget);
    const int room = side - 4; // the text keeps four from its edge
    return visualRect(option->direction, option->rect,
                      option->rect.adjusted(room, 0, -chevronSize - 2 * chevronEdge, 0));
}

QSize NightbellStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                       const QWidget *widget) const
{
    const QSize made = QProxyStyle::sizeFromContents(type, option, size, widget);
    return type == CT_PushButton ? QSize(std::max(made.width(), size.width() + 2 * side), made.height()) : made;
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
