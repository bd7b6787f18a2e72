// The live list: heads and calls in one flat list, in the order of attention. Changes are gathered for a frame; a call
// that newly needs a person is shown at once.
#pragma once

#include "call/call_summary.h"
#include "ui/live/call_look.h"

#include <QAbstractListModel>
#include <QHash>
#include <QTimer>

namespace nightbell {

class LiveCallsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IsHeadRole = Qt::UserRole + 1, CallRole, GroupRole, CountRole };

    explicit LiveCallsModel(QObject *parent = nullptr);

    void show(const CallSummary &call);
    void remove(const CallId &id);
    void passTime(); // once a second: lengths and waiting times

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    const CallSummary *callAt(const QModelIndex &index) const;
    QModelIndex indexOf(const CallId &id) const;
    int liveCount() const;
    QList<CallSummary> needingAPerson() const; // the gravest first, then the longest waiting

private:
    struct Row
    {
        CallGroup group = CallGroup::Gone;
        CallId call; // empty: the head of the group
        bool operator==(const Row &) const = default;
    };

    QList<Row> wantedRows() const;
    void arrange();

    QHash<CallId, CallSummary> m_calls;
    QSet<CallId> m_changed;
    QList<Row> m_rows;
    QTimer m_frame;
};

} // namespace nightbell

Q_DECLARE_METATYPE(nightbell::CallSummary)
