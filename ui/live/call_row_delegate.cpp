#include "ui/live/call_row_delegate.h"

#include "ui/controls/digits.h"
#include "ui/controls/icon_paint.h"
#include "ui/controls/now.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"
#include "ui/live/live_calls_model.h"
#include "ui/live/recording_mark.h"

#include <QPainter>

namespace nightbell {
namespace {

constexpr int headHeight = 26, rowHeight = 80, edge = 4, tile = 32, gap = 12;

struct RowColours
{
    QColor ground, edge, tile, onTile, chip, onChip;
};

RowColours coloursOf(const CallLook &look, const Tokens &tokens, bool selected)
{
    RowColours colours{selected ? tokens.accentTint : tokens.panel,
                       Qt::transparent,
                       tokens.tint,
                       tokens.text2,
                       tokens.tint,
                       tokens.text2};
    if (look.gravity && *look.gravity == Gravity::Asks)
        colours = {tokens.amberTint, tokens.amberEdge, tokens.amberFill,
                   tokens.onAmber,   tokens.amberFill, tokens.onAmber};
    else if (look.gravity && *look.gravity == Gravity::Urgent)
        colours = {colours.ground, tokens.redEdge, tokens.redTint, tokens.red, tokens.redTint, tokens.red};
    else if (look.gravity)
        colours = {tokens.redTint, tokens.redEdge, tokens.redFill, tokens.onFill, tokens.redFill, tokens.onFill};
    else if (look.group == CallGroup::WithStaff)
        colours = {colours.ground, tokens.violet, tokens.violetFill, tokens.onFill, tokens.violetFill, tokens.onFill};
    return colours;
}

void paintHead(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, const Tokens &tokens)
{
    painter->fillRect(option.rect, tokens.win);
    painter->setPen(tokens.text2);
    painter->setFont(typeFont(Type::Small, QFont::DemiBold));
    const QRect words = option.rect.adjusted(gap, 0, -gap, 0);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                      groupName(CallGroup(index.data(LiveCallsModel::GroupRole).toInt())));
    painter->drawText(words, Qt::AlignRight | Qt::AlignVCenter, index.data(LiveCallsModel::CountRole).toString());
}

int paintChip(QPainter *painter, const QRect &line, const QString &word, const RowColours &colours) // its width
{
    painter->setFont(typeFont(Type::Small, QFont::DemiBold));
    const QRectF chip(line.x(), line.y(), painter->fontMetrics().horizontalAdvance(word) + 12, 20);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.chip);
    painter->drawRoundedRect(chip, 3, 3);
    painter->setPen(colours.onChip);
    painter->drawText(chip, Qt::AlignCenter, word);
    return int(chip.width());
}

// The moment that the row counts from: the end for a dropped call (it counts down), else the answer.
QString lengthOf(const CallSummary &call, Instant now)
{
    if (call.session && !call.live())
        return CallRowDelegate::tr("%1 left").arg(
            lengthText(std::max<qint64>(0, toMs(call.session->expires) - toMs(now)) / 1000));
    return lengthText(std::max<qint64>(0, toMs(now) - toMs(call.answered.value_or(call.created))) / 1000);
}

void paintThirdLine(QPainter *painter, const QRect &line, const CallSummary &call, const CallLook &look,
                    const RowColours &colours, const Tokens &tokens)
{
    int used = 0, waited = 0;
    if (!look.chip.isEmpty()) {
        used = paintChip(painter, line, look.chip, colours) + gap;
    } else if (!look.lastWords.isEmpty()) {
        painter->setFont(typeFont(Type::Small));
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, look.reason);
        used = painter->fontMetrics().horizontalAdvance(look.reason) + gap;
    }
    if (look.waitingSince) {
        const QString words =
            CallRowDelegate::tr("Waiting %1").arg(lengthText((toMs(instantNow()) - toMs(*look.waitingSince)) / 1000));
        painter->setFont(typeFont(Type::Small, QFont::DemiBold));
        painter->setPen(tokens.text);
        paintDigits(*painter, line, Qt::AlignRight, words);
        waited = int(digitsWidth(painter->font(), words)) + gap;
    }
    paintRecordingMark(*painter, line.adjusted(used, 0, -waited, 0), call, tokens);
}

void paintCall(QPainter *painter, const QStyleOptionViewItem &option, const CallSummary &call, const Tokens &tokens)
{
    const bool selected = option.state & QStyle::State_Selected;
    const CallLook look = lookOf(call);
    const RowColours colours = coloursOf(look, tokens, selected);
    const QRect row = option.rect;
    painter->fillRect(row, colours.ground);
    if (look.group == CallGroup::Dropped) {
        painter->setPen(QPen(tokens.text3, edge, Qt::DotLine));
        painter->drawLine(row.x() + edge / 2, row.y() + 2, row.x() + edge / 2, row.bottom() - 2);
    } else {
        painter->fillRect(QRect(row.topLeft(), QSize(edge, row.height())), colours.edge);
    }
    painter->setPen(tokens.line);
    painter->drawLine(row.bottomLeft(), row.bottomRight());

    const QRectF badge(row.x() + edge + 10, row.y() + gap, tile, tile);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.tile);
    painter->drawRoundedRect(badge, 4, 4);
    paintIcon(*painter, badge.adjusted(6, 6, -6, -6), look.icon, colours.onTile);

    const QRect words = row.adjusted(edge + 10 + tile + 10, 8, -gap, -8);
    const QString length = lengthOf(call, instantNow());
    painter->setFont(typeFont(Type::Reading, QFont::DemiBold));
    painter->setPen(tokens.text);
    const int lengthWidth = int(digitsWidth(painter->font(), length)) + 8;
    const QRect first(words.x(), words.y(), words.width(), 20);
    painter->drawText(first.adjusted(0, 0, -lengthWidth, 0), Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(look.name, Qt::ElideRight, first.width() - lengthWidth));
    paintDigits(*painter, first, Qt::AlignRight, length);

    painter->setFont(typeFont(Type::Body));
    painter->setPen(tokens.text2);
    const QRect second(words.x(), words.y() + 21, words.width(), 20);
    painter->drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(look.lastWords.isEmpty() ? look.reason : look.lastWords,
                                                        Qt::ElideRight, second.width()));
    const QRect third(words.x(), words.y() + 43, words.width(), 20);
    paintThirdLine(painter, third, call, look, colours, tokens);
    if (selected) {
        painter->setPen(QPen(tokens.accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(row).adjusted(edge + 0.5, 0.5, -0.5, -1.5));
    }
}

} // namespace

void CallRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = Tokens::of(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(LiveCallsModel::IsHeadRole).toBool())
        paintHead(painter, option, index, tokens);
    else
        paintCall(painter, option, index.data(LiveCallsModel::CallRole).value<CallSummary>(), tokens);
    painter->restore();
}

QSize CallRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {option.rect.width(), index.data(LiveCallsModel::IsHeadRole).toBool() ? headHeight : rowHeight};
}

} // namespace nightbell
