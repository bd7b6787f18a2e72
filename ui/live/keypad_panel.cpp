#include "ui/live/keypad_panel.h"

#include "ui/controls/type.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace nightbell {
namespace {

constexpr int columns = 3, keyWidth = 56, keyHeight = 32, gap = 8, side = 16, edge = 4; // as the verbs below leave
constexpr QLatin1StringView keys("123456789*0#");

QString spokenName(QChar key)
{
    if (key == u'*')
        return KeypadPanel::tr("Star");
    return key == u'#' ? KeypadPanel::tr("Hash") : QString(key);
}

} // namespace

KeypadPanel::KeypadPanel(QWidget *parent)
    : QWidget(parent)
    , m_count(new QLabel)
    , m_close(new QPushButton(tr("Close  Esc")))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Keypad"));
    auto *hint = new QLabel(tr("Keys go to the caller's telephone. Type them or press them here. Nothing keeps them."));
    hint->setFont(typeFont(Type::Small));
    hint->setWordWrap(true);
    m_close->setFixedHeight(keyHeight);
    m_count->setFont(typeFont(Type::Body, QFont::DemiBold));
    auto *words = new QVBoxLayout;
    words->addWidget(hint);
    words->addWidget(m_count);
    words->addStretch(1);
    words->addWidget(m_close, 0, Qt::AlignLeading);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(edge, gap, edge, gap);
    layout->setSpacing(side);
    layout->addWidget(buildKeys());
    layout->addLayout(words, 1);
    connect(m_close, &QPushButton::clicked, this, &KeypadPanel::closed);
    showPressed(0);
}

QWidget *KeypadPanel::buildKeys()
{
    auto *pad = new QWidget;
    pad->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    pad->setLayoutDirection(Qt::LeftToRight); // a telephone's keys are the same everywhere
    auto *grid = new QGridLayout(pad);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(gap);
    for (int i = 0; i < int(keys.size()); ++i) {
        const QChar key = keys[i];
        auto *button = new QPushButton(QString(key));
        button->setFixedSize(keyWidth, keyHeight);
        button->setFont(typeFont(Type::Reading, QFont::DemiBold));
        button->setAccessibleName(spokenName(key));
        button->setFocusPolicy(Qt::TabFocus); // a click leaves the keyboard where it was
        connect(button, &QPushButton::clicked, this, [this, key] { Q_EMIT pressed(key); });
        grid->addWidget(button, i / columns, i % columns);
    }
    return pad;
}

void KeypadPanel::showPressed(int count)
{
    m_count->setText(count ? tr("%n key(s) pressed", nullptr, count) : tr("No key pressed yet"));
}

void KeypadPanel::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else if (text.size() == 1 && keys.contains(text[0]) && !event->isAutoRepeat())
        Q_EMIT pressed(text[0]);
    else
        QWidget::keyPressEvent(event);
}

} // namespace nightbell
