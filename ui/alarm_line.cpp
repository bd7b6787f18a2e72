#include "ui/alarm_line.h"

#include "ui/controls/digits.h"
#include "ui/controls/icon_paint.h"
#include "ui/controls/now.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"
#include "ui/live/call_look.h"

#include <QAccessible>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

namespace nightbell {
namespace {

constexpr int lineHeight = 44, side = 16, gap = 12;

QString wordsFor(const EscalationSummary &alarm, const CallLook &look)
{
    return alarm.staff.isEmpty() ? look.lastWords : AlarmLine::tr("%1 claimed, no action yet").arg(alarm.staff.text());
}

} // namespace

AlarmLine::AlarmLine(QWidget *parent) : QWidget(parent), m_quiet(new QPushButton(this)), m_claim(new QPushButton(this))
{
    setFixedHeight(lineHeight);
    setAccessibleName(tr("Alarms"));
    m_claim->setObjectName(QStringLiteral("claim"));
    m_claim->setFont(typeFont(Type::Body, QFont::Medium));
    m_claim->setToolTip(tr("Open this call and stop the alarm (F8)"));
    m_claim->hide();
    connect(m_claim, &QPushButton::clicked, this, &AlarmLine::claimTop);
    m_quiet->setObjectName(QStringLiteral("quiet"));
    m_quiet->setFont(typeFont(Type::Body, QFont::Medium));
    connect(m_quiet, &QPushButton::clicked, this, &AlarmLine::toggleQuiet);
    nameQuiet();
    showAsking(false);
}

QSize AlarmLine::sizeHint() const { return {400, lineHeight}; }

void AlarmLine::show(const QList<CallSummary> &waiting)
{
    const std::optional<Alarm> before = m_alarm;
    m_alarm.reset();
    m_alsoWaiting = std::max(0, int(waiting.size()) - 1);
    if (!waiting.isEmpty()) {
        const CallSummary &call = waiting.first();
        const CallLook look = lookOf(call);
        for (const EscalationSummary &each : call.escalations)
            if (each.state == EscalationSummary::State::Open && each.gravity == look.gravity)
                m_alarm = Alarm{call.id, each.id, each.gravity, each.raised, look.name, wordsFor(each, look)};
    }
    if (m_alarm && (!before || before->escalation != m_alarm->escalation))
        announce();
    if (!m_alarm && before)
        setAccessibleDescription(m_faults.join(u' '));
    if (!m_alarm || !before || before->escalation != m_alarm->escalation) {
        m_refusal.clear(); // it was about another alarm
        showAsking(false);
    }
    m_claim->setVisible(m_alarm.has_value());
    nameQuiet();
    place();
    update();
}

void AlarmLine::showFaults(const QStringList &sentences)
{
    if (m_faults == sentences)
        return;
    const bool another = !sentences.isEmpty() && sentences.value(0) != m_faults.value(0);
    m_faults = sentences;
    setToolTip(sentences.join(u'\n'));
    if (!m_alarm && another)
        say(sentences.join(u' '));
    else if (!m_alarm)
        setAccessibleDescription(sentences.join(u' '));
    update();
}

void AlarmLine::showUnheard(bool unheard)
{
    m_unheard = unheard;
    update();
}

void AlarmLine::showQuiet(const QString &until)
{
    if (m_quietUntil == until)
        return;
    m_quietUntil = until;
    nameQuiet();
    place();
    update();
}

void AlarmLine::toggleQuiet()
{
    if (!m_quiet->isHidden())
        Q_EMIT quietAsked(m_quietUntil.isEmpty());
}

// Only what asks for a person can be silenced: the button is there with it, and as long as that is silent, but never
// beside anything graver.
void AlarmLine::nameQuiet()
{
    const bool quiet = !m_quietUntil.isEmpty();
    m_quiet->setText(quiet ? tr("Sound on  Q") : tr("Quiet  Q"));
    m_quiet->setToolTip(quiet ? tr("Hear again who asks for a person (Q)")
                              : tr("Do not hear for 15 minutes who asks for a person (Q). Graver alarms are heard."));
    m_quiet->setAccessibleDescription(m_quiet->toolTip());
    m_quiet->setVisible(m_alarm ? m_alarm->gravity == Gravity::Asks : quiet);
}

void AlarmLine::showAsking(bool asking)
{
    m_claim->setText(asking ? tr("Asking…") : tr("Claim  F8"));
    m_claim->setProperty("asking", asking);
    if (asking)
        m_refusal.clear();
    place();
}

void AlarmLine::showRefusal(const EscalationId &escalation, const QString &words)
{
    if (!m_alarm || m_alarm->escalation != escalation)
        return;
    showAsking(false);
    m_refusal = words;
    update();
}

void AlarmLine::claimTop()
{
    if (m_alarm && !m_claim->property("asking").toBool()) {
        showAsking(true);
        Q_EMIT claimAsked(m_alarm->call, m_alarm->escalation);
    }
}

// Spoken at once; it never moves the focus.
void AlarmLine::announce()
{
    say(tr("%1. %2. %3 F8 claims.").arg(gravityWord(m_alarm->gravity), m_alarm->name, m_alarm->words));
}

void AlarmLine::say(const QString &words)
{
    setAccessibleDescription(words);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void AlarmLine::place()
{
    int right = width() - side;
    for (QPushButton *button : {m_claim, m_quiet}) {
        if (button->isHidden())
            continue;
        const QSize size(std::max(104, button->sizeHint().width()), 32);
        button->setGeometry(QStyle::visualRect(
            layoutDirection(), rect(),
            QRect(right - size.width(), (height() - size.height()) / 2, size.width(), size.height())));
        right -= size.width() + gap;
    }
    m_right = right;
}

// The sentence about a fault takes what room is left; the tool tip has all of them whole.
void AlarmLine::paintCalm(QPainter &painter, QRect room) const
{
    const Tokens &tokens = Tokens::of(palette());
    const auto icon = [&](const QString &name, const QColor &colour) {
        paintIcon(painter, QRectF(room.left(), (height() - 16) / 2.0, 16, 16), name, colour);
        room.setLeft(room.left() + 16 + gap);
    };
    icon(QStringLiteral("check"), tokens.green);
    const QString calm = tr("Nobody is waiting for a person");
    painter.setFont(typeFont(Type::Body, QFont::DemiBold));
    painter.setPen(tokens.text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, calm);
    room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(calm) + 2 * gap);
    painter.setFont(typeFont(Type::Body));
    if (m_faults.isEmpty()) {
        painter.setPen(tokens.text2);
        return painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, tr("All systems fine"));
    }
    icon(QStringLiteral("warn"), tokens.amber);
    painter.setPen(tokens.amber);
    if (m_faults.size() > 1) {
        const QString more = tr("and %n more", nullptr, int(m_faults.size()) - 1);
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, more);
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(more) - gap);
    }
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_faults.constFirst(), Qt::ElideRight, room.width()));
}

void AlarmLine::resizeEvent(QResizeEvent *) { place(); }

void AlarmLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Tokens::of(palette());
    const bool red = m_alarm && m_alarm->gravity != Gravity::Asks;
    const QColor ground = !m_alarm ? tokens.panel : red ? tokens.redFill : tokens.amberFill;
    const QColor ink = !m_alarm ? tokens.text : red ? tokens.onFill : tokens.onAmber;
    painter.fillRect(rect(), ground);
    painter.setPen(tokens.line);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());

    QRect left = rect().adjusted(side, 0, -side, 0);
    const auto write = [&](const QString &words, Type type, int weight, const QColor &colour, bool elide = false) {
        painter.setFont(typeFont(type, weight));
        painter.setPen(colour);
        const QString shown = elide ? painter.fontMetrics().elidedText(words, Qt::ElideRight, left.width()) : words;
        painter.drawText(left, Qt::AlignLeft | Qt::AlignVCenter, shown);
        left.setLeft(left.left() + painter.fontMetrics().horizontalAdvance(shown) + gap);
    };
    const auto writeRight = [&](const QString &words, Type type, int weight, const QColor &colour) {
        painter.setFont(typeFont(type, weight));
        painter.setPen(colour);
        paintDigits(painter, left, Qt::AlignRight, words);
        left.setRight(left.right() - int(digitsWidth(painter.font(), words)) - gap);
    };

    left.setRight(m_right);
    if (!m_quietUntil.isEmpty() && !red)
        writeRight(tr("Quiet until %1").arg(m_quietUntil), Type::Body, QFont::Medium, ink);
    if (!m_alarm)
        return paintCalm(painter, left);
    if (m_alsoWaiting)
        writeRight(tr("%n more waiting", nullptr, m_alsoWaiting), Type::Body, QFont::Medium, ink);
    writeRight(tr("Waiting %1").arg(lengthText((toMs(instantNow()) - toMs(m_alarm->since)) / 1000)), Type::Alarm,
               QFont::DemiBold, ink);
    if (m_unheard)
        writeRight(tr("No alarm sound"), Type::Body, QFont::Medium, ink);
    paintIcon(painter, QRectF(left.left(), (height() - 20) / 2.0, 20, 20),
              red ? QStringLiteral("emergency") : QStringLiteral("asks"), ink);
    left.setLeft(left.left() + 20 + gap);
    write(gravityWord(m_alarm->gravity), Type::Alarm, QFont::DemiBold, ink);
    write(m_alarm->name, Type::Body, QFont::DemiBold, ink, true);
    write(m_refusal.isEmpty() ? m_alarm->words : m_refusal, Type::Body, QFont::Normal, ink, true);
}

} // namespace nightbell
