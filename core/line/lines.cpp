#include "line/lines.h"

namespace nightbell {

Lines::Lines(std::vector<std::unique_ptr<Line>> lines) : m_lines(std::move(lines))
{
    Q_ASSERT(!m_lines.empty());
    for (const auto &line : m_lines) {
        line->setParent(this);
        follow(*line);
    }
}

// Queued: the lines tell from threads of their own.
void Lines::follow(Line &line)
{
    connect(
        &line, &Line::arrived, this,
        [this, &line](const ArrivedCall &call) {
            if (&line != m_lines.front().get())
                m_lineOf.insert(call.leg, &line);
            Q_EMIT arrived(call);
        },
        Qt::QueuedConnection);
    connect(
        &line, &Line::ended, this,
        [this](const LegId &leg, EndCause cause) {
            m_lineOf.remove(leg);
            Q_EMIT ended(leg, cause);
        },
        Qt::QueuedConnection);
    connect(&line, &Line::connected, this, &Line::connected, Qt::QueuedConnection);
    connect(&line, &Line::ringing, this, &Line::ringing, Qt::QueuedConnection);
    connect(&line, &Line::heardEarly, this, &Line::heardEarly, Qt::QueuedConnection);
    connect(&line, &Line::notReached, this, &Line::notReached, Qt::QueuedConnection);
    connect(&line, &Line::transferAsked, this, &Line::transferAsked, Qt::QueuedConnection);
    connect(&line, &Line::transferEnded, this, &Line::transferEnded, Qt::QueuedConnection);
    connect(&line, &Line::stateChanged, this, &Line::stateChanged, Qt::QueuedConnection);
    connect(&line, &Line::closed, this, &Lines::lineClosed, Qt::QueuedConnection);
}

Result<> Lines::open()
{
    for (const auto &line : m_lines) {
        if (Result<> opened = line->open(); !opened)
            return opened;
        ++m_open;
    }
    return {};
}

void Lines::order(const LegId &leg, const LineOrder &order)
{
    const bool isLast = std::holds_alternative<RefuseLeg>(order) || std::holds_alternative<HangUpLeg>(order);
    Line *other = isLast ? m_lineOf.take(leg) : m_lineOf.value(leg);
    (other ? *other : *m_lines.front()).order(leg, order);
}

void Lines::close()
{
    for (const auto &line : m_lines)
        line->close();
}

void Lines::lineClosed()
{
    if (--m_open == 0)
        Q_EMIT closed();
}

} // namespace nightbell
