#include "clinic/first_fault.h"

#include "clinic/clinic_limits.h"

#include <QRegularExpression>

#include <algorithm>

namespace nightbell {

void FirstFault::text(const QString &text, qsizetype longest, const FieldPath &path)
{
    expect(!text.trimmed().isEmpty(), path, QStringLiteral("is missing"));
    textOrNothing(text, longest, path);
}

void FirstFault::textOrNothing(const QString &text, qsizetype longest, const FieldPath &path)
{
    expect(text.size() <= longest, path, QStringLiteral("is longer than %1 characters").arg(longest));
    const bool readable = text.isValidUtf16() && std::ranges::none_of(text, [](QChar each) {
                              return each.category() == QChar::Other_Control && each != u'\n';
                          });
    expect(readable, path, QStringLiteral("holds characters that are no text"));
}

void FirstFault::id(const QString &id, const FieldPath &path)
{
    static const QRegularExpression shape(QStringLiteral("\\A[a-z0-9][a-z0-9_-]*\\z"));
    expect(!id.isEmpty(), path, QStringLiteral("is missing"));
    expect(shape.match(id).hasMatch() && id.size() <= clinic_limits::idCharacters, path,
           quoted(id) + QStringLiteral(" is no id: small letters, digits, - and _"));
}

void FirstFault::number(const QString &number, const FieldPath &path)
{
    static const QRegularExpression e164(QStringLiteral("\\A\\+[1-9][0-9]{6,14}\\z"));
    expect(e164.match(number).hasMatch(), path, QStringLiteral("is no international number like +15550100199"));
}

void FirstFault::within(int value, int least, int most, const FieldPath &path)
{
    expect(value >= least && value <= most, path,
           QStringLiteral("%1 is not between %2 and %3").arg(value).arg(least).arg(most));
}

void FirstFault::count(qsizetype count, qsizetype most, const FieldPath &path)
{
    expect(count <= most, path, QStringLiteral("has %1 entries, the limit is %2").arg(count).arg(most));
}

void FirstFault::unique(const QStringList &texts, const FieldPath &path)
{
    QSet<QString> seen;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        expect(!seen.contains(texts[i]), path[i], quoted(texts[i]) + QStringLiteral(" is listed twice"));
        seen << texts[i];
    }
}

} // namespace nightbell
