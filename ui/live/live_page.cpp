#include "ui/live/live_page.h"

#include "desk/switchboard.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"
#include "ui/live/call_bar.h"
#include "ui/live/call_head.h"
#include "ui/live/call_row_delegate.h"
#include "ui/live/transcript_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QSplitter>
#include <QVBoxLayout>

namespace nightbell {
namespace {

constexpr int listLeast = 248, listIdeal = 316, listMost = 380, headHeight = 36, fewCalls = 4;

} // namespace

LivePage::LivePage(Switchboard &switchboard, Headset &headset, const Asker &me, QWidget *parent)
    : QWidget(parent)
    , m_switchboard(switchboard)
    , m_bar(new CallBar(switchboard, headset, me))
{
    auto *split = new QSplitter(this);
    split->addWidget(buildList());
    split->addWidget(buildCall());
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    split->setSizes({listIdeal, width() - listIdeal});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(split);

    connect(&switchboard, &Switchboard::callChanged, this, &LivePage::take);
    connect(&switchboard, &Switchboard::callGone, this, &LivePage::drop);
    connect(&switchboard, &Switchboard::happened, this, &LivePage::hear);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (const CallSummary *call = m_calls.callAt(now))
            open(*call);
    });
    for (const CallSummary &call : switchboard.calls())
        take(call);
    showHints();
}

QWidget *LivePage::buildList()
{
    auto *pane = new QWidget;
    pane->setMinimumWidth(listLeast);
    pane->setMaximumWidth(listMost);
    QPalette ground = pane->palette();
    ground.setColor(QPalette::Window, Tokens::of(ground).panel);
    ground.setColor(QPalette::Base, Tokens::of(ground).panel);
    pane->setPalette(ground);
    pane->setAutoFillBackground(true);
    m_count = new QLabel;
    m_count->setFont(typeFont(Type::Body, QFont::DemiBold));
    m_count->setFixedHeight(headHeight);
    m_count->setContentsMargins(16, 0, 16, 0);

    m_list = new QListView;
    m_list->setModel(&m_calls);
    m_list->setItemDelegate(new CallRowDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setAccessibleName(tr("Live calls"));

    m_hint = new QLabel;
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_hint->setContentsMargins(24, 24, 24, 24);
    m_hint->setForegroundRole(QPalette::PlaceholderText);

    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_count);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_hint);
    return pane;
}

QWidget *LivePage::buildCall()
{
    auto *pane = new QWidget;
    m_head = new CallHead;
    m_transcript = new TranscriptView;
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_transcript, 1);
    layout->addWidget(m_bar);
    return pane;
}

void LivePage::choose(const CallId &call)
{
    if (const QModelIndex row = m_calls.indexOf(call); row.isValid())
        m_list->setCurrentIndex(row);
}

void LivePage::passTime()
{
    m_calls.passTime();
    m_head->update();
}

void LivePage::addKeysTo(LetterKeys &keys) { m_bar->addKeysTo(keys); }

void LivePage::take(const CallSummary &call)
{
    m_calls.show(call);
    if (call.id == m_chosen) {
        m_head->show(call);
        m_bar->show(call);
    }
    showHints();
    Q_EMIT waitingChanged(m_calls.needingAPerson());
}

void LivePage::drop(const CallId &call)
{
    if (call == m_chosen)
        m_list->setCurrentIndex({}); // its transcript stays readable until another is chosen
    m_calls.remove(call);
    showHints();
    Q_EMIT waitingChanged(m_calls.needingAPerson());
}

void LivePage::hear(const CallEvent &event)
{
    if (event.call == m_chosen)
        m_transcript->take(event);
}

void LivePage::open(const CallSummary &call)
{
    if (call.id == m_chosen)
        return;
    m_chosen = call.id;
    m_head->show(call);
    m_bar->show(call);
    Transcript transcript;
    for (const CallEvent &event : m_switchboard.events(call.id))
        transcript.take(event);
    m_transcript->show(std::move(transcript));
    showHints();
}

void LivePage::showHints()
{
    const int live = m_calls.liveCount();
    m_count->setText(tr("%n live call(s)", nullptr, live));
    m_hint->setVisible(live < fewCalls);
    m_hint->setText(live ? tr("New calls appear here. An alarm comes to the top of this list and to the line above.")
                         : tr("No calls. Call your clinic's number to try it."));
    m_transcript->setEmptyText(m_chosen.isEmpty() ? tr("Choose a call with ↑ ↓.") : tr("Ringing. Words appear here."));
}

} // namespace nightbell
