#include "ui/headset/headset_panel.h"

#include "ask.h"
#include "ui/controls/icon_paint.h"
#include "ui/controls/meter_bar.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"
#include "ui/headset/device_box.h"
#include "ui/headset/headset_words.h"
#include "ui/headset/state_note.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace nightbell {
namespace {

constexpr int least = 280, ideal = 336, most = 400, headHeight = 36, side = 16, gap = 8, sectionGap = 24;
constexpr int buttonHeight = 32, smallButton = 24, iconSize = 16;

QPushButton *newButton(const QString &words)
{
    auto *button = new QPushButton(words);
    button->setFixedHeight(buttonHeight);
    button->setFont(typeFont(Type::Body, QFont::Medium));
    button->setIconSize({iconSize, iconSize});
    return button;
}

void setIcon(QAbstractButton *button, const QString &name, const QColor &colour)
{
    button->setIcon(iconPixmap(name, colour, iconSize, button->devicePixelRatioF()));
}

} // namespace

HeadsetPanel::HeadsetPanel(Headset &headset, Asker me, QWidget *parent)
    : QWidget(parent)
    , m_headset(headset)
    , m_me(std::move(me))
    , m_note(new StateNote)
    , m_microphone(newBox(HeadsetPart::Microphone, tr("Microphone")))
    , m_speaker(newBox(HeadsetPart::Speaker, tr("Earpiece")))
    , m_alarm(newBox(HeadsetPart::AlarmSpeaker, tr("Loudspeaker for alarms")))
    , m_meter(new MeterBar)
    , m_mute(newButton(tr("Mute")))
    , m_hearSelf(newButton(tr("Hear yourself")))
    , m_testSpeaker(newButton(tr("Play a test sound")))
    , m_testAlarm(newButton(tr("Play a test sound")))
{
    setMinimumWidth(least);
    setMaximumWidth(most);
    setAccessibleName(tr("Headset"));
    setFocusProxy(m_microphone);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(side, 12, side, side);
    column->setSpacing(gap);
    column->addWidget(m_note);
    buildMicrophone(column);
    buildSpeakers(column);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addSpacing(1);
    layout->addWidget(scroll, 1);
    QPalette ground = palette();
    ground.setColor(QPalette::Window, Tokens::of(ground).panel);
    setPalette(ground);
    setAutoFillBackground(true);

    connect(&headset, &Headset::changed, this, [this](const HeadsetStatus &status) { show(status); });
    connect(&headset, &Headset::heard, m_meter, &MeterBar::showPeak);
    show(headset.status());
}

QSize HeadsetPanel::sizeHint() const { return {ideal, 600}; }

QWidget *HeadsetPanel::buildHead()
{
    auto *head = new QWidget;
    head->setFixedHeight(headHeight);
    auto *title = new QLabel(tr("Headset"));
    title->setFont(typeFont(Type::Body, QFont::DemiBold));
    auto *close = new QToolButton;
    close->setFixedSize(smallButton, smallButton);
    close->setIconSize({iconSize, iconSize});
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Close (Esc)"));
    setIcon(close, QStringLiteral("cross"), Tokens::of(palette()).text2);
    connect(close, &QToolButton::clicked, this, &HeadsetPanel::closed);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(side, 0, 12, 0);
    layout->addWidget(title, 1);
    layout->addWidget(close);
    return head;
}

void HeadsetPanel::buildMicrophone(QVBoxLayout *column)
{
    m_meter->setAccessibleName(tr("Level of the microphone"));
    m_mute->setCheckable(true);
    m_hearSelf->setCheckable(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addWidget(m_mute, 1);
    buttons->addWidget(m_hearSelf, 1);
    column->addSpacing(gap);
    column->addWidget(m_microphone);
    column->addWidget(m_meter);
    column->addLayout(buttons);
    column->addSpacing(sectionGap - gap);
    connect(m_mute, &QPushButton::clicked, this, [this] {
        m_headset.mute(!m_headset.status().muted);
        show(m_headset.status());
    });
    connect(m_hearSelf, &QPushButton::clicked, this, [this] {
        const bool on = m_headset.status().rehearsal == Rehearsal::HearSelf;
        m_headset.rehearse(on ? Rehearsal::Level : Rehearsal::HearSelf);
        show(m_headset.status());
    });
}

void HeadsetPanel::buildSpeakers(QVBoxLayout *column)
{
    column->addWidget(m_speaker);
    column->addWidget(m_testSpeaker, 0, Qt::AlignLeading);
    column->addSpacing(sectionGap - gap);
    column->addWidget(m_alarm);
    column->addWidget(m_testAlarm, 0, Qt::AlignLeading);
    auto *hint = new QLabel(tr("Best one that fills the room. Alarms are as loud as a conversation, not louder."));
    hint->setFont(typeFont(Type::Small));
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(hint);
    connect(m_testSpeaker, &QPushButton::clicked, this, [this] { m_headset.play(HeadsetPart::Speaker, Earcon::Test); });
    connect(m_testAlarm, &QPushButton::clicked, this,
            [this] { m_headset.play(HeadsetPart::AlarmSpeaker, Earcon::Test); });
}

DeviceBox *HeadsetPanel::newBox(HeadsetPart part, const QString &name)
{
    auto *box = new DeviceBox(name);
    connect(box, &DeviceBox::chosen, this, [this, part, box](const QString &id) {
        whenDone(m_headset.choose(m_me, part, id), box, [box](const Result<> &chosen) {
            if (!chosen)
                box->refuse(chosen.problem().kind == Problem::Kind::NotFound ? tr("It was unplugged meanwhile.")
                                                                             : tr("Not kept. Try again."));
        });
    });
    return box;
}

void HeadsetPanel::show(const HeadsetStatus &status)
{
    const Tokens &tokens = Tokens::of(palette());
    m_note->show(wordsOf(status));
    m_microphone->show(status.microphone, status.microphones);
    m_speaker->show(status.speaker, status.speakers);
    m_alarm->show(status.alarmSpeaker, status.speakers);
    if (!status.open)
        m_meter->showPeak(0);

    const bool microphone = !status.microphone.used.isEmpty(), speaker = !status.speaker.used.isEmpty();
    const bool hearsSelf = status.rehearsal == Rehearsal::HearSelf;
    m_mute->setChecked(status.muted);
    m_mute->setText(status.muted ? tr("Muted") : tr("Mute"));
    setIcon(m_mute, status.muted ? QStringLiteral("mic-off") : QStringLiteral("mic"),
            status.muted ? tokens.onFill : tokens.text);
    m_hearSelf->setChecked(hearsSelf);
    m_hearSelf->setText(hearsSelf ? tr("Stop hearing") : tr("Hear yourself"));
    m_hearSelf->setEnabled(microphone && speaker && !status.inCall);
    m_hearSelf->setToolTip(status.inCall ? tr("Not during a call") : tr("You hear yourself a moment later"));
    setIcon(m_hearSelf, QStringLiteral("listen"),
            hearsSelf                     ? tokens.onFill
                : m_hearSelf->isEnabled() ? tokens.text
                                          : tokens.off);
    m_testSpeaker->setEnabled(speaker);
    m_testAlarm->setEnabled(!status.alarmSpeaker.used.isEmpty());
    for (QPushButton *button : {m_testSpeaker, m_testAlarm}) {
        setIcon(button, QStringLiteral("play"), button->isEnabled() ? tokens.text : tokens.off);
        button->setToolTip(button->isEnabled() ? QString() : tr("No loudspeaker is plugged in"));
    }
    m_testSpeaker->setAccessibleName(tr("Play a test sound in the earpiece"));
    m_testAlarm->setAccessibleName(tr("Play a test sound in the loudspeaker for alarms"));
}

void HeadsetPanel::showEvent(QShowEvent *) { m_headset.rehearse(Rehearsal::Level); }

void HeadsetPanel::hideEvent(QHideEvent *) { m_headset.rehearse(Rehearsal::Off); }

void HeadsetPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void HeadsetPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = Tokens::of(palette());
    painter.setPen(tokens.line);
    const int edge = layoutDirection() == Qt::LeftToRight ? 0 : width() - 1;
    painter.drawLine(edge, 0, edge, height());
    painter.drawLine(0, headHeight, width(), headHeight);
}

} // namespace nightbell
