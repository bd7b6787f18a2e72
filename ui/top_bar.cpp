#include "ui/top_bar.h"

#include "ui/controls/digits.h"
#include "ui/controls/icon_paint.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace nightbell {
namespace {

constexpr int barHeight = 44, bellWidth = 76, gap = 16;

} // namespace

TopBar::TopBar(QWidget *parent) : QWidget(parent), m_end(new QHBoxLayout(this))
{
    setFixedHeight(barHeight);
    m_end->setContentsMargins(0, 0, gap - 8, 0);
    m_end->addStretch(1);
}

void TopBar::addAtEnd(QWidget *widget) { m_end->addWidget(widget, 0, Qt::AlignVCenter); }

QSize TopBar::sizeHint() const { return {400, barHeight}; }

void TopBar::showClinic(const QString &name, const QTimeZone &zone)
{
    m_name = name;
    m_zone = zone;
    setAccessibleName(name);
    update();
}

void TopBar::showOpen(bool open, const QString &words)
{
    m_open = open;
    m_openWords = words;
    setAccessibleDescription(words);
    update();
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Tokens::of(palette());
    painter.fillRect(rect(), tokens.panel);
    painter.setPen(tokens.line);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    paintIcon(painter, QRectF((bellWidth - 20) / 2.0, (height() - 20) / 2.0, 20, 20), QStringLiteral("bell"),
              tokens.accent);

    QRect left = rect().adjusted(bellWidth, 0, -gap, 0);
    painter.setFont(typeFont(Type::Reading, QFont::DemiBold));
    painter.setPen(tokens.text);
    const QString name = painter.fontMetrics().elidedText(m_name, Qt::ElideRight, left.width() / 2);
    painter.drawText(left, Qt::AlignVCenter, name);
    left.setLeft(left.left() + painter.fontMetrics().horizontalAdvance(name) + gap);

    if (!m_openWords.isEmpty()) {
        painter.setFont(typeFont(Type::Small, QFont::DemiBold));
        const QRectF chip(left.left(), (height() - 20) / 2.0, painter.fontMetrics().horizontalAdvance(m_openWords) + 32,
                          20);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_open ? tokens.greenTint : tokens.tint);
        painter.drawRoundedRect(chip, 3, 3);
        const QColor ink = m_open ? tokens.green : tokens.text2;
        paintIcon(painter, QRectF(chip.left() + 6, chip.top() + 2, 16, 16),
                  m_open ? QStringLiteral("check") : QStringLiteral("clock"), ink);
        painter.setPen(ink);
        painter.drawText(chip.adjusted(26, 0, 0, 0), Qt::AlignVCenter, m_openWords);
        left.setLeft(int(chip.right()) + gap);
    }
    const QDateTime now = QDateTime::currentDateTimeUtc().toTimeZone(m_zone);
    const QString zone =
        QString::fromLatin1(m_zone.id()).section(QLatin1Char('/'), -1).replace(QLatin1Char('_'), QLatin1Char(' '));
    const QString clock =
        tr("%1, %2", "date, time").arg(locale().toString(now.date(), tr("ddd d MMM")), clockText(now.time(), locale()));
    painter.setFont(typeFont(Type::Body));
    painter.setPen(tokens.text2);
    paintDigits(painter, left, Qt::AlignLeft, clock);
    left.setLeft(left.left() + int(digitsWidth(painter.font(), clock)) + 8);
    painter.setPen(tokens.text3);
    painter.drawText(left, Qt::AlignVCenter, zone);
}

} // namespace nightbell
