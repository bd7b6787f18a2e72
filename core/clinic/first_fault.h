// Walks over values with their paths and keeps the first fault. What is shared by all parts of the check.
#pragma once

#include "clinic/field_path.h"
#include "ids.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace nightbell {

class FirstFault
{
public:
    void expect(bool fine, const FieldPath &path, const QString &why)
    {
        if (!fine)
            found(path, why);
    }
    void found(const FieldPath &path, const QString &why)
    {
        if (!m_problem)
            m_problem = path.problem(why);
    }

    void text(const QString &text, qsizetype longest, const FieldPath &path); // present, printable, not too long
    void textOrNothing(const QString &text, qsizetype longest, const FieldPath &path);
    void id(const QString &id, const FieldPath &path);
    void number(const QString &number, const FieldPath &path); // E.164; never repeated in the problem
    void within(int value, int least, int most, const FieldPath &path);
    void count(qsizetype count, qsizetype most, const FieldPath &path);
    void unique(const QStringList &texts, const FieldPath &path);

    Result<> result() const { return m_problem ? Result<>(*m_problem) : Result<>(); }

private:
    std::optional<Problem> m_problem;
};

// Checks the ids of a list of things, each well formed and there once, and answers them.
template<class Thing> auto idsOf(const QList<Thing> &things, FirstFault &fault, const FieldPath &path)
{
    QSet<decltype(Thing::id)> ids;
    for (qsizetype i = 0; i < things.size(); ++i) {
        const auto &id = things[i].id;
        fault.id(id.text(), path[i] / "id");
        fault.expect(!ids.contains(id), path[i] / "id", quoted(id.text()) + QStringLiteral(" is used twice"));
        ids << id;
    }
    return ids;
}

// References to things: each known and there once.
template<class ThingId>
void references(const QList<ThingId> &wanted, const QSet<ThingId> &known, FirstFault &fault, const FieldPath &path)
{
    QSet<ThingId> seen;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        fault.expect(known.contains(wanted[i]), path[i], quoted(wanted[i].text()) + QStringLiteral(" is not known"));
        fault.expect(!seen.contains(wanted[i]), path[i], quoted(wanted[i].text()) + QStringLiteral(" is listed twice"));
        seen << wanted[i];
    }
}

} // namespace nightbell
