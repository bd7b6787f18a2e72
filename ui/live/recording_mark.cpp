#include "ui/live/recording_mark.h"

#include "ui/controls/icon_paint.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"
#include "ui/live/call_look.h"

#include <QPainter>

namespace nightbell {
namespace {

constexpr qreal dot = 8, triangle = 14, gap = 6, rim = 1.5;

}

void paintRecordingMark(QPainter &painter, const QRect &line, const CallSummary &call, const Tokens &tokens)
{
    const QString word = lookOf(call).recording;
    if (word.isEmpty() || line.width() < dot)
        return;
    const QRectF place(line.x() + rim, line.center().y() - dot / 2 + 1, dot, dot);
    const bool broken = call.recordingBroken && !call.recordingPaused;
    painter.setPen(QPen(tokens.red, rim));
    painter.setBrush(call.recordingPaused ? QBrush(Qt::NoBrush) : QBrush(tokens.red));
    if (broken)
        paintIcon(painter, QRectF(place.x() - rim, line.center().y() - triangle / 2, triangle, triangle),
                  QStringLiteral("warn"), tokens.amber);
    else
        painter.drawEllipse(place);
    painter.setFont(typeFont(Type::Small));
    painter.setPen(broken ? tokens.amber : tokens.text2);
    const QRect words = line.adjusted(int((broken ? triangle : dot) + gap + rim), 0, 0, 0);
    if (painter.fontMetrics().horizontalAdvance(word) <= words.width())
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, word);
}

} // namespace nightbell
