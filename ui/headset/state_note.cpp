#include "ui/headset/state_note.h"

#include "ui/controls/icon_paint.h"
#include "ui/controls/tokens.h"
#include "ui/controls/type.h"

#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace nightbell {
namespace {

constexpr int side = 12, iconSize = 16, gap = 8, lineHeight = 18;

QLabel *newLabel(Type type, int weight)
{
    auto *label = new QLabel;
    label->setFont(typeFont(type, weight));
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    return label;
}

} // namespace

StateNote::StateNote(QWidget *parent)
    : QWidget(parent)
    , m_state(newLabel(Type::Body, QFont::DemiBold))
    , m_advice(newLabel(Type::Small, QFont::Normal))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(side + iconSize + gap, 8, side, 8);
    layout->setSpacing(2);
    layout->addWidget(m_state);
    layout->addWidget(m_advice);
}

void StateNote::show(const HeadsetWords &words)
{
    m_icon = words.icon;
    m_mood = words.mood;
    const Tokens &tokens = Tokens::of(palette());
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, m_mood == Mood::Trouble ? tokens.amber : tokens.text);
    m_state->setPalette(ink);
    ink.setColor(QPalette::WindowText, tokens.text2);
    m_advice->setPalette(ink);
    m_state->setText(words.state);
    m_advice->setText(words.advice);
    m_advice->setVisible(!words.advice.isEmpty());
    update();
}

void StateNote::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Tokens::of(palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_mood == Mood::Fine ? tokens.greenTint : m_mood == Mood::Plain ? tokens.tint : tokens.amberTint);
    painter.drawRoundedRect(rect(), 4, 4);
    const QRect icon(side, m_state->y() + (lineHeight - iconSize) / 2, iconSize, iconSize);
    if (!m_icon.isEmpty())
        paintIcon(painter, QStyle::visualRect(layoutDirection(), rect(), icon), m_icon, inkOf(m_mood, tokens));
}

} // namespace nightbell
