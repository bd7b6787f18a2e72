#include "dialog/script_json.h"

#include "clinic/strict_json.h"
#include "clinic/versioned_json.h"

namespace nightbell {
namespace {

constexpr FileForm scriptFile{"script file", scriptFileVersion, scriptFileBytes};

} // namespace

QByteArray toJson(const Script &script) { return versionedJson(strict::write(script).toObject(), scriptFile); }

Result<Script> scriptFromJson(const QByteArray &json)
{
    const auto object = versionedObject(json, scriptFile);
    if (!object)
        return object.problem();
    Script script;
    if (const Result<> done = strict::read(object.value(), script, FieldPath()); !done)
        return done.problem();
    return script;
}

} // namespace nightbell
