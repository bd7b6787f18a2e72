// Whom the program may call: nobody but numbers that begin as listed, and no more often in an hour than set. Pure.
#pragma once

#include "instant.h"
#include "result.h"

#include <QList>
#include <QStringList>

namespace nightbell {

struct DialPlan
{
    QStringList allowed; // beginnings of numbers; empty: none may be called
    int perHour = 0;
};

// A number as it is dialled: without the signs that people put between the digits. Nothing: no number at all.
QString dialled(const QString &written);

class DialRule
{
public:
    explicit DialRule(DialPlan plan) : m_plan(std::move(plan)) { }

    Result<> admit(const QString &user, Span now); // now: of a clock that never goes back. An admitted one is counted

private:
    DialPlan m_plan;
    QList<Span> m_lastHour; // the oldest first
};

} // namespace nightbell
