#include "settings/settings_file.h"

#include "settings/private_file.h"
#include "settings/settings.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr char byteOrderMark[] = "\xEF\xBB\xBF";

QString say(const char *text) { return QCoreApplication::translate("Settings", text); }

Problem wrong(const QString &where, const QString &why)
{
    return {Problem::Kind::Invalid, u"%1: %2"_s.arg(where, why)};
}

bool beginsComment(QStringView text) { return text.startsWith(u'#') || text.startsWith(u';'); }

bool isRestOfLine(QStringView text) { return text.trimmed().isEmpty() || beginsComment(text.trimmed()); }

bool isControl(QChar c) { return c.category() == QChar::Other_Control && c != u'\t'; }

struct Value
{
    QString text;
    qsizetype length = 0; // as written
};

// text begins at the opening quote.
std::optional<Value> quotedValue(QStringView text)
{
    Value value;
    for (qsizetype at = 1; at < text.size(); ++at) {
        if (text[at] == u'"') {
            value.length = at + 1;
            return isRestOfLine(text.sliced(at + 1)) ? std::optional(value) : std::nullopt;
        }
        if (text[at] == u'\\' && (++at == text.size() || (text[at] != u'"' && text[at] != u'\\')))
            return std::nullopt;
        value.text += text[at];
    }
    return std::nullopt;
}

Value plainValue(QStringView text)
{
    qsizetype end = text.size();
    for (qsizetype at = 0; at < end; ++at) {
        if (beginsComment(text.sliced(at)) && (at == 0 || text[at - 1].isSpace()))
            end = at;
    }
    const QStringView kept = text.first(end).trimmed();
    return {kept.toString(), kept.size()};
}

class Reading
{
public:
    Reading(QString name, QStringList lines) : m_name(std::move(name)) { m_text.lines = std::move(lines); }

    Result<SettingsText> run()
    {
        for (const QString &line : m_text.lines) {
            ++m_line;
            const QStringView text = QStringView(line).trimmed();
            if (std::any_of(text.begin(), text.end(), isControl))
                return wrong(here(), say(QT_TRANSLATE_NOOP("Settings", "holds a control character")));
            if (isRestOfLine(text))
                continue;
            if (const auto problem = text.startsWith(u'[') ? section(text) : entry(line))
                return *problem;
        }
        return std::move(m_text);
    }

private:
    QString here() const { return m_name + u':' + QString::number(m_line); }

    std::optional<Problem> section(QStringView text)
    {
        const qsizetype end = text.indexOf(u']');
        if (end < 0 || !isRestOfLine(text.sliced(end + 1)))
            return wrong(here(), say(QT_TRANSLATE_NOOP("Settings", "a section is written [name]")));
        m_section = text.first(end).sliced(1).trimmed().toString();
        m_text.sectionEnds[m_section] = m_line;
        return std::nullopt;
    }

    std::optional<Problem> entry(const QString &line)
    {
        const qsizetype equals = line.indexOf(u'=');
        const QString name = (equals < 0 ? line : line.first(equals)).trimmed();
        const QString key = m_section.isEmpty() ? name : m_section + u'.' + name;
        const QString where = u"%1: %2"_s.arg(here(), key);
        if (equals < 0 || name.isEmpty())
            return wrong(where, say(QT_TRANSLATE_NOOP("Settings", "a setting is written key = value")));
        if (const int earlier = m_lineOf.value(key))
            return wrong(where, say(QT_TRANSLATE_NOOP("Settings", "already set in line %1")).arg(earlier));
        qsizetype from = equals + 1;
        while (from < line.size() && line[from].isSpace() && line[from] != u'\r')
            ++from;
        const QStringView rest = QStringView(line).sliced(from);
        const auto value = rest.startsWith(u'"') ? quotedValue(rest) : std::optional(plainValue(rest));
        if (!value)
            return wrong(where, say(QT_TRANSLATE_NOOP("Settings", "the quotes do not match")));
        m_lineOf[key] = m_line;
        m_text.sectionEnds[m_section] = m_line;
        m_text.entries.append({key, value->text, m_line, from, value->length});
        return std::nullopt;
    }

    QString m_name;
    QString m_section;
    int m_line = 0;
    SettingsText m_text;
    QHash<QString, int> m_lineOf;
};

QString asWritten(const QString &value)
{
    const Value plain = plainValue(value);
    if (plain.text == value && !value.startsWith(u'"'))
        return value;
    QString escaped = value;
    escaped.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return u'"' + escaped + u'"';
}

void change(SettingsText &text, const QString &key, const QString &value)
{
    const auto entry = std::find_if(text.entries.cbegin(), text.entries.cend(),
                                    [&key](const FileEntry &one) { return one.key == key; });
    if (entry != text.entries.cend()) {
        text.lines[entry->line - 1].replace(entry->from, entry->length, asWritten(value));
        return;
    }
    const QString section = key.section(u'.', 0, -2);
    const QString added = key.section(u'.', -1) + " = "_L1 + asWritten(value);
    if (const int end = text.sectionEnds.value(section)) {
        text.lines.insert(end, added);
        return;
    }
    if (!text.lines.isEmpty() && text.lines.last().isEmpty())
        text.lines.removeLast(); // what follows the last line feed
    text.lines << u'[' + section + u']' << added << QString();
}

Result<QByteArray> readBytes(const QString &path)
{
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly))
        return wrong(path, say(QT_TRANSLATE_NOOP("Settings", "the settings file cannot be read")));
    QByteArray bytes = file.read(longestSettingsFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return wrong(path, say(QT_TRANSLATE_NOOP("Settings", "the settings file cannot be read")));
    return bytes;
}

} // namespace

Result<SettingsText> parseSettings(const QByteArray &bytes, const QString &name)
{
    if (bytes.size() > longestSettingsFileBytes)
        return wrong(name, say(QT_TRANSLATE_NOOP("Settings", "too long for a settings file")));
    QStringList lines;
    for (const QByteArray &line : (bytes.startsWith(byteOrderMark) ? bytes.mid(3) : bytes).split('\n')) {
        lines.append(QString::fromUtf8(line));
        if (lines.last().toUtf8() != line)
            return wrong(name + u':' + QString::number(lines.size()), say(QT_TRANSLATE_NOOP("Settings", "not UTF-8")));
    }
    return Reading(name, std::move(lines)).run();
}

Result<QList<FileEntry>> readSettingsFile(const QString &path)
{
    const auto bytes = readBytes(path);
    if (!bytes)
        return bytes.problem();
    auto text = parseSettings(bytes.value(), path);
    if (!text)
        return text.problem();
    return std::move(text.value().entries);
}

Result<> writeSetting(const QString &path, const QString &key, const QString &value)
{
    if (const auto problem = whyRefused(GivenValue{key, value, path}))
        return *problem;
    const auto bytes = QFileInfo::exists(path) ? readBytes(path) : Result<QByteArray>(QByteArray());
    if (!bytes)
        return bytes.problem();
    auto text = parseSettings(bytes.value(), path);
    if (!text)
        return text.problem();
    change(text.value(), key, value);
    return writePrivateFile(path, text.value().lines.join(u'\n').toUtf8());
}

} // namespace nightbell
