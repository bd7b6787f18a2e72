#include "ui/controls/letter_keys.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace nightbell {
namespace {

bool isField(const QObject *object) // takes letters itself
{
    return qobject_cast<const QLineEdit *>(object) || qobject_cast<const QTextEdit *>(object)
        || qobject_cast<const QPlainTextEdit *>(object) || qobject_cast<const QAbstractSpinBox *>(object)
        || qobject_cast<const QComboBox *>(object);
}

} // namespace

LetterKeys::LetterKeys(QWidget &window, ClockMs clock) : QObject(&window), m_window(window), m_clock(std::move(clock))
{
    QApplication::instance()->installEventFilter(this); // lists would take letters for a search
}

void LetterKeys::add(QChar letter, const std::function<void()> &act) { m_acts.insert(letter.toUpper(), act); }

bool LetterKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !watched->isWidgetType() || isField(watched)
        || static_cast<QWidget *>(watched)->window() != &m_window)
        return false;
    return take(*static_cast<QKeyEvent *>(event));
}

bool LetterKeys::take(const QKeyEvent &key)
{
    const QString text = key.text();
    if (key.isAutoRepeat() || text.size() != 1 || !text[0].isLetter()
        || (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)))
        return false;
    const qint64 before = std::exchange(m_lastMs, m_clock());
    const auto act = m_acts.constFind(text[0].toUpper());
    if (act == m_acts.cend() || m_lastMs - before < writingWithinMs)
        return false;
    (*act)();
    return true;
}

} // namespace nightbell
