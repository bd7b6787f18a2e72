#include "ui/live/live_calls_model.h"

#include "ui/controls/now.h"

namespace nightbell {
namespace {

constexpr int frameMs = 33;
constexpr CallGroup shownGroups[] = {CallGroup::NeedsPerson, CallGroup::WithStaff, CallGroup::WithAssistant,
                                     CallGroup::Dropped};

} // namespace

LiveCallsModel::LiveCallsModel(QObject *parent) : QAbstractListModel(parent)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameMs);
    connect(&m_frame, &QTimer::timeout, this, &LiveCallsModel::arrange);
}

void LiveCallsModel::show(const CallSummary &call)
{
    const bool alarm = lookOf(call).group == CallGroup::NeedsPerson;
    m_calls.insert(call.id, call);
    m_changed.insert(call.id);
    if (alarm)
        arrange();
    else if (!m_frame.isActive())
        m_frame.start();
}

void LiveCallsModel::remove(const CallId &id)
{
    m_calls.remove(id);
    if (!m_frame.isActive())
        m_frame.start();
}

void LiveCallsModel::passTime()
{
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
}

int LiveCallsModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QVariant LiveCallsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows[index.row()];
    const bool head = row.call.isEmpty();
    switch (role) {
    case IsHeadRole:
        return head;
    case GroupRole:
        return int(row.group);
    case CountRole:
        return int(std::count_if(m_rows.begin(), m_rows.end(),
                                 [&](const Row &each) { return each.group == row.group; }))
            - 1;
    case CallRole:
        return head ? QVariant() : QVariant::fromValue(m_calls.value(row.call));
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return head ? groupName(row.group) : spokenName(m_calls.value(row.call), instantNow());
    default:
        return {};
    }
}

Qt::ItemFlags LiveCallsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return m_rows.value(index.row()).call.isEmpty() ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

const CallSummary *LiveCallsModel::callAt(const QModelIndex &index) const
{
    if (!index.isValid() || m_rows[index.row()].call.isEmpty())
        return nullptr;
    const auto found = m_calls.constFind(m_rows[index.row()].call);
    return found == m_calls.constEnd() ? nullptr : &*found;
}

QModelIndex LiveCallsModel::indexOf(const CallId &id) const
{
    for (int row = 0; row < m_rows.size(); ++row)
        if (m_rows[row].call == id)
            return index(row);
    return {};
}

int LiveCallsModel::liveCount() const
{
    return int(std::count_if(m_calls.begin(), m_calls.end(), [](const CallSummary &call) { return call.live(); }));
}

QList<CallSummary> LiveCallsModel::needingAPerson() const
{
    QList<CallSummary> found;
    for (const CallSummary &call : m_calls)
        if (lookOf(call).group == CallGroup::NeedsPerson)
            found << call;
    std::sort(found.begin(), found.end(), [](const CallSummary &a, const CallSummary &b) {
        const CallLook left = lookOf(a), right = lookOf(b);
        return std::pair(right.gravity, left.waitingSince) < std::pair(left.gravity, right.waitingSince);
    });
    return found;
}

QList<LiveCallsModel::Row> LiveCallsModel::wantedRows() const
{
    QHash<CallGroup, QList<const CallSummary *>> groups;
    for (const CallSummary &call : m_calls)
        groups[lookOf(call).group] << &call;
    QList<Row> wanted;
    for (const CallGroup group : shownGroups) {
        QList<const CallSummary *> &calls = groups[group];
        if (calls.isEmpty())
            continue;
        std::sort(calls.begin(), calls.end(), [](const CallSummary *a, const CallSummary *b) {
            return std::tie(a->created, a->id) < std::tie(b->created, b->id); // oldest first
        });
        wanted << Row{group, {}};
        for (const CallSummary *call : calls)
            wanted << Row{group, call->id};
    }
    return wanted;
}

// Brings the rows to the wanted order by single removals, moves and insertions, so that selection and scroll position
// of the views stay where they are.
void LiveCallsModel::arrange()
{
    m_frame.stop();
    const QList<Row> wanted = wantedRows();
    const auto same = [](const Row &a, const Row &b) {
        return a.call == b.call && (!a.call.isEmpty() || a.group == b.group);
    };
    for (int row = int(m_rows.size()) - 1; row >= 0; --row)
        if (std::none_of(wanted.begin(), wanted.end(), [&](const Row &each) { return same(each, m_rows[row]); })) {
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            endRemoveRows();
        }
    for (int row = 0; row < wanted.size(); ++row) {
        int from = row;
        while (from < m_rows.size() && !same(m_rows[from], wanted[row]))
            ++from;
        if (from == m_rows.size()) {
            beginInsertRows({}, row, row);
            m_rows.insert(row, wanted[row]);
            endInsertRows();
        } else if (from != row) {
            beginMoveRows({}, from, from, {}, row);
            m_rows.move(from, row);
            endMoveRows();
        }
        m_rows[row] = wanted[row];
        if (m_changed.contains(wanted[row].call) || wanted[row].call.isEmpty())
            Q_EMIT dataChanged(index(row), index(row));
    }
    m_changed.clear();
}

} // namespace nightbell
