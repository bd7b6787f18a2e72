// Paints one row of the live list: a group's head, or a call with its state by shape, word and colour.
#pragma once

#include <QStyledItemDelegate>

namespace nightbell {

class CallRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace nightbell
