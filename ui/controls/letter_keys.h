// Single letters as keys of verbs. They act outside fields only, never by auto-repeat, and not when another letter came
// a moment before: then somebody writes, and in the wrong place.
#pragma once

#include <QHash>
#include <QObject>

#include <functional>

class QKeyEvent;
class QWidget;

namespace nightbell {

inline constexpr qint64 writingWithinMs = 150;

class LetterKeys : public QObject
{
    Q_OBJECT

public:
    using ClockMs = std::function<qint64()>;
    LetterKeys(QWidget &window, ClockMs clock); // belongs to the window

    void add(QChar letter, const std::function<void()> &act);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool take(const QKeyEvent &key);

    QWidget &m_window;
    ClockMs m_clock;
    qint64 m_lastMs = -writingWithinMs; // when the last letter came
    QHash<QChar, std::function<void()>> m_acts;
};

} // namespace nightbell
