#include "settings/settings.h"

#include "settings/settings_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <numeric>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTypo = 100; // characters; a longer key is not compared

Problem wrong(const GivenValue &given, const QString &why)
{
    return {Problem::Kind::Invalid, u"%1: %2: %3"_s.arg(given.place, given.key, why)};
}

// How many letters must be added, dropped or changed to make one of the other.
qsizetype distance(const QString &left, const QString &right)
{
    QList<qsizetype> row(right.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < left.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (qsizetype j = 0; j < right.size(); ++j) {
            const qsizetype changed = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.last();
}

QString nearestKey(const QString &key)
{
    if (key.size() > longestTypo)
        return {};
    QString nearest;
    qsizetype least = key.size() / 3 + 2; // further away it is another word, not a typo
    for (const Setting &setting : theSettings) {
        const QString known = QString::fromLatin1(setting.key);
        const qsizetype steps = known.endsWith(u'.' + key) ? 0 : distance(key.toLower(), known);
        if (steps < least) {
            least = steps;
            nearest = known;
        }
    }
    return nearest;
}

QString unknownKey(const QString &key)
{
    const QString nearest = nearestKey(key);
    if (nearest.isEmpty())
        return QCoreApplication::translate("Settings", "unknown setting; --help-settings lists them");
    return QCoreApplication::translate("Settings", "unknown setting; did you mean %1?").arg(nearest);
}

} // namespace

Settings::Settings()
{
    for (const Setting &setting : theSettings)
        m_values.append(QString::fromLatin1(setting.standard));
}

std::optional<Problem> whyRefused(const GivenValue &given)
{
    const std::size_t index = indexOfSetting(given.key.toStdString());
    if (index == theSettings.size())
        return wrong(given, unknownKey(given.key));
    if (const auto why = whyRefused(theSettings[index], given.value))
        return wrong(given, *why);
    return std::nullopt;
}

Result<Settings> Settings::from(const QList<GivenValue> &given)
{
    Settings settings;
    for (const GivenValue &one : given) {
        if (const auto problem = whyRefused(one))
            return *problem;
        settings.m_values[static_cast<qsizetype>(indexOfSetting(one.key.toStdString()))] = one.value;
    }
    return settings;
}

Result<Settings> loadSettings(const QString &file, FileMay missing, const QStringList &assignments)
{
    QList<GivenValue> given;
    if (missing == FileMay::NotBeMissing || QFileInfo::exists(file)) {
        const auto entries = readSettingsFile(file);
        if (!entries)
            return entries.problem();
        for (const FileEntry &entry : entries.value())
            given.append({entry.key, entry.value, file + u':' + QString::number(entry.line)});
    }
    QSet<QString> named;
    for (const QString &assignment : assignments) {
        const GivenValue one{assignment.section(u'=', 0, 0).trimmed(), assignment.section(u'=', 1).trimmed(),
                             u"--set"_s};
        if (!assignment.contains(u'='))
            return wrong(one, QCoreApplication::translate("Settings", "must be key=value"));
        if (named.contains(one.key))
            return wrong(one, QCoreApplication::translate("Settings", "given twice"));
        named.insert(one.key);
        given.append(one);
    }
    return Settings::from(given);
}

} // namespace nightbell
