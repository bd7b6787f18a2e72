#include "ui/main_window.h"

#include "ask.h"
#include "clinic/opening.h"
#include "desk/clinic_file.h"
#include "desk/vitals.h"
#include "ui/alarm_line.h"
#include "ui/controls/digits.h"
#include "ui/controls/letter_keys.h"
#include "ui/controls/now.h"
#include "ui/fault_words.h"
#include "ui/headset/headset_button.h"
#include "ui/headset/headset_panel.h"
#include "ui/live/live_page.h"
#include "ui/top_bar.h"

#include <QApplication>
#include <QDateTime>
#include <QLocale>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace nightbell {
namespace {

constexpr QSize leastSize{1024, 700}, idealSize{1440, 900};
constexpr int secondMs = 1'000;

QString doorWords(const DoorSign &sign, const QTimeZone &zone, const QLocale &locale)
{
    if (!sign.changes)
        return sign.open ? MainWindow::tr("Open") : MainWindow::tr("Closed");
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(toMs(*sign.changes), zone);
    const bool today = at.date() == QDateTime::currentDateTimeUtc().toTimeZone(zone).date();
    const QString time = clockText(at.time(), locale);
    if (sign.open)
        return MainWindow::tr("Open until %1").arg(time);
    return today ? MainWindow::tr("Closed until %1").arg(time)
                 : MainWindow::tr("Closed until %1, %2", "day, time").arg(locale.dayName(at.date().dayOfWeek()), time);
}

} // namespace

MainWindow::MainWindow(Switchboard &switchboard, ClinicFile &clinic, Vitals &vitals, Headset &headset, Asker me)
    : m_switchboard(switchboard)
    , m_clinic(clinic)
    , m_vitals(vitals)
    , m_me(std::move(me))
    , m_topBar(new TopBar)
    , m_alarmLine(new AlarmLine)
    , m_live(new LivePage(switchboard, headset, m_me))
    , m_headsetButton(new HeadsetButton)
    , m_headsetPanel(new HeadsetPanel(headset, m_me))
    , m_bell(switchboard, headset, m_me.staff)
{
    auto *frame = new QWidget;
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_topBar);
    layout->addWidget(m_alarmLine);
    auto *screen = new QHBoxLayout;
    screen->addWidget(m_live, 1);
    screen->addWidget(m_headsetPanel);
    layout->addLayout(screen, 1);
    m_topBar->addAtEnd(m_headsetButton);
    m_headsetPanel->hide();
    setCentralWidget(frame);
    setMinimumSize(leastSize);
    resize(idealSize);

    connect(m_live, &LivePage::waitingChanged, this, &MainWindow::showWaiting);
    connect(m_alarmLine, &AlarmLine::claimAsked, this, &MainWindow::claim);
    connect(&clinic, &ClinicFile::changed, this, &MainWindow::showClinic);
    connect(&vitals, &Vitals::changed, this, &MainWindow::showVitals);
    connect(&headset, &Headset::changed, this, &MainWindow::showHeadset);
    connect(m_headsetButton, &HeadsetButton::toggled, this, &MainWindow::openHeadset);
    connect(m_headsetPanel, &HeadsetPanel::closed, m_headsetButton, [this] { m_headsetButton->setChecked(false); });
    connect(&m_second, &QTimer::timeout, this, &MainWindow::passTime);
    auto *claimKey = new QShortcut(QKeySequence(Qt::Key_F8), this);
    connect(claimKey, &QShortcut::activated, m_alarmLine, &AlarmLine::claimTop);
    connect(m_alarmLine, &AlarmLine::quietAsked, this, &MainWindow::silence);
    auto *letters = new LetterKeys(*this, [] { return toMs(instantNow()); });
    letters->add(u'Q', [this] { m_alarmLine->toggleQuiet(); });
    m_live->addKeysTo(*letters);

    m_second.start(secondMs);
    showClinic();
    showVitals();
    showHeadset(headset.status());
    showWaiting(m_live->calls().needingAPerson());
}

void MainWindow::showClinic()
{
    const ClinicBook book = m_clinic.book();
    if (book.organisations.isEmpty() || book.organisations.first().branches.isEmpty())
        return;
    const Organisation &organisation = book.organisations.first();
    const Opening opening(organisation, organisation.branches.first());
    const DoorSign sign = doorSign(opening, instantNow());
    m_zone = opening.timeZone();
    m_topBar->showClinic(organisation.name, m_zone);
    m_topBar->showOpen(sign.open, doorWords(sign, opening.timeZone(), locale()));
}

void MainWindow::showVitals() { m_alarmLine->showFaults(faultSentences(m_vitals.signs().faults, m_zone, locale())); }

void MainWindow::showHeadset(const HeadsetStatus &status)
{
    m_headsetButton->show(status);
    m_alarmLine->showUnheard(!alarmsAreHeard(status));
}

void MainWindow::openHeadset(bool open)
{
    m_headsetPanel->setVisible(open);
    if (open)
        m_headsetPanel->setFocus();
    else
        m_headsetButton->setFocus();
}

void MainWindow::showWaiting(const QList<CallSummary> &waiting)
{
    m_alarmLine->show(waiting);
    m_bell.show(waiting, instantNow());
    setWindowTitle(waiting.isEmpty() ? tr("Nightbell") : tr("Nightbell (%n waiting)", nullptr, int(waiting.size())));
    if (!waiting.isEmpty())
        QApplication::alert(this);
}

void MainWindow::claim(const CallId &call, const EscalationId &escalation)
{
    m_live->choose(call);
    whenDone(m_switchboard.ask(call, m_me, verb::Claim{escalation}), this,
             [this, call, escalation](const Result<> &claimed) {
                 if (claimed)
                     listenTo(call);
                 else
                     m_alarmLine->showRefusal(escalation, tr("Not claimed. Try again."));
             });
}

// A claim never takes over by itself; and whoever speaks with a caller goes on with that one. Refused without a
// headset: then the words on the screen are what there is.
void MainWindow::listenTo(const CallId &call)
{
    const QList<CallSummary> calls = m_switchboard.calls();
    const auto isMine = [this](const CallSummary &each) { return each.takenOverBy == m_me.staff; };
    const auto claimed = std::ranges::find(calls, call, &CallSummary::id);
    if (claimed != calls.end() && claimed->live() && std::ranges::none_of(calls, isMine))
        m_switchboard.ask(call, m_me, verb::Listen{});
}

void MainWindow::silence(bool quiet)
{
    quiet ? m_bell.beQuiet(instantNow()) : m_bell.endQuiet(instantNow());
    showQuiet();
}

void MainWindow::showQuiet()
{
    const std::optional<Instant> until = m_bell.quietUntil(instantNow());
    const QTime end = until ? QDateTime::fromMSecsSinceEpoch(toMs(*until), m_zone).time() : QTime();
    m_alarmLine->showQuiet(until ? clockText(end, locale()) : QString());
}

void MainWindow::passTime()
{
    showClinic();
    m_alarmLine->update();
    m_live->passTime();
    m_bell.passTime(instantNow());
    showQuiet();
}

} // namespace nightbell
