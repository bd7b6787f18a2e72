#include "dialog/script_json.h"

#include "clinic/strict_json.h"
#include "clinic/versioned_json.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace nightbell {
namespace {

constexpr FileForm scriptFile{"script file", scriptFileVersion, scriptFileBytes};
constexpr FileForm setFile{"file of scripts", scriptFileVersion, scriptSetFileBytes};

template<class T> Result<T> readFrom(const QByteArray &json, const FileForm &form)
{
    const auto object = versionedObject(json, form);
    if (!object)
        return object.problem();
    T read;
    if (const Result<> done = strict::read(object.value(), read, FieldPath()); !done)
        return done.problem();
    return read;
}

} // namespace

QByteArray toJson(const Script &script) { return versionedJson(strict::write(script).toObject(), scriptFile); }

Result<Script> scriptFromJson(const QByteArray &json) { return readFrom<Script>(json, scriptFile); }

QByteArray toJson(const ScriptDraft &draft) { return versionedJson(strict::write(draft).toObject(), setFile); }

Result<ScriptDraft> scriptDraftFromJson(const QByteArray &json) { return readFrom<ScriptDraft>(json, setFile); }

QByteArray toJson(const ScriptSetFile &file) { return versionedJson(strict::write(file).toObject(), setFile); }

Result<ScriptSetFile> scriptSetFileFromJson(const QByteArray &json) { return readFrom<ScriptSetFile>(json, setFile); }

QString digestOf(const QList<Script> &scripts)
{
    const QByteArray written = QJsonDocument(strict::write(scripts).toArray()).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(written, QCryptographicHash::Sha256).toHex());
}

Result<ScriptSet> draftedByFile(const ScriptSet &inForce, const QByteArray &json)
{
    const auto object = versionedObject(json, setFile);
    if (!object)
        return object.problem();
    if (object.value().contains(QStringLiteral("scripts"))) {
        auto file = scriptSetFileFromJson(json);
        if (!file)
            return file.problem();
        return ScriptSet{inForce.version, std::move(file.value().scripts)};
    }
    const auto script = scriptFromJson(json);
    if (!script)
        return script.problem();
    return drafted(inForce, {inForce.version, 0, {script.value()}, {}});
}

} // namespace nightbell
