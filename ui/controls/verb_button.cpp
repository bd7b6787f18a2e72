#include "ui/controls/verb_button.h"

#include "ui/controls/icon_paint.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace nightbell {
namespace {

constexpr int verbHeight = 52, least = 84, most = 148, ringRoom = 4, side = 8, iconEdge = 20, capHeight = 18;

}

VerbButton::VerbButton(QChar key, QWidget *parent) : QAbstractButton(parent), m_key(key)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMinimumWidth(least + 2 * ringRoom);
    setMaximumWidth(most + 2 * ringRoom);
    connect(this, &QAbstractButton::clicked, this, &VerbButton::press);
}

QSize VerbButton::sizeHint() const { return {most + 2 * ringRoom, verbHeight + 2 * ringRoom}; }

void VerbButton::show(const VerbLook &look)
{
    if (look == m_look)
        return;
    m_look = look;
    name();
}

void VerbButton::showAsking(bool asking)
{
    m_asking = asking;
    name();
}

void VerbButton::press()
{
    if (!m_asking && m_look.whyNot.isEmpty())
        Q_EMIT asked();
}

// What cannot be pressed stays in the tab order and says why.
void VerbButton::name()
{
    setText(m_asking ? tr("Asking…") : m_look.word);
    setAccessibleName(tr("%1, key %2", "a verb").arg(text(), m_key));
    setAccessibleDescription(m_look.whyNot);
    setToolTip(m_look.whyNot);
    update();
}

void VerbButton::enterEvent(QEnterEvent *) { update(); }

void VerbButton::leaveEvent(QEvent *) { update(); }

void VerbButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Tokens::of(palette());
    const bool can = m_look.whyNot.isEmpty(), on = m_look.on && !m_asking;
    QColor ground = !can ? tokens.panel : isDown() ? tokens.line : underMouse() ? tokens.hover : tokens.raised;
    if (on)
        ground = isDown()  ? tokens.accentFill.darker(108)
            : underMouse() ? tokens.accentFill.lighter(108)
                           : tokens.accentFill;
    const QColor ink = on ? tokens.onFill : can ? tokens.text : tokens.off;
    const QRect face = rect().adjusted(ringRoom, ringRoom, -ringRoom, -ringRoom);
    painter.setPen(on ? ground : can ? tokens.ctl : tokens.line);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(face).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    const auto placed = [&](const QRect &place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    const QRect content = face.adjusted(side, 6 + (isDown() && can), -side, -6 + (isDown() && can));
    paintIcon(painter, placed({content.topLeft(), QSize(iconEdge, iconEdge)}),
              m_asking ? QStringLiteral("clock") : m_look.icon, ink);
    const QRect cap = placed({content.right() - capHeight + 1, content.top(), capHeight, capHeight});
    painter.setPen(can ? ink : tokens.line);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setFont(typeFont(Type::Caption, QFont::DemiBold));
    painter.setPen(ink);
    painter.drawText(cap, Qt::AlignCenter, m_key);
    painter.setFont(typeFont(Type::Small, QFont::DemiBold));
    painter.drawText(content, int(Qt::AlignBottom | Qt::AlignLeading),
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, content.width()));
    if (hasFocus()) {
        QStyleOptionFocusRect ring;
        ring.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, &painter, this);
    }
}

} // namespace nightbell
