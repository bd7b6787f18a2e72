#include "app/script_folder.h"

#include "dialog/script_check.h"
#include "dialog/script_json.h"
#include "dialog/shipped_scripts.h"
#include "settings/private_file.h"

#include <QDateTime>
#include <QDir>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

const QString draftFile = u"draft.json"_s;

QString written(Instant at) { return QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC).toString(Qt::ISODateWithMs); }

Problem inFile(const QString &path, const Problem &problem) // worth its name
{
    const auto kind = problem.kind == Problem::Kind::Invalid ? Problem::Kind::Damaged : problem.kind;
    return {kind, u"%1: %2"_s.arg(path, problem.detail)};
}

} // namespace

ScriptFolder::ScriptFolder(const QString &dataFolder, const ClinicId &clinic)
    : m_path(dataFolder + "/scripts/"_L1 + clinic.text()) // an id has no sign that means something in a path
{ }

QString ScriptFolder::fileOf(int number) const { return m_path + u"/%1.json"_s.arg(number); }

QList<int> ScriptFolder::numbers() const
{
    QList<int> numbers;
    for (const QString &name : QDir(m_path).entryList({u"*.json"_s}, QDir::Files | QDir::System)) // broken links too
        if (const int number = name.chopped(5).toInt();
            number > 0 && number < 1'000'000'000 && fileOf(number).endsWith(u'/' + name))
            numbers << number;
    std::ranges::sort(numbers);
    return numbers;
}

Result<QByteArray> ScriptFolder::contents(const QString &path) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{QFileInfo(path).isSymLink() || file.exists() ? Problem::Kind::Unreachable
                                                                    : Problem::Kind::NotFound,
                       u"%1: %2"_s.arg(path, file.errorString())};
    const QByteArray bytes = file.read(scriptSetFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return Problem{Problem::Kind::Unreachable, u"%1: %2"_s.arg(path, file.errorString())};
    return bytes;
}

Result<PublishedScripts> ScriptFolder::read(int number) const
{
    const QString path = fileOf(number);
    const auto bytes = contents(path);
    if (!bytes)
        return bytes.problem();
    const auto read = scriptSetFileFromJson(bytes.value());
    if (!read)
        return inFile(path, read.problem());
    const ScriptSetFile &file = read.value();
    const QDateTime published = QDateTime::fromString(file.published, Qt::ISODateWithMs);
    if (file.number != number || file.digest != digestOf(file.scripts) || !published.isValid())
        return Problem{Problem::Kind::Damaged, u"%1: is not as it was published"_s.arg(path)};
    return PublishedScripts{
        {number, instantFromMs(published.toMSecsSinceEpoch()), StaffId(file.by), file.note, file.broughtBack},
        file.scripts};
}

Result<> ScriptFolder::write(const PublishedScripts &version) const
{
    const QString path = fileOf(version.about.number);
    if (QFileInfo(path).isSymLink() || QFileInfo::exists(path))
        return Problem{Problem::Kind::Refused, u"%1: is there already"_s.arg(path)};
    const ScriptSetFile file{version.about.number,     written(version.about.published), version.about.by.text(),
                             version.about.note,       version.about.broughtBack,        version.scripts,
                             digestOf(version.scripts)};
    const QByteArray bytes = toJson(file);
    if (bytes.size() > scriptSetFileBytes) // it could not be read again
        return Problem{Problem::Kind::Full, u"the scripts are longer than %1 bytes"_s.arg(scriptSetFileBytes)};
    if (const Result<> made = makePrivateFolder(m_path); !made)
        return made;
    return writePrivateFile(path, bytes);
}

void ScriptFolder::forgetAllBut(int newest) const
{
    const QList<int> all = numbers();
    for (qsizetype i = 0; i < all.size() - newest; ++i)
        QFile::remove(fileOf(all[i])); // what stays is tried again with the next one
}

Result<ScriptDraft> ScriptFolder::draft() const
{
    const QString path = m_path + u'/' + draftFile;
    const auto bytes = contents(path);
    if (!bytes)
        return bytes.problem();
    auto draft = scriptDraftFromJson(bytes.value());
    return draft ? draft : Result<ScriptDraft>(inFile(path, draft.problem()));
}

Result<> ScriptFolder::keep(const ScriptDraft &draft) const
{
    const QByteArray bytes = toJson(draft);
    if (bytes.size() > scriptSetFileBytes)
        return Problem{Problem::Kind::Full, u"the draft is longer than %1 bytes"_s.arg(scriptSetFileBytes)};
    if (const Result<> made = makePrivateFolder(m_path); !made)
        return made;
    return writePrivateFile(m_path + u'/' + draftFile, bytes);
}

Result<> ScriptFolder::letGoOfDraft() const
{
    const QString path = m_path + u'/' + draftFile;
    if (!QFile::exists(path) || (QFile::remove(path) && syncFolder(m_path)))
        return {};
    return Problem{Problem::Kind::Unreachable, u"%1: cannot be removed"_s.arg(path)};
}

ScriptsInForce scriptsInForce(const ScriptFolder &folder)
{
    const QList<int> numbers = folder.numbers();
    ScriptsInForce found{{}, numbers.isEmpty() ? 0 : numbers.last(), std::nullopt};
    for (auto number = numbers.crbegin(); number != numbers.crend(); ++number) {
        auto version = folder.read(*number);
        const ScriptSet set{*number, version ? std::move(version.value().scripts) : QList<Script>()};
        const Result<> sound = version ? check(set) : Result<>(version.problem());
        if (sound) {
            found.set = set;
            return found;
        }
        if (!found.fault)
            found.fault = version ? inFile(u"version %1"_s.arg(*number), sound.problem()) : sound.problem();
    }
    found.set = shippedScripts();
    return found;
}

} // namespace nightbell
