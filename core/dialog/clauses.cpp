#include "dialog/clauses.h"

namespace nightbell {

namespace {

constexpr int wordsAtLeast = 3;

bool opensClause(const Words &said, int at)
{
    static const QStringList openers{QStringLiteral("and"),  QStringLiteral("also"),   QStringLiteral("but"),
                                     QStringLiteral("plus"), QStringLiteral("then"),   QStringLiteral("oh"),
                                     QStringLiteral("so"),   QStringLiteral("because")};
    return said[at - 1].pauseAfter || (openers.contains(said[at].text) && !openers.contains(said[at - 1].text));
}

} // namespace

QList<Clause> clausesOf(const Words &said)
{
    QList<Clause> clauses;
    int first = 0;
    for (int at = wordsAtLeast; at + wordsAtLeast <= said.size(); ++at)
        if (at - first >= wordsAtLeast && opensClause(said, at)) {
            clauses << Clause{first, at - first};
            first = at;
        }
    if (!said.isEmpty())
        clauses << Clause{first, int(said.size()) - first};
    return clauses;
}

} // namespace nightbell
