#include "ui/live/call_head.h"

#include "ui/controls/digits.h"
#include "ui/controls/icon_paint.h"
#include "ui/controls/now.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"
#include "ui/live/call_look.h"
#include "ui/live/recording_mark.h"

#include <QPainter>

namespace nightbell {
namespace {

constexpr int headHeight = 60, side = 16;

} // namespace

CallHead::CallHead(QWidget *parent) : QWidget(parent) { setFixedHeight(headHeight); }

QSize CallHead::sizeHint() const { return {400, headHeight}; }

void CallHead::show(const std::optional<CallSummary> &call)
{
    m_call = call;
    setAccessibleName(call ? spokenName(*call, instantNow()) : QString());
    update();
}

void CallHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Tokens::of(palette());
    painter.fillRect(rect(), tokens.panel);
    painter.setPen(tokens.line);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    if (!m_call)
        return;
    const CallLook look = lookOf(*m_call);
    const QRect first = rect().adjusted(side, 8, -side, -28);
    const Instant until = m_call->ended.value_or(instantNow());
    const QString length =
        lengthText(std::max<qint64>(0, toMs(until) - toMs(m_call->answered.value_or(m_call->created))) / 1000);
    painter.setPen(tokens.text);
    painter.setFont(typeFont(Type::Title, QFont::DemiBold));
    paintDigits(painter, first, Qt::AlignRight, length);
    const int room = first.width() - int(digitsWidth(painter.font(), length)) - side;
    const QString name = painter.fontMetrics().elidedText(look.name, Qt::ElideRight, room);
    painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter, name);
    const int after = first.left() + painter.fontMetrics().horizontalAdvance(name) + 12;

    painter.setFont(typeFont(Type::Small, QFont::DemiBold));
    const QString state =
        look.chip.isEmpty() ? (m_call->live() ? tr("The assistant has this call") : tr("Ended")) : look.chip;
    const QRectF chip(after, first.center().y() - 10, painter.fontMetrics().horizontalAdvance(state) + 32, 20);
    if (chip.right() < first.right() - digitsWidth(typeFont(Type::Title, QFont::DemiBold), length)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.tint);
        painter.drawRoundedRect(chip, 3, 3);
        paintIcon(painter, QRectF(chip.left() + 6, chip.top() + 2, 16, 16), look.icon, tokens.text2);
        painter.setPen(tokens.text2);
        painter.drawText(chip.adjusted(26, 0, 0, 0), Qt::AlignVCenter, state);
    }
    QStringList facts{m_call->numberWithheld ? tr("Number withheld") : maskedNumber(m_call->from),
                      m_call->branch.text()};
    facts.removeAll(QString());
    painter.setFont(typeFont(Type::Small));
    painter.setPen(tokens.text2);
    const QRect second = rect().adjusted(side, 32, -side, -8);
    const QString known = facts.join(QStringLiteral("   "));
    painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter, known);
    const int used = known.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(known) + side;
    paintRecordingMark(painter, second.adjusted(used, 0, 0, 0), *m_call, tokens);
}

} // namespace nightbell
