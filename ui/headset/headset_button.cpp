#include "ui/headset/headset_button.h"

#include "ui/controls/icon_paint.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace nightbell {
namespace {

constexpr int buttonHeight = 32, side = 8, iconWidth = 20, gap = 8;

} // namespace

HeadsetButton::HeadsetButton(QWidget *parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    show(HeadsetStatus());
}

void HeadsetButton::show(const HeadsetStatus &status)
{
    const HeadsetWords words = wordsOf(status);
    m_icon = words.icon;
    m_mood = words.mood;
    setText(words.state);
    setAccessibleName(tr("Headset: %1").arg(words.state));
    setAccessibleDescription(words.advice);
    setToolTip(tr("Choose and test microphone, earpiece and the loudspeaker for alarms"));
    updateGeometry();
    update();
}

QSize HeadsetButton::sizeHint() const
{
    const QFontMetrics metrics(typeFont(Type::Body, m_mood == Mood::Trouble ? QFont::DemiBold : QFont::Normal));
    return {side + iconWidth + gap + metrics.horizontalAdvance(text()) + side, buttonHeight};
}

void HeadsetButton::enterEvent(QEnterEvent *) { update(); }

void HeadsetButton::leaveEvent(QEvent *) { update(); }

void HeadsetButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Tokens::of(palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? tokens.accentTint : underMouse() ? tokens.hover : tokens.panel);
    painter.drawRoundedRect(rect(), 4, 4);
    const QRect icon =
        QStyle::visualRect(layoutDirection(), rect(), QRect(side, (height() - iconWidth) / 2, iconWidth, iconWidth));
    paintIcon(painter, icon, m_icon, inkOf(m_mood, tokens));
    painter.setFont(typeFont(Type::Body, m_mood == Mood::Trouble ? QFont::DemiBold : QFont::Normal));
    painter.setPen(m_mood == Mood::Trouble ? tokens.amber : tokens.text2);
    const QRect words =
        QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(side + iconWidth + gap, 0, -4, 0));
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeading, text());
    if (hasFocus()) {
        QStyleOptionFocusRect ring;
        ring.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, &painter, this);
    }
}

} // namespace nightbell
